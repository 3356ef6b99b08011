"""The proxy passes everything on, and breaks what it is told to break."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from tests.faults.platform.proxy import Network, Proxy


@pytest.fixture
def echo() -> Iterator[int]:
    """A server that says everything again."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_serve, args=(listener,), daemon=True).start()
        yield listener.getsockname()[1]


def _serve(listener: socket.socket) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_echo, args=(connection,), daemon=True).start()


def _echo(connection: socket.socket) -> None:
    with connection:
        try:
            while said := connection.recv(4096):
                connection.sendall(said)
        except OSError:
            return


@pytest.fixture
def network() -> Iterator[Network]:
    with Network() as network:
        yield network


def say(proxy: Proxy, word: bytes, patience: float = 5.0) -> bytes:
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=patience) as connection:
        connection.sendall(word)
        return connection.recv(4096)


def test_what_is_said_arrives_and_comes_back(network: Network, echo: int) -> None:
    assert say(network.lead_to(echo), b"word") == b"word"


def test_a_delay_counts_both_ways(network: Network, echo: int) -> None:
    proxy = network.lead_to(echo)
    proxy.weather.delay = 0.1
    begun = time.monotonic()

    assert say(proxy, b"word") == b"word"
    assert time.monotonic() - begun >= 0.2


def test_in_silence_nothing_arrives_and_afterwards_everything(network: Network, echo: int) -> None:
    proxy = network.lead_to(echo)
    proxy.weather.silent = True
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=0.2) as connection:
        connection.sendall(b"word")
        with pytest.raises(TimeoutError):
            connection.recv(4096)
        proxy.weather.silent = False
        connection.settimeout(5)
        assert connection.recv(4096) == b"word"


def test_one_answer_is_cut_and_the_next_is_not(network: Network, echo: int) -> None:
    proxy = network.lead_to(echo)
    proxy.weather.answers_to_cut = 1
    with pytest.raises(ConnectionResetError):
        say(proxy, b"word")
    assert say(proxy, b"word") == b"word"


def test_open_connections_are_reset_and_new_ones_are_refused(network: Network, echo: int) -> None:
    proxy = network.lead_to(echo)
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=5) as connection:
        connection.sendall(b"word")
        assert connection.recv(4096) == b"word"
        network.do(proxy.reset())
        with pytest.raises(ConnectionResetError):
            connection.recv(4096)
    proxy.weather.closed = True
    with pytest.raises(ConnectionResetError):
        say(proxy, b"word")


def test_nobody_behind_it_is_a_reset(network: Network) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        proxy = network.lead_to(nobody.getsockname()[1])
        with pytest.raises(ConnectionResetError):
            say(proxy, b"word")
