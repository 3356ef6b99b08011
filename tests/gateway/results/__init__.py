"""Results: their life, their versions, what is missing."""
