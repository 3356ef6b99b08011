"""Serves this part alone: `python -m biaochi_org`."""

import sys

from biaochi_chassis.runtime.process import main

from biaochi_org.app import build

if __name__ == "__main__":
    sys.exit(main("org", build))
