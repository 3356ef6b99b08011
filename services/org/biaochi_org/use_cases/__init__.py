"""Everything the registry can do, one function each: decide, remember, tell in one transaction."""
