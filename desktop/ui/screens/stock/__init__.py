"""The parts of the page 货源."""
