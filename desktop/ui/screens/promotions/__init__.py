"""Parts of 推广."""
