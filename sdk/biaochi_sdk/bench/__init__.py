"""What an author works with: golden cases, checks, trials, and the judging of a whole city without a server."""
