"""What production needs before it starts: servers that keep what was acknowledged, spoken to so that nobody listens."""

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

TLS, BY_NETWORK = "BIAOCHI_TLS", "network"

_ENCRYPTED = ("verify-full", "verify-ca", "require")
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
    if tls_by_network or mode in _ENCRYPTED or not parts.hostname:
        return None
    return (
        f"{variable} has {f'sslmode={mode}' if mode else 'no sslmode'}, so that others could read what passes: "
        f"write ?sslmode=verify-full&sslrootcert=… with the authority's file at its end, {_INSTEAD}."
    )


def log_fault(brokers: str, security: Mapping[str, str], tls_by_network: bool) -> str | None:
    """Return what is wrong with the way to the log in production as a sentence, None when nothing is."""
    if not brokers:
        return (
            "BIAOCHI_KAFKA is missing, and production keeps its log in no file: set it to the brokers, for example "
            "kafka-0:9092,kafka-1:9092."
        )
    if tls_by_network or security["security_protocol"].endswith("SSL"):
        return None
    return (
        f"BIAOCHI_KAFKA_CA is missing, so that others could read what passes to {brokers}: set it to the file of the "
        f"brokers' authority, {_INSTEAD}."
    )


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


def tls_fault(text: str) -> str | None:
    """Return what is wrong with the value of BIAOCHI_TLS as a sentence, None when nothing is."""
    if text in ("", BY_NETWORK):
        return None
    return f"{TLS} is {text}: it is {BY_NETWORK}, or not set where we encrypt ourselves."
