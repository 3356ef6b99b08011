"""What an event's envelope promises."""
