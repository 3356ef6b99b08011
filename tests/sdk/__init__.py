"""The SDK: exact numbers, proven models, two evaluations that agree, explanations, and plugins kept apart."""
