"""Health: whether the program is alive, whether it can work, and what is wrong if not."""
