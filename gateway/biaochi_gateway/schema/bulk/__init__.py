"""Much at once: commands imported in one mutation."""
