"""A year of Dazhou (达州) in spreadsheets."""
