"""Webhooks: what is sent, to whom it may be sent, and what becomes of what is not taken."""
