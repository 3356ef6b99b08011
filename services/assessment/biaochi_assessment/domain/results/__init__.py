"""The life of a cycle's results: notice, objections, decisions, signatures."""
