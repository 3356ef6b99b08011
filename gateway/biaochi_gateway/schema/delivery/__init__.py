"""What leaves the platform for other systems."""
