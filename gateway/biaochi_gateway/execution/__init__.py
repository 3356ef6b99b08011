"""How an operation is executed: limits, one context, batched loads, calls to the services."""
