"""A city's records back as the workbook that its import reads."""
