"""Steps from older schemas to the current one; imported only when a file is not current."""
