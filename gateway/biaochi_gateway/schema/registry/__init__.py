"""Who exists: organizations, persons, memberships, posts."""
