"""The log: its promise in `contract`, its driver for one machine in `embedded`."""
