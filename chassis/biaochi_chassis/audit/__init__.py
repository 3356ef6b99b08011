"""What an audit trail is: entries in a chain of hashes, heads that others keep, and what shows when they disagree."""
