"""What the platform holds once it is quiet, and whether that is right."""
