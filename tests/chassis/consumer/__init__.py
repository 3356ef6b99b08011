"""What the chassis' consumer promises."""
