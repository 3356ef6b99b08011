"""How this service's tables came to be. Run by the chassis, imported by nobody."""
