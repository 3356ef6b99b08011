"""The gateway: GraphQL over HTTP and subscriptions. No rule of assessment lives here."""
