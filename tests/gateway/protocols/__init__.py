"""The protocols of the gateway, as their own words have them: HTTP, sockets, server-sent events."""
