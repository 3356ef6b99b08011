"""The platform of a round: its processes, what they stand on, the network between them, and where it can be broken."""
