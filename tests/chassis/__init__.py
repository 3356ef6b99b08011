"""What the chassis promises, one sentence a test."""
