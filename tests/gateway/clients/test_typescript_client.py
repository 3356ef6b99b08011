"""The client in TypeScript is made from the schema, fits its types, and does what an integrator does with it."""

import subprocess
from pathlib import Path

import pytest
from biaochi_gateway.schema import schema

from tests.gateway.clients.node import installed
from tests.gateway.clients.programs import said
from tests.gateway.conftest import Gateway
from tests.gateway.protocols.test_reset_subscribers import served, until_open
from tests.gateway.protocols.test_subscriptions import publish
from tests.servers.missing import ServerMissing, give_up

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def built() -> Path:
    """The package, made from the schema of now and compiled."""
    try:
        folder = installed(ROOT / "clients" / "typescript")
    except ServerMissing as missing:
        give_up(missing)
    (folder / "schema.graphql").write_text(schema.as_str())
    operations = str(ROOT / "clients" / "operations")
    generate = ["node", "generate.mjs", "schema.graphql", operations]
    compile_ = ["node", "node_modules/typescript/bin/tsc"]
    for command in (generate, compile_):
        done = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder


async def test_the_built_client_queries_is_refused_and_subscribes(gateway: Gateway, built: Path) -> None:
    await gateway.listening()
    async with served(gateway) as port:
        module, address = str(built / "dist" / "index.js"), f"http://127.0.0.1:{port}"
        lines = said(Path(__file__).parent, "node", "typed.mjs", module, address, gateway.token)
        assert await anext(lines) == {"totals": ["97.5", "90", None]}
        assert await anext(lines) == {"parent": "市直机关工委"}
        assert await anext(lines) == {"refused": True, "code": "UNKNOWN_INDEX"}
        await until_open(1)
        await publish(gateway, 1)
        assert await anext(lines) == {"gone": ["B9"]}
        assert [each async for each in lines] == []


def test_the_generated_types_keep_exact_numbers_as_texts(built: Path) -> None:
    generated = (built / "src" / "generated.ts").read_text()
    assert "Decimal: { input: string; output: string; }" in generated
    assert "any;" not in generated
