"""Serves this part alone: `python -m biaochi_gateway`."""

from biaochi_chassis.runtime.ending import end_after
from biaochi_chassis.runtime.process import main

from biaochi_gateway.app import build

if __name__ == "__main__":
    end_after(lambda: main("gateway", build))
