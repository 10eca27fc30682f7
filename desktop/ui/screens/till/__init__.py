"""The parts of 日结: steps at the left, the report in the middle, month and open items right."""
