"""The registry's tables as they came to be. Shipped with the service, imported by nobody."""
