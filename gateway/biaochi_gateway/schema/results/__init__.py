"""What it is worth: standings and sheets."""
