"""Documents that are printed from the code they tell of: access, errors, the schema, inputs."""
