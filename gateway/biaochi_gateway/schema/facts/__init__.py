"""What happened: cycles, facts, tasks, honours."""
