"""The cities that are installed here, each loaded once a worker."""

from functools import cache

from biaochi_sdk.host.discovery import CityRelease, discover, points_of

INSTALLED = tuple(point.name for point, _ in points_of())


@cache
def release(city: str) -> CityRelease:
    """What its plugin ships."""
    (found,) = discover([city]).cities
    return found
