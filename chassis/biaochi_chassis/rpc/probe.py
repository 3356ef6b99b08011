"""Asks another part whether it is ready, as the cluster does: at its probe, which leaves no line in its log."""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import Protocol

from pyqwest import Client as HttpClient

from biaochi_chassis.rpc.inside import Service

PATIENCE = 0.6
"""Seconds: whoever is asked because of this has less than one for his own answer."""
SILENT = f"no answer within {PATIENCE} s"


class Probe(Protocol):
    """Asks one part for its readiness."""

    async def trouble(self) -> str | None:
        """Return None when the part is ready, else a sentence that says why it is not, or that it does not answer."""
        ...


class RemoteProbe:
    """The readiness of a part at an address."""

    def __init__(self, http: HttpClient, address: str) -> None:
        """Ask over connections that are somebody else's to close."""
        self._http = http
        self._url = f"{address}/health/ready"

    async def trouble(self) -> str | None:
        """Ask the part's probe."""
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self._http.get(self._url)
        except TimeoutError:
            return SILENT
        except Exception as trouble:
            return f"no answer ({trouble})"
        if answer.status == HTTPStatus.OK:
            return None
        return _said(answer.json()) or f"it answers {answer.status}"


class InsideProbe:
    """The readiness of a part of this process."""

    def __init__(self, service: Service) -> None:
        """Ask this part."""
        self._service = service

    async def trouble(self) -> str | None:
        """Ask it for what its probe would say."""
        try:
            async with asyncio.timeout(PATIENCE):
                return "; ".join((await self._service.troubles()).values()) or None
        except TimeoutError:
            return SILENT


def _said(answer: object) -> str:
    """What the probe of a part of ours says; empty for any other answer."""
    troubles = answer.get("troubles") if isinstance(answer, Mapping) else None
    return "; ".join(map(str, troubles.values())) if isinstance(troubles, Mapping) else ""
