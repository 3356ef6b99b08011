"""Rubrics of places the product does not know, each written as a plugin with the guide alone."""
