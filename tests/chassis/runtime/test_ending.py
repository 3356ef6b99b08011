"""A process ends with its own exit code, whatever the threads of its libraries still do."""

import subprocess
import sys

import pytest

PROGRAM = """
import atexit, os, sys
from biaochi_chassis.runtime.ending import end_after

def work():
    atexit.register(lambda: print("the interpreter is taken apart"))
    print("all is done")
    {last}

end_after(work)
"""
CALLING = """
import asyncio, sys
from biaochi_chassis.runtime.ending import end_after
from pyqwest import Client, HTTPTransport

async def answer(reader, writer):
    while await reader.readuntil(b"\\r\\n\\r\\n"):
        writer.write(b"HTTP/1.1 200 OK\\r\\ncontent-length: 2\\r\\n\\r\\nok")

async def call():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    client = Client(HTTPTransport())
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    await asyncio.gather(*(client.get(address) for _ in range(20)))
    print("imported")
    return 0

end_after(lambda: asyncio.run(call()))
"""


def run(program: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("last", "code", "said"),
    [
        ("return 0", 0, ""),
        ("return None", 0, ""),
        ("return 3", 3, ""),
        ("sys.exit(2)", 2, ""),
        ("sys.exit('nothing to do')", 1, "nothing to do\n"),
        ("raise KeyboardInterrupt", 130, ""),
    ],
)
def test_it_ends_with_the_code_of_its_work_and_what_it_wrote_is_written(last: str, code: int, said: str) -> None:
    done = run(PROGRAM.format(last=last))

    assert (done.returncode, done.stdout, done.stderr) == (code, "all is done\n", said)


def test_what_its_work_raises_is_shown() -> None:
    done = run(PROGRAM.format(last="raise ValueError('a fault')"))

    assert done.returncode == 1
    assert done.stderr.endswith("ValueError: a fault\n")


def test_who_called_over_http_ends_without_being_aborted() -> None:
    ends = [run(CALLING) for _ in range(8)]

    assert [(one.returncode, one.stdout) for one in ends] == [(0, "imported\n")] * 8
