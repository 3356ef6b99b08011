"""In development whoever opens the page chooses who to be: the roles there are, and a short token for one of them.

These paths are there in development mode only; a token is asked for by POST with JSON, which no page of another site
can send here unasked.
"""

import time

import orjson
from biaochi_chassis.foundation.refusal import BadRequest, shown
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.identity.development import DEVELOPER, LASTS, development_key, development_token
from biaochi_chassis.identity.policy import access_table
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from biaochi_gateway.http.refused import refused_response


def development_routes(settings: Settings) -> list[BaseRoute]:
    """The two paths, over the key of this home."""
    key = development_key(settings.home)
    titles = {DEVELOPER: "开发者：一切角色", **access_table().roles}

    async def roles(_request: Request) -> Response:
        return JSONResponse({"roles": [{"key": name, "title": title} for name, title in titles.items()]})

    async def token(request: Request) -> Response:
        begun = time.perf_counter()
        try:
            role = _role(request.headers.get("content-type", ""), await request.body())
            if role not in titles:
                raise BadRequest(f"没有角色“{shown(role)}”：可选的有 {'、'.join(titles)}。", field="as")
        except BadRequest as refused:
            return refused_response(request.headers, refused, begun)
        return JSONResponse({"token": development_token(key, settings.audience, role), "expiresIn": LASTS})

    return [Route("/development/roles", roles), Route("/development/token", token, methods=["POST"])]


def _role(media: str, body: bytes) -> str:
    try:
        if not media.startswith("application/json"):
            raise ValueError(media)
        return str(orjson.loads(body)["as"])
    except (ValueError, KeyError, TypeError) as trouble:
        raise BadRequest('请以 JSON 说明要哪个角色，例如 {"as": "scheme_owner"}。') from trouble
