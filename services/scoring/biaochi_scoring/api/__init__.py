"""Questions in, answers out. The only room that knows the RPC framework and the messages it answers with."""
