"""What runs as a process: the whole platform, scoring apart from it, one part alone."""
