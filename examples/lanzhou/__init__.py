"""A year of Lanzhou (兰州) in spreadsheets."""
