"""What is published of frozen results, and who has looked."""
