"""What of final results and documents in force is kept as files that need nothing else to be checked."""
