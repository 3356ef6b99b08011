"""By which rule: cities, models, versions, and where a number comes from."""
