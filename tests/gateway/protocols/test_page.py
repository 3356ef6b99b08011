"""The page for a person comes whole from the gateway and from nowhere else."""

import re
from hashlib import sha256
from importlib.resources import files

from tests.gateway.conftest import Gateway

ASSETS = files("biaochi_gateway").joinpath("graphiql")


async def test_the_page_loads_nothing_from_another_host(gateway: Gateway) -> None:
    response = await gateway.get("/graphql", {"accept": "text/html"})
    loaded = re.findall(r'(?:src|href)="([^"]+)"', response.text())
    assert response.status == 200
    assert all(each.startswith(("/graphiql/", "data:")) for each in loaded)
    assert "default-src 'none'" in response.headers["content-security-policy"]
    for each in loaded:
        if each.startswith("/"):
            assert (await gateway.get(each)).status == 200


async def test_a_program_that_names_no_query_gets_an_error_instead_of_the_page(gateway: Gateway) -> None:
    response = await gateway.get("/graphql", {"accept": "application/json"})
    assert response.status == 400


def test_every_vendored_file_is_the_one_its_readme_names() -> None:
    named = dict(re.findall(r"`([\w.-]+)` \|.*\| `([0-9a-f]{64})`", ASSETS.joinpath("README.md").read_text("utf-8")))
    assert set(named) == {
        "graphiql.min.css",
        "graphiql.min.js",
        "react.production.min.js",
        "react-dom.production.min.js",
    }
    for name, digest in named.items():
        assert sha256(ASSETS.joinpath(name).read_bytes()).hexdigest() == digest


def test_the_styles_and_scripts_name_no_address_to_load_from() -> None:
    styles = ASSETS.joinpath("graphiql.min.css").read_text("utf-8")
    assert re.findall(r"@import|url\((?!['\"]?(?:data:|#))", styles) == []
    for script in ("graphiql.min.js", "react.production.min.js", "react-dom.production.min.js"):
        assert "sourceMappingURL" not in ASSETS.joinpath(script).read_text("utf-8")
