"""The parts of 收银, 收款 and 完成."""
