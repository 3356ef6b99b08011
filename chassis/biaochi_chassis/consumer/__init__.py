"""The log read into a service: a batch, its effect and its position in one transaction."""
