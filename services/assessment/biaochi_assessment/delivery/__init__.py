"""What leaves the platform for other systems: one sender, to addresses that may be called and no others."""
