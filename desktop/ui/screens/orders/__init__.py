"""The parts of 订单: one tab each for sales, purchases, goods to hand over and open outcomes."""
