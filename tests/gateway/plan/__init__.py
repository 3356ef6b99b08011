"""Plans against graphql-core: the same documents, the same answers."""
