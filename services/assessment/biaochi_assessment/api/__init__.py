"""Requests in, use case, responses out. The only room that knows the RPC framework and its messages."""
