"""What the chassis' logs promise."""
