"""A service as one thing that starts, answers, is watched and stops."""
