"""What a client accepts, by its `Accept` header: media types with their qualities (RFC 9110, section 12.5.1)."""

from functools import lru_cache
from typing import NamedTuple

JSON = "application/json"
RESPONSE_JSON = "application/graphql-response+json"
EVENT_STREAM = "text/event-stream"
HTML = "text/html"

KEPT = 256


class Accepted(NamedTuple):
    """What may be answered: the media type of one answer, empty where none is accepted; a stream; a page."""

    answer: str
    stream: bool
    stream_first: bool
    """Whether a stream is wanted even where one answer would do."""
    page: bool


@lru_cache(KEPT)
def accepted(header: str) -> Accepted:
    """What the header accepts; without one, everything. A media type that only a wildcard covers is not preferred."""
    ranges = _ranges(header)
    plain, response, stream = (_quality(ranges, media) for media in (JSON, RESPONSE_JSON, EVENT_STREAM))
    if response and (not plain or (RESPONSE_JSON in ranges and response >= plain)):
        answer = RESPONSE_JSON
    else:
        answer = JSON if plain else ""
    streams = stream > 0 and EVENT_STREAM in ranges
    return Accepted(answer, streams, streams and stream > max(plain, response), _quality(ranges, HTML) > 0)


def _ranges(header: str) -> dict[str, float]:
    """The qualities of all ranges of the header, from 0 (not accepted) to 1."""
    found = {}
    for part in header.split(",") if header.strip() else ["*/*"]:
        media, *parameters = (each.strip().lower() for each in part.split(";"))
        given = [each[2:] for each in parameters if each.startswith("q=")]
        found[media] = _number(given[0]) if given else 1.0
    return found


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def _quality(ranges: dict[str, float], media: str) -> float:
    """The quality of a media type: the most specific range that covers it decides."""
    covering = (media, f"{media.split('/', 1)[0]}/*", "*/*")
    return next((ranges[each] for each in covering if each in ranges), 0.0)
