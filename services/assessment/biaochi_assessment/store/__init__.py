"""Domain objects in SQL. The only room that speaks it; every table has the city."""
