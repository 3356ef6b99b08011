"""What is deployed is rendered, checked against schemas, and of one shape."""
