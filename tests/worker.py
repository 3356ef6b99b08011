"""Which worker of a parallel run this process is: workers share the machine, and take ports and names apart."""

import os
import random
import re
import socket
from collections.abc import Collection

NAME = os.environ.get("PYTEST_XDIST_WORKER", "")
"""As pytest-xdist says it (`gw0`); empty where nothing runs beside this process."""

# Below those that the kernel lends to clients.
FIRST_PORT, LAST_PORT = 15000, 31999
WORKERS = 8
"""How many take ports apart; further ones share those of the first, as processes without workers do."""


def ports() -> range:
    """The ports that this worker's platforms listen on."""
    if not NAME:
        return range(FIRST_PORT, LAST_PORT + 1)
    each = (LAST_PORT + 1 - FIRST_PORT) // WORKERS
    first = FIRST_PORT + int(re.sub(r"\D", "", NAME)) % WORKERS * each
    return range(first, first + each)


def free_ports(steps: Collection[int]) -> int:
    """A port of this worker that nobody has, nor those so many steps after it."""
    firsts = ports()[: -max(steps)]
    while True:
        port = random.choice(firsts)
        if all(_is_free(port + step) for step in steps):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
