"""Webhooks: where a city has its events sent, what is sent there, and when it is tried again."""
