"""Scoring: the same sheets whatever the order of hearing, whatever is interrupted, and never half a run."""
