"""What every noun shares: ids, pages, scalars, and how an input becomes a command."""
