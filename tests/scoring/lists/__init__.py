"""Tests of lists: their order now and a while ago."""
