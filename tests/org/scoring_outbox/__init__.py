"""The tables of a service that only publishes."""
