"""What the chassis' store promises."""
