"""What a test run does when a real server cannot be had: one loud line here, a failure in CI."""

import os
import warnings
from typing import NoReturn

import pytest


class ServerMissing(Exception):
    """A server cannot be started; the sentence says what is missing and how to get it."""


def give_up(missing: ServerMissing) -> NoReturn:
    """Fail in CI; elsewhere skip the test, and say so where everybody sees it."""
    if os.environ.get("CI"):
        pytest.fail(str(missing), pytrace=False)
    warnings.warn_explicit(str(missing), ServerNotTested, __file__, 1)
    pytest.skip(str(missing))


def first_line(text: str) -> str:
    """Return what a program said first, to be quoted in such a sentence."""
    return next((line for line in text.splitlines() if line.strip()), "it gave no reason")[:200]


class ServerNotTested(UserWarning):
    """Tests did not run because a server is missing on this machine."""
