"""The cases, and what is done in them to the platform, its surroundings and its log."""
