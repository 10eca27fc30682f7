"""Promotion rules, one file each: pure functions over an immutable cart."""
