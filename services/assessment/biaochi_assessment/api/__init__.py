"""Requests in, use case, answers out. The only room that knows the RPC framework and its messages."""
