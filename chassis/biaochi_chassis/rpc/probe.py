"""Asks another part whether it is ready, as the cluster does: at its probe, which leaves no line in its log."""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus

from pyqwest import Client as HttpClient

PATIENCE = 0.6
"""Seconds: whoever is asked because of this has less than one for his own answer."""


class Probe:
    """The readiness of one part."""

    def __init__(self, http: HttpClient, address: str) -> None:
        """Ask at this address, over connections that are somebody else's to close."""
        self._http = http
        self._url = f"{address}/health/ready"

    async def trouble(self) -> str | None:
        """Return None when the part is ready, else a sentence that says why it is not, or that it does not answer."""
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self._http.get(self._url)
        except TimeoutError:
            return f"no answer within {PATIENCE} s"
        except Exception as trouble:
            return f"no answer ({trouble})"
        if answer.status == HTTPStatus.OK:
            return None
        return _said(answer.json()) or f"it answers {answer.status}"


def _said(answer: object) -> str:
    """What the probe of a part of ours says; empty for any other answer."""
    troubles = answer.get("troubles") if isinstance(answer, Mapping) else None
    return "; ".join(map(str, troubles.values())) if isinstance(troubles, Mapping) else ""
