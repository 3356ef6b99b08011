"""Who signed in, and who has signed: what the gateway says of both."""
