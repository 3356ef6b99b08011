"""The log's protobuf messages to plain values and back. The only room that reads or writes them."""
