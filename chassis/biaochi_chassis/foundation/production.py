"""What production needs before it starts: servers that keep what was acknowledged, spoken to so that nobody listens.

Whatever it does without is named by a setting of its own: BIAOCHI_TLS, BIAOCHI_RPC, BIAOCHI_KAFKA_ACCESS,
BIAOCHI_EXPLORER.
"""

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qs, urlsplit

TLS, KAFKA_ACCESS, BY_NETWORK = "BIAOCHI_TLS", "BIAOCHI_KAFKA_ACCESS", "network"
RPC = "BIAOCHI_RPC"
EXPLORER, SHOWN = "BIAOCHI_EXPLORER", "on"

NAMED = {TLS: BY_NETWORK, RPC: BY_NETWORK, KAFKA_ACCESS: BY_NETWORK, EXPLORER: SHOWN}
"""What names that production does without something, and its only value."""
_VERIFIED = "verify-full"
_INSTEAD = f"or say {TLS}={BY_NETWORK} where the network between the machines encrypts by itself"


def database_fault(variable: str, address: str | None, tls_by_network: bool) -> str | None:
    """Return what is wrong with a service's database address in production as a sentence, None when nothing is."""
    if not address:
        return (
            f"{variable} is missing, and production keeps nothing in a file: set it to a PostgreSQL, for example "
            "postgresql://user:password@host/org?sslmode=verify-full&sslrootcert=/etc/biaochi/postgres/ca.crt."
        )
    parts = urlsplit(address)
    if not parts.scheme.startswith("postgres"):
        # The address may hold a password, so only its beginning is said.
        return (
            f"{variable} begins with {parts.scheme[:40]}, but production keeps its data in PostgreSQL: "
            "set it to an address that begins with postgresql://."
        )
    mode = parse_qs(parts.query).get("sslmode", [""])[-1]
    if tls_by_network or mode == _VERIFIED or not parts.hostname:
        return None
    return (
        f"{variable} has {f'sslmode={mode}' if mode else 'no sslmode'}, so that another could answer in the database's "
        "place or read what passes: write ?sslmode=verify-full&sslrootcert=… with the authority's file at its end, "
        f"{_INSTEAD}."
    )


def log_fault(brokers: str, security: Mapping[str, str], tls_by_network: bool, access_by_network: bool) -> str | None:
    """Return what is wrong with the way to the log in production as a sentence, None when nothing is."""
    if not brokers:
        return (
            "BIAOCHI_KAFKA is missing, and production keeps its log in no file: set it to the brokers, for example "
            "kafka-0:9092,kafka-1:9092."
        )
    if not (tls_by_network or security["security_protocol"].endswith("SSL")):
        return (
            f"BIAOCHI_KAFKA_CA is missing, so that others could read what passes to {brokers}: set it to the file of "
            f"the brokers' authority, {_INSTEAD}."
        )
    if access_by_network or security.get("sasl_plain_password"):
        return None
    missing = "BIAOCHI_KAFKA_PASSWORD" if "sasl_plain_username" in security else "BIAOCHI_KAFKA_USER"
    return (
        f"{missing} is missing, so that whoever reaches {brokers} could publish in our name: set BIAOCHI_KAFKA_USER "
        f"and BIAOCHI_KAFKA_PASSWORD, or _PASSWORD_FILE, to a user of this part's own, or say {KAFKA_ACCESS}="
        f"{BY_NETWORK} where nobody but our parts reaches the brokers."
    )


def rpc_fault(urls: Iterable[str], certified: bool, by_network: bool) -> str | None:
    """Return what is wrong with the way between the parts in production as a sentence, None when nothing is."""
    if by_network:
        return None
    if not certified:
        return (
            "BIAOCHI_RPC_CA is missing, so that others could read what passes between the parts: set it to the file of "
            "the parts' authority, BIAOCHI_RPC_CERTIFICATE and BIAOCHI_RPC_KEY to this part's own, or say "
            f"{RPC}={BY_NETWORK} where the network between the parts encrypts by itself."
        )
    if plain := [url for url in urls if not url.startswith("https://")]:
        return f"{plain[0]} is the address of a service that answers over TLS only: write it with https."
    return None


def issuer_fault(issuer: str, keys_given: bool, tls_by_network: bool) -> str | None:
    """Return what is wrong with the issuer of tokens in production as a sentence, None when nothing is."""
    if not issuer:
        return (
            "BIAOCHI_ISSUER is missing, so that nobody could sign in: set it to the OpenID issuer whose tokens are "
            "believed, for example https://login.example.gov.cn/realms/city."
        )
    parts = urlsplit(issuer)
    if keys_given or (parts.hostname and (parts.scheme == "https" or (tls_by_network and parts.scheme == "http"))):
        return None
    return (
        f"BIAOCHI_ISSUER is {issuer}, whose keys others could replace on their way: write an address with https, "
        f"name a file with its keys by BIAOCHI_ISSUER_KEYS, {_INSTEAD}."
    )


def named_fault(environ: Mapping[str, str]) -> str | None:
    """Return which setting that names what production does without has no such value, None when all are right."""
    for name, value in NAMED.items():
        if environ.get(name, "") not in ("", value):
            return f"{name} is {environ[name]}: it is {value}, or not set."
    return None
