"""A year of Yantai (烟台) in spreadsheets."""
