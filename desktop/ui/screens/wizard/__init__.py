"""The first run: name and PIN, recovery words, where the goods come from."""
