"""What the chassis' calls promise."""
