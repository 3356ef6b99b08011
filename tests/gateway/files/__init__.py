"""What goes out of the gateway as a file, and how."""
