"""What intake takes is what the SDK takes."""
