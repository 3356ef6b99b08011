"""Finding, loading and installing plugins."""
