"""What every room stands on: settings, time, logging, refusals, signals."""
