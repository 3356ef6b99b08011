"""The biaochi command: up, serve, import, repair. The only distribution that may import all the others."""
