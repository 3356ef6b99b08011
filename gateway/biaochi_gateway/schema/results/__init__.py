"""What it is worth: standings, sheets and rungs."""
