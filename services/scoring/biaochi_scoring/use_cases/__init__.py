"""Everything scoring can do, one function or class each: receive · recompute · freeze · publish · answer · rebuild."""
