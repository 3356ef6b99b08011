"""Serves this part alone: `python -m biaochi_assessment`."""

from biaochi_chassis.runtime.ending import end_after
from biaochi_chassis.runtime.process import main

from biaochi_assessment.app import build

if __name__ == "__main__":
    end_after(lambda: main("assessment", build))
