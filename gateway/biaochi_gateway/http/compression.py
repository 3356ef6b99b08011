"""Answers of the graph as small as the client takes them: zstd, br or gzip. Streams of events stay as they are.

A stream would wait for its frames to fill. What is compressed keeps its tag, which is of what it says.
"""

from starlette.types import ASGIApp
from starlette_compress import CompressMiddleware, add_compress_type, remove_compress_type

from biaochi_gateway.http.accept import RESPONSE_JSON

SMALLEST = 1024
"""Bytes below which an answer is not worth it."""


def compressed(app: ASGIApp) -> ASGIApp:
    """The application, with its answers compressed for whoever accepts that."""
    add_compress_type(RESPONSE_JSON)
    remove_compress_type("text/event-stream")
    return CompressMiddleware(app, minimum_size=SMALLEST)
