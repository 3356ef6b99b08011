"""What an author of a page works with: its checks, trials and explanations, for people and for programs."""
