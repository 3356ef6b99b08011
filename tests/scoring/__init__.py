"""Scoring: the same sheets whatever the order of events, whatever is interrupted, and never half a run."""
