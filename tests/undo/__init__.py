"""Whether each safeguard of docs/security.md is held by its test: it is undone in a copy, and the test turns red."""
