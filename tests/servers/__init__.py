"""Real servers for the tests: one Apache Kafka, one PostgreSQL and one Keycloak a run, on loopback, gone afterwards."""
