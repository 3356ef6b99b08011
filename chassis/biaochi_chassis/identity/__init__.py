"""Who calls: tokens, the keys they are verified by, what a caller may, and what may be asked of whom."""
