"""What all rooms of the chassis stand on."""
