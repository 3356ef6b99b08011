"""What a city's page is written in: expressions over nodes, never values."""
