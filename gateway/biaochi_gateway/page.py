"""The page for a person at /graphql: GraphiQL, with every asset from this package and none from anywhere else."""

from importlib.resources import files

PAGE = files("biaochi_gateway").joinpath("graphiql", "index.html").read_text(encoding="utf-8")

# What the browser enforces: this origin only. GraphiQL styles its editor inline and embeds its fonts.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
