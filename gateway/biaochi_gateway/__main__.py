"""Serves this part alone: `python -m biaochi_gateway`."""

import sys

from biaochi_chassis.runtime.process import main

from biaochi_gateway.app import build

if __name__ == "__main__":
    sys.exit(main("gateway", build))
