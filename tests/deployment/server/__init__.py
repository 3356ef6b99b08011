"""A real API server that judges both overlays: make dry-run."""
