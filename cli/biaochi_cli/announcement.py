"""What is said at a start: where things are, what to try, who may do what."""

from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.identity.development import WARNING

CITY = "lanzhou"
"""The city that the queries to try ask about."""
QUERIES = (
    (
        "Lanzhou's 545 branches, best first",
        '{ standings(city: "lanzhou", cycle: "2020", index: "branch", first: 5)'
        " { totalCount edges { node { rank total grade rung subject { code name } } } } }",
    ),
    (
        "The 108 demonstration branches of the end of 2020",
        '{ standings(city: "lanzhou", cycle: "2020", index: "branch", rung: "demonstration", first: 3)'
        " { totalCount edges { node { total subject { code name } } } } }",
    ),
    (
        "One sheet, down to clause, source and fact",
        '{ sheet(city: "lanzhou", cycle: "2020", index: "branch", subject: "01-01", period: "2020-Q3")'
        " { total grade receipt { modelHash } explanation { title value formula children { title value max formula"
        " children { title value max provenance source { document place } facts { number amount recordedBy recordedAt }"
        " } } } } }",
    ),
)


def addresses(settings: Settings, port: int) -> str:
    """Where a person and a program find the platform, and three queries to try where their city is served."""
    base = f"http://{settings.host}:{port}"
    lines = [
        f"Biaochi is running on {base} (data in {settings.home}).",
        f"  GraphiQL, for a browser   {base}/graphql",
        f"  GraphQL, for a program    {base}/graphql   (POST; subscriptions over WebSocket and SSE)",
        f"  Health                    {base}/health/ready",
    ]
    if settings.plugins is None or CITY in settings.plugins:
        lines += ["", "Three queries to try:"]
        for title, query in QUERIES:
            lines += [f"  # {title}", f"  {query}"]
    return "\n".join([*lines, "", "Stop it with: make down"])


def mode_notice(settings: Settings) -> str:
    """Who may do what in this mode."""
    if settings.development:
        return f"Mode development: {WARNING} A token for a program: biaochi token --as scheme_owner"
    return f"Mode production: tokens of {settings.issuer} are believed."
