"""Laixi (莱西): three optimisations and the four-type organ, as six models and the cases that pin them."""
