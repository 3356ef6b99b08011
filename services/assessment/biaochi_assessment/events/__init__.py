"""What is told and what is heard: the domain in protobuf of the log, both ways. No other room knows these events."""
