"""Serves this part alone: `python -m biaochi_scoring`."""

import sys

from biaochi_chassis.runtime.process import main

from biaochi_scoring.app import build

if __name__ == "__main__":
    sys.exit(main("scoring", build))
