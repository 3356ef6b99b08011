"""What an integrator does with the built client: python typed_client.py ADDRESS TOKEN; a line of JSON for each step."""

import asyncio
import json
import sys

from biaochi_client import Client, GraphQLClientGraphQLMultiError


async def main(address: str, token: str) -> None:
    """Query, be refused, subscribe."""
    who = {"authorization": f"Bearer {token}"}
    socket = address.replace("http", "ws", 1)
    client = Client(f"{address}/graphql", who, ws_url=f"{socket}/graphql", ws_connection_init_payload=who)
    of = {"city": "yangcheng", "cycle": "2020", "period": "2020-Q3"}
    found = (await client.standings(index="branch", **of)).standings
    say(totals=[str(edge.node.total) for edge in found.edges], kind=type(found.edges[0].node.total).__name__)
    say(parent=(await client.organization(city="yangcheng", code="B1")).organization.parent.name)
    try:
        await client.standings(index="nothing", **of)
    except GraphQLClientGraphQLMultiError as refused:
        say(code=refused.errors[0].extensions["code"])
    async for event in client.standings_changed(index="branch", **of):
        say(gone=event.standings_changed.gone)
        break


def say(**what: object) -> None:
    """One line."""
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


asyncio.run(main(*sys.argv[1:]))
