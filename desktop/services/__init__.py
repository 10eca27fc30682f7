"""Use cases: one class per desk in the shop; each public method is one transaction."""
