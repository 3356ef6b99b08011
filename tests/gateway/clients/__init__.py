"""The official clients, in Node, against the gateway on a real port."""
