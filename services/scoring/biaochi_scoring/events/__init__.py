"""What is published and what is received: events in protobuf, both ways. No other room speaks protobuf of the log."""
