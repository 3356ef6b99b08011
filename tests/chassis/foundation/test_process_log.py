"""Whatever a message says, a line of the log is one that we wrote."""

import json
import subprocess
import sys

FORGED = "P1\n2026-01-01 INFO biaochi: 已授予\r\x1b[2K\x85\u2028\u202e{}"
LOGGING = """
import logging, sys
from biaochi_chassis.foundation import process_log
process_log.start(sys.argv[1])
logger = logging.getLogger("biaochi.test")
logger.warning("a code: %s", sys.argv[2], extra={"caller": sys.argv[2]})
try:
    raise ValueError(sys.argv[2])
except ValueError:
    logger.exception("it broke")
"""


def written(form: str) -> list[str]:
    """The lines that a process writes in a form when it is given what forges lines."""
    done = subprocess.run([sys.executable, "-c", LOGGING, form, FORGED], capture_output=True, text=True, check=True)
    return done.stderr.splitlines()


def test_plain_lines_cannot_be_forged() -> None:
    lines = written("plain")

    assert sum(not line.startswith("  ") for line in lines) == 2
    assert lines[0].endswith("已授予\\u000d\\u001b[2K\\u0085\\u2028\\u202e{}")
    assert r"P1\u000a2026" in lines[0]
    assert all(line.isprintable() for line in lines)


def test_json_is_one_object_a_line_and_says_what_was_given() -> None:
    lines = written("json")
    first, second = map(json.loads, lines)

    assert (first["message"], first["caller"]) == (f"a code: {FORGED}", FORGED)
    assert FORGED in second["exception"]
    assert all(line.isprintable() for line in lines)
