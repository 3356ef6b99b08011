"""What speaks HTTP: the GraphQL view over POST, WebSocket and server-sent events, and the page for a person."""
