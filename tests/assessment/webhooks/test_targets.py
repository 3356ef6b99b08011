"""Where a webhook may lead, and that it is called where its name led when that was checked, and nowhere else."""

import ssl
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
from biaochi_assessment.delivery.posting import NotTaken, Posting
from biaochi_assessment.domain.webhooks.refusals import WebhookTargetRefused
from biaochi_assessment.domain.webhooks.targets import check, target_of
from biaochi_chassis.foundation.refusal import Refused
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.assessment.webhooks.receiver import receiving

INSIDE = (
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.9",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104 - an address that must not be called, nothing listens there
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "fd00:ec2::254",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "2002:7f00:1::",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
)
LOOPBACK = (ip_network("127.0.0.0/8"),)
HOOK = "https://hooks.example/in"


def leading(*addresses: str) -> Posting:
    """A name that leads to these addresses, one after another at each look-up."""
    left = list(addresses)

    async def resolver(_host: str, _port: int) -> Sequence[str]:
        return [left.pop(0)]

    return Posting((), resolver)


@pytest.mark.parametrize("address", INSIDE)
def test_no_address_inside_any_network_may_be_called(address: str) -> None:
    with pytest.raises(WebhookTargetRefused):
        check(target_of(HOOK, ()), [address], ())


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111"])
def test_a_public_address_may_be_called(address: str) -> None:
    check(target_of(HOOK, ()), [address], ())


def test_one_address_inside_spoils_the_name() -> None:
    with pytest.raises(WebhookTargetRefused):
        check(target_of(HOOK, ()), ["8.8.8.8", "10.0.0.1"], ())


def test_a_network_that_the_operator_names_may_be_called_also_without_tls_and_its_neighbour_may_not() -> None:
    named = (ip_network("10.20.0.0/16"),)
    inside = target_of("http://board.example/in", named)
    check(inside, ["10.20.0.7"], named)
    for address in ("10.21.0.7", "8.8.8.8"):
        with pytest.raises(WebhookTargetRefused):
            check(inside, [address], named)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://hooks.example/in", "WEBHOOK_TARGET_REFUSED"),
        ("https://127.0.0.1/in", "WEBHOOK_TARGET_REFUSED"),
        ("https://[::1]/in", "WEBHOOK_TARGET_REFUSED"),
        ("https://10.0.0.1./in", "WEBHOOK_TARGET_REFUSED"),
        ("ftp://hooks.example/in", "BAD_REQUEST"),
        ("https://user:word@hooks.example/in", "BAD_REQUEST"),
        ("https://hooks.example/in#part", "BAD_REQUEST"),
        ("https://hooks.example:99999/in", "BAD_REQUEST"),
        ("https://hooks.example:0/in", "BAD_REQUEST"),
        ("https:///in", "BAD_REQUEST"),
        ("https://hooks.example/a\r\nhost: b", "BAD_REQUEST"),
        ("https://样例.example/in", "BAD_REQUEST"),
        ("https://hooks.example/" + "a" * 500, "BAD_REQUEST"),
        ("", "BAD_REQUEST"),
    ],
)
def test_what_is_no_address_to_send_to_is_refused_when_it_is_registered(url: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        target_of(url, ())
    assert refused.value.code == code


async def test_a_name_that_leads_inside_is_not_called() -> None:
    async with receiving() as receiver:
        with pytest.raises(WebhookTargetRefused):
            await leading("127.0.0.1").post(f"https://hooks.example:{receiver.port}/in", {}, b"{}")
    assert receiver.received == []


async def test_a_name_is_looked_up_once_and_called_where_it_led_then() -> None:
    async with receiving() as receiver:
        looked_up: list[str] = []

        async def rebinding(host: str, _port: int) -> Sequence[str]:
            looked_up.append(host)
            return ["127.0.0.1"] if len(looked_up) == 1 else ["10.0.0.1"]

        status = await Posting(LOOPBACK, rebinding).post(f"http://hooks.example:{receiver.port}/in?a=1", {}, b"{}")
    ((headers, body),) = receiver.received
    assert (status, looked_up, body) == (204, ["hooks.example"], b"{}")
    assert headers["host"] == f"hooks.example:{receiver.port}"


async def test_nothing_is_sent_where_an_answer_leads() -> None:
    async with receiving() as receiver:
        receiver.answers = [307]
        assert await Posting(LOOPBACK).post(f"http://127.0.0.1:{receiver.port}/in", {}, b"{}") == 307
    assert len(receiver.received) == 1


async def test_whoever_is_not_there_or_has_no_name_has_not_taken_it() -> None:
    async with receiving() as receiver:
        port = receiver.port
    with pytest.raises(NotTaken):
        await Posting(LOOPBACK).post(f"http://127.0.0.1:{port}/in", {}, b"{}")
    with pytest.raises(NotTaken):
        await Posting(LOOPBACK).post(f"http://{'a' * 70}.example/in", {}, b"{}")


@pytest.mark.parametrize(("name", "taken"), [("hooks.example", True), ("other.example", False)])
async def test_the_certificate_is_the_names_and_not_the_addresses(tmp_path: Path, name: str, taken: bool) -> None:
    files = certificate(tmp_path, name)
    server, client = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context()
    server.load_cert_chain(*files)
    client.load_verify_locations(files[0])

    async def resolver(_host: str, _port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    async with receiving(server) as receiver:
        posted = Posting(LOOPBACK, resolver, client).post(f"https://hooks.example:{receiver.port}/in", {}, b"{}")
        if taken:
            assert await posted == 204
        else:
            with pytest.raises(NotTaken, match="CERTIFICATE_VERIFY_FAILED"):
                await posted


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate of a name that signs itself, and its key, as files."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    built = x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number(), now, now + timedelta(1))
    built = built.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(built.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    files[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return files
