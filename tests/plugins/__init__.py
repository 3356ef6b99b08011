"""The cities we ship: what their pages promise."""
