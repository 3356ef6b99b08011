"""Serves this part alone: `python -m biaochi_assessment`."""

import sys

from biaochi_chassis.runtime.process import main

from biaochi_assessment.app import build

if __name__ == "__main__":
    sys.exit(main("assessment", build))
