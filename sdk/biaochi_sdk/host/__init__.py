"""Finding plugins and loading each in a process of its own."""
