"""Cases, checks and trials as an author runs them."""
