"""Between the parts nobody listens, answers or calls but with a certificate of their authority."""

import asyncio
import os
import signal
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from biaochi_chassis.rpc.client import Clients
from biaochi_chassis.rpc.mutual_tls import MutualTls
from biaochi_chassis.runtime.service import Endpoint, listen, serve

from tests.callers import IDENTITY
from tests.chassis.rpc.certificates import Authority
from tests.chassis.rpc.test_probe import a_part


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    """The authority of the parts."""
    return Authority.made(tmp_path / "authority")


@asynccontextmanager
async def served(tls: MutualTls) -> AsyncIterator[str]:
    """A part that is well and answers with this certificate; its host and port."""
    part, listener = a_part(None), listen("127.0.0.1", 0)
    serving = asyncio.create_task(serve([part], Endpoint(listener, part.app, tls)))
    while not part.health.started:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        os.kill(os.getpid(), signal.SIGTERM)
        await serving


async def trouble(address: str, tls: MutualTls | None) -> str | None:
    """What somebody who shows this finds wrong with the part at an address."""
    clients = Clients(IDENTITY, tls)
    found = await clients.probe(address).trouble()
    await clients.close()
    return found


async def test_a_certificate_of_the_authority_opens_the_way_and_nothing_else_does(
    authority: Authority, tmp_path: Path
) -> None:
    gateway, stranger = authority.signs("gateway"), Authority.made(tmp_path / "another").signs("gateway")
    bare = MutualTls(gateway.authority, stranger.certificate, stranger.key)
    async with served(authority.signs("org")) as place:
        assert await trouble(f"https://{place}", gateway) is None
        for address, shown in ((f"http://{place}", None), (f"https://{place}", bare), (f"https://{place}", None)):
            assert str(await trouble(address, shown)).startswith("no answer"), address
        assert await answer_without_one(place, authority) == b""


async def test_a_part_that_is_another_or_of_another_authority_is_not_spoken_to(
    authority: Authority, tmp_path: Path
) -> None:
    gateway = authority.signs("gateway")
    async with served(authority.signs("org", "DNS:org.elsewhere")) as place:
        assert str(await trouble(f"https://{place}", gateway)).startswith("no answer")
    stranger = Authority.made(tmp_path / "another").signs("org")
    async with served(MutualTls(gateway.authority, stranger.certificate, stranger.key)) as place:
        assert str(await trouble(f"https://{place}", gateway)).startswith("no answer")


async def test_certificates_are_renewed_while_everything_runs(authority: Authority, tmp_path: Path) -> None:
    org, gateway = authority.signs("org"), authority.signs("gateway")
    clients = Clients(IDENTITY, gateway)
    async with served(org) as place:
        probe = clients.probe(f"https://{place}")
        assert await probe.trouble() is None
        before = await shown_at(place, gateway)

        renewed = Authority.made(tmp_path / "renewed")
        for ours, theirs in ((org, renewed.signs("org")), (gateway, renewed.signs("gateway"))):
            for old, new in zip(files(ours), files(theirs), strict=True):
                os.replace(new, old) if new.exists() else None

        assert await probe.trouble() is None
        assert await shown_at(place, gateway) != before
    await clients.close()


async def answer_without_one(place: str, authority: Authority) -> bytes:
    """The beginning of the answer to somebody who believes the part, and shows nothing; none if they are let go."""
    host, _, port = place.partition(":")
    context = ssl.create_default_context(cafile=str(authority.signs("nobody").authority))
    reader, writer = await asyncio.open_connection(host, int(port), ssl=context)
    try:
        writer.write(b"GET /health/live HTTP/1.1\r\nhost: here\r\n\r\n")
        return await reader.read(100)
    except (ssl.SSLError, ConnectionError):
        return b""
    finally:
        writer.close()


def files(tls: MutualTls) -> tuple[Path, Path, Path]:
    """Its three files."""
    return tls.authority, tls.certificate, tls.key


async def shown_at(place: str, tls: MutualTls) -> bytes | None:
    """The certificate that a part shows to a new connection."""
    host, _, port = place.partition(":")
    context = ssl.create_default_context(cafile=str(tls.authority))
    context.load_cert_chain(tls.certificate, tls.key)
    _, writer = await asyncio.open_connection(host, int(port), ssl=context)
    found: bytes | None = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
    writer.close()
    return found


def named(authority: Authority, **more: str) -> Settings:
    """Production with the certificates of a part."""
    tls = authority.signs("org")
    names = zip(("CA", "CERTIFICATE", "KEY"), files(tls), strict=True)
    return Settings.read(
        {"BIAOCHI_MODE": "production", **{f"BIAOCHI_RPC_{one}": str(file) for one, file in names}, **more}
    )


def test_production_refuses_plain_ways_between_the_parts_unless_a_setting_says_so(authority: Authority) -> None:
    with pytest.raises(SettingsRefused, match="BIAOCHI_RPC_CA is missing"):
        Settings.read({"BIAOCHI_MODE": "production"}).check_rpc()
    with pytest.raises(SettingsRefused, match="http://org:8001 is the address of a service that answers over TLS only"):
        named(authority, BIAOCHI_ORG_URL="http://org:8001").check_rpc()
    named(authority).check_rpc()
    for setting in ("BIAOCHI_RPC", "BIAOCHI_TLS"):
        Settings.read({"BIAOCHI_MODE": "production", setting: "network"}).check_rpc()
    assert named(authority).service_url("org").startswith("https://")


def test_files_that_are_missing_or_do_not_belong_together_are_refused(authority: Authority, tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match="only BIAOCHI_RPC_CA is set"):
        Settings.read({"BIAOCHI_RPC_CA": "/etc/ca.crt"})
    with pytest.raises(SettingsRefused, match="cannot be read"):
        MutualTls.of(named(authority, BIAOCHI_RPC_KEY=str(tmp_path / "none")))
    with pytest.raises(SettingsRefused, match="cannot be read"):
        MutualTls.of(named(authority, BIAOCHI_RPC_KEY=str(authority.signs("scoring").key)))
    assert MutualTls.of(named(authority)) == authority.signs("org")
