"""Ways in which a customer pays through an outside system."""
