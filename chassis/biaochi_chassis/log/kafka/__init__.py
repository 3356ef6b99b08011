"""The log on Apache Kafka: `driver` keeps the promise of the contract; no correctness rests on Kafka's transactions."""
