"""What the clients do, and what they saw."""
