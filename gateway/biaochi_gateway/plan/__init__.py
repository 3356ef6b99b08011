"""Operations compiled once into plans: the same answers as graphql-core gives, without its work for every field.

Knows the schema and nothing of Biaochi. What a plan cannot do says Unplanned, and graphql-core executes it.
"""
