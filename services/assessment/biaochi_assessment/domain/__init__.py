"""What facts, cycles and rounds are, and what their rules say. Plain Python: no database, no wire, no clock."""
