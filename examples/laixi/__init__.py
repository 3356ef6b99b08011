"""A year of Laixi (莱西) in spreadsheets."""
