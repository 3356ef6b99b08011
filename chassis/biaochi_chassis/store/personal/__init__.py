"""What is said about persons: sealed under keys of theirs, so that it can be erased where nothing is deleted."""
