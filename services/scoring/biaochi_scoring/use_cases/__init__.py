"""Everything scoring can do, one function or one small class each: hear, recompute, freeze, answer, rebuild."""
