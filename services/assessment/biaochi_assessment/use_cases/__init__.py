"""Everything this service can do, one function each: decide · remember · tell, in one transaction."""
