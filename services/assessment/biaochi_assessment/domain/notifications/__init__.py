"""What people are notified of: what concerns whom, in which words, and when and where each of them wants it."""
