"""What each container image holds, which of them a cluster runs, and what is in them."""
