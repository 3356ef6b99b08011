"""Everything scoring keeps, in SQL. The only room that speaks it."""
