"""The rights of persons: what is held of somebody, given to them or erased."""
