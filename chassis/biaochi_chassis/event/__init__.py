"""What travels: an event in its envelope, who asks, and how far somebody has read."""
