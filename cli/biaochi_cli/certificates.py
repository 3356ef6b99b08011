"""Certificates by which the parts know each other, of an authority of one's own, for where nobody else makes them."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from biaochi_chassis.foundation.settings import SERVICES
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PARTS = (*SERVICES, "gateway", "command")
AUTHORITY, AUTHORITY_KEY = "ca.crt", "ca.key"
AUTHORITY_LASTS, LASTS = timedelta(days=3650), timedelta(days=400)
"""DEFAULT, ours."""
_SKEW = timedelta(minutes=5)


def certify(folder: Path) -> None:
    """Write PART.crt and PART.key for every part, anew each time, signed by the folder's authority.

    Where it has none it is made; its key stays with whoever renews certificates. Raises OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder / AUTHORITY).exists():
        _make_authority(folder)
    authority = x509.load_pem_x509_certificate((folder / AUTHORITY).read_bytes())
    authority_key = load_pem_private_key((folder / AUTHORITY_KEY).read_bytes(), None)
    if not isinstance(authority_key, ec.EllipticCurvePrivateKey):
        raise OSError(None, "its authority's key is not one of ours")
    for part in PARTS:
        key = ec.generate_private_key(ec.SECP256R1())
        reached = [x509.DNSName(part), x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
        usages = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
        certificate = (
            _begun(part, key, LASTS)
            .issuer_name(authority.subject)
            .add_extension(x509.SubjectAlternativeName(reached), critical=False)
            .add_extension(x509.ExtendedKeyUsage(usages), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .sign(authority_key, SHA256())
        )
        _write(folder, part, certificate, key)


def _make_authority(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = "biaochi parts"
    certificate = (
        _begun(name, key, AUTHORITY_LASTS)
        .issuer_name(_named(name))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )
    _write(folder, "ca", certificate, key)


def _begun(name: str, key: ec.EllipticCurvePrivateKey, lasts: timedelta) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SKEW)
        .not_valid_after(now + lasts)
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _write(folder: Path, name: str, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> None:
    private = folder / f"{name}.key"
    private.touch(mode=0o600)
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (folder / f"{name}.crt").write_bytes(certificate.public_bytes(Encoding.PEM))
