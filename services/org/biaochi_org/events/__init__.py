"""The registry's events in protobuf, both ways: the only room that speaks protobuf messages of the log."""
