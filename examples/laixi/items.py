"""Days of the example year, and what its work items are written with."""

from examples.items import Filled, Items
from examples.laixi.town import YEAR

__all__ = ["Filled", "Items", "on"]


def on(month: int, day: int) -> str:
    """A day of the year."""
    return f"{YEAR}-{month:02}-{day:02}"
