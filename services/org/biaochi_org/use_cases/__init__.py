"""Everything the registry can do, one function each: decide · remember · publish, in one transaction."""
