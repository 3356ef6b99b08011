"""Finding plugins, loading each in a process of its own, and installing them version by version."""
