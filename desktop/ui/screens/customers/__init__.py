"""The parts of the page 会员."""
