"""What a cycle, a fact and a sheet are and what follows from them. Plain Python; no input or output."""
