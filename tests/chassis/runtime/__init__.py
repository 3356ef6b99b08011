"""What a running service promises."""
