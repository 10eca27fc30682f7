"""The parts of 设置: editors made from the catalogue, and the cards that are more than a value."""
