"""The yearly review of secretaries: votes by name and class, a grade, and a share of the cadre's assessment."""

from biaochi_sdk import (
    Model,
    Provenance,
    Publish,
    Scale,
    ballots,
    bands,
    default,
    external_share,
    published,
    rank,
    tally,
)

from biaochi_lanzhou.sources import CUTS, NAMED, OURS, REVIEW, TEAM_SHARE, VOTERS, VOTES

DEFAULT, PLACES = Provenance.DEFAULT, default(2)
GRADES = Scale(
    "review",
    {"poor": default("差"), "ordinary": default("一般"), "fairly_good": default("较好"), "good": default("好")},
)
WORTH = {grade: default(points, VOTES) for grade, points in zip(GRADES.steps, (40, 60, 80, 100), strict=True)}
CLASSES = {"leaders": default("市级领导"), "panel": default("评议组"), "members": default("党员代表")}
SHARES = {"leaders": default("0.2", VOTES), "panel": default("0.4", VOTES), "members": default("0.4", VOTES)}


class Review(
    Model,
    code="review",
    title=published("机关党组织书记抓机关党建述职评议考核"),
    subject="SECRETARY",
    since="2018-06-01",
    source=REVIEW,
    defaults=OURS,
):
    """A secretary in office at the year's end: of an organ committee or of a branch."""

    cast = ballots(GRADES, CLASSES, VOTERS, NAMED)(published("述职评议"), rule=DEFAULT)
    score = tally(cast, WORTH, SHARES, PLACES, empty="not_judged", least=default(5))(default("述职评议得分"))
    place = rank(score, ties="competition")(default("述职评议名次"))
    cuts = ((default(90, CUTS), "good"), (default(80, CUTS), "fairly_good"), (default(60, CUTS), "ordinary"))
    grade = bands(score, GRADES, *cuts, otherwise="poor")(default("述职评议等次"))
    answerable = grade.is_("poor")(published("问责"), rule=DEFAULT)
    cadre_share = external_share(score, default("0.15", TEAM_SHARE), PLACES)(
        published("纳入领导干部年终考核"), rule=DEFAULT
    )

    at_year = Publish(
        "year",
        totals={"review": score},
        ranks={"review": place},
        grade=grade,
        exports={"leading_cadre": cadre_share},
    )
