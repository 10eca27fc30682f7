"""The practice platform, a process of its own on loopback, and the sample shop."""
