"""The client in Python is made from the schema, built as a package, and does what an integrator does with it."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from biaochi_gateway.schema import schema

from tests.gateway.clients.programs import said
from tests.gateway.conftest import Gateway
from tests.gateway.protocols.test_reset_subscribers import served, until_open
from tests.gateway.protocols.test_subscriptions import publish
from tests.servers.missing import ServerMissing, first_line, give_up

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "clients" / "python"
UV = str(Path(sys.executable).parent / "uv")
NOT_COPIED = shutil.ignore_patterns("operations", "biaochi_client", "dist")


@pytest.fixture(scope="session")
def python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An interpreter, apart from ours, that has the package, made from the schema of now."""
    lock = hashlib.sha256((PACKAGE / "requirements.lock").read_bytes()).hexdigest()[:12]
    environment, folder = ROOT / ".servers" / f"python-client-{lock}", tmp_path_factory.mktemp("python-client")
    found = str(environment / "bin" / "python")
    requirements = ["--require-hashes", "-r", str(PACKAGE / "requirements.lock")]
    try:
        _run(UV, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(environment))
        _run(UV, "pip", "install", "--quiet", "--python", found, *requirements)
    except ServerMissing as missing:
        give_up(missing)
    shutil.copytree(PACKAGE, folder, ignore=NOT_COPIED, dirs_exist_ok=True)
    given = folder / "given.graphql"
    given.write_text(schema.as_str())
    _run(str(folder / "build.sh"), str(given), str(ROOT / "clients" / "operations"), first=environment / "bin")
    build = ["--no-deps", "--no-build-isolation", "--reinstall"]
    _run(UV, "pip", "install", "--quiet", "--python", found, *build, str(folder))
    return found


def _run(*command: str, first: Path | None = None) -> None:
    """Run it, with the programs of a folder before all others. Raises ServerMissing with what it said if it fails."""
    path = os.pathsep.join(filter(None, (str(first or ""), os.environ["PATH"])))
    done = subprocess.run(command, check=False, capture_output=True, text=True, env={**os.environ, "PATH": path})
    if done.returncode:
        raise ServerMissing(f"The client in Python cannot be built: {first_line(done.stderr)}")


async def test_the_built_client_queries_is_refused_and_subscribes(gateway: Gateway, python: str) -> None:
    await gateway.listening()
    async with served(gateway) as port:
        command = (python, "typed_client.py", f"http://127.0.0.1:{port}", gateway.token)
        lines = said(Path(__file__).parent, *command)
        assert await anext(lines) == {"totals": ["97.5", "90", "None"], "kind": "Decimal"}
        assert await anext(lines) == {"parent": "市直机关工委"}
        assert await anext(lines) == {"code": "UNKNOWN_INDEX"}
        await until_open(1)
        await publish(gateway, 1)
        assert await anext(lines) == {"gone": ["B9"]}
        assert [each async for each in lines] == []
