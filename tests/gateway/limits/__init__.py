"""What one request may ask of the gateway, and what it costs to find out."""
