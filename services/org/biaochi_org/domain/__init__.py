"""What the registry's things are and what its rules say: plain Python, no I/O, nothing of ours but the refusals."""
