"""The log: its promise in `contract`, its driver for one machine in `embedded`, that for Apache Kafka in `kafka`."""
