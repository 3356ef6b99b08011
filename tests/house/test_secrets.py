"""No secret lies in the repository but those that are named here: of one machine, or of a test's own server."""

import math
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KNOWN = {
    "compose.yaml": {"biaochi", "lab"},
    "k8s/overlays/lab/kustomization.yaml": {"lab"},
    "k8s/overlays/lab/databases.sql": {"lab"},
}
"""Passwords of the lab and of compose, whose servers nobody reaches but the parts beside them."""
UNREAD = (
    ".csv",
    ".png",
    ".jpg",
    ".xlsx",
    ".gz",
    ".binpb",
    ".woff2",
    ".pyc",
    ".min.js",
    ".min.css",
    ".pdf",
    ".db",
    ".zip",
)
TESTS = ("tests/", "benchmarks/", "clients/")
"""There addresses and passwords are of what a test starts and stops."""
FORMS = {
    "private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}"),
    "private JWK": re.compile(r'"d"\s*:\s*"([A-Za-z0-9_-]{40,})"'),
    "token": re.compile(r"\b(eyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,})"),
    "key of a cloud": re.compile(r"\b((?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[abp]-[A-Za-z0-9-]{20,})"),
    "webhook secret": re.compile(r"\b(whsec_[A-Za-z0-9+/=]{24,})"),
}
ADDRESS = re.compile(r"\b[a-z][a-z+]*://[\w.-]+:([^\s@/\"'`]{2,})@[\w.\[]")
ASSIGNED = re.compile(
    r"(?i)(?:password|passwd|secret|token|api_?key|access_?key)[\"']?\s*(?:=|:|'|\s)\s*[\"']?([^\s\"',;{}()\[\]$]+)"
)
STATEMENT = re.compile(r"(?i)\bpassword\s+'([^']+)'")
PLACEHOLDERS = {"password", "secret", "…"}
RANDOM = 3.6
"""Bits a character of what somebody made by chance: English words and names have less."""


def tracked() -> list[str]:
    """Every file of the repository that is text, but this one."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S607
    names = listed.stdout.split("\0")
    return [name for name in names if name and not name.endswith(UNREAD) and ROOT / name != Path(__file__)]


def secrets_in(name: str, text: str) -> set[str]:
    """What looks like a secret in a file."""
    found = {match.group(match.lastindex or 0) for form in FORMS.values() for match in form.finditer(text)}
    if not name.startswith(TESTS):
        found |= {one for one in ADDRESS.findall(text) if one not in PLACEHOLDERS and not one.startswith(("$", "{"))}
        found |= set(STATEMENT.findall(text))
        found |= {one for one in ASSIGNED.findall(text) if looks_random(one)}
    if name.endswith((".yaml", ".env", ".sql")):
        found |= {one for _, one in re.findall(r"(\w*PASSWORD)[=:]\s*([\w.-]+)", text)}
    return found


def looks_random(text: str) -> bool:
    """Whether it is long, of letters and digits, and as if drawn."""
    counts = Counter(text)
    bits = -sum(one / len(text) * math.log2(one / len(text)) for one in counts.values())
    mixed = re.search(r"\d", text) and re.search(r"[a-zA-Z]", text) and not re.search(r"[./_ ]", text)
    return bool(len(text) >= 20 and mixed and bits > RANDOM)


def test_no_file_has_a_secret_that_is_not_named() -> None:
    found = {name: secrets_in(name, (ROOT / name).read_text(encoding="utf-8", errors="replace")) for name in tracked()}

    assert {name: secrets for name, secrets in found.items() if secrets} == KNOWN


@pytest.mark.parametrize(
    "planted",
    [
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIHq3v0m2m3nq8cUO8qvK\n",
        '{"kty": "OKP", "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}',
        "postgresql://org:hunter22@db/org",
        "alter role org password 'hunter22'",
        "API_KEY=9f86d081884c7d659a2feaa0c55ad015",
        "eyJhbGciOiJFZERTQSJ9aaaaaa.eyJzdWIiOiJvd25lciJ9aaaaaa.c2lnbmF0dXJlc2lnbmF0dXJl",
    ],
)
def test_a_secret_is_found(planted: str) -> None:
    assert secrets_in("docs/page.md", planted)
