"""Tests of what people are notified of."""
