"""A run before the run: the services' own rules over what a folder would leave behind."""
