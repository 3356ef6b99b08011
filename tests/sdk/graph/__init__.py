"""Tests of what a graph keeps between evaluations."""
