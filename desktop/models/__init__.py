"""Tables: columns, keys, constraints. No behaviour."""
