"""The page for a person at /graphql: GraphiQL, with every asset from this package and none from anywhere else."""

from http import HTTPStatus
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

FOLDER = files("biaochi_gateway").joinpath("graphiql")
PAGE = FOLDER.joinpath("index.html").read_text(encoding="utf-8")

# What the browser enforces: this origin only. GraphiQL styles its editor inline and embeds its fonts.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

MEDIA = {".js": "text/javascript", ".css": "text/css"}

ASSETS = {
    name: (FOLDER.joinpath(name).read_bytes(), MEDIA[name[name.rindex(".") :]])
    for name in (
        "graphiql.min.css",
        "graphiql.min.js",
        "page.css",
        "page.js",
        "react.production.min.js",
        "react-dom.production.min.js",
    )
}


async def asset(request: Request) -> Response:
    """One of the page's files. Raises HTTPException for any other name."""
    found = ASSETS.get(request.path_params["name"])
    if found is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    body, media = found
    return Response(body, media_type=media, headers={"cache-control": "no-cache", "x-content-type-options": "nosniff"})
