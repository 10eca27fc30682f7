"""The parts of the lock screen: people, the dark side with the clock."""
