"""Real servers for the tests: one Apache Kafka and one PostgreSQL a run, on loopback, gone afterwards."""
