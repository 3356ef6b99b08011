"""From declared ranges to exact integers: every step proven before anything runs."""
