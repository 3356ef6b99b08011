"""Everything this service can do, one function each: decide · remember · publish, in one transaction."""
