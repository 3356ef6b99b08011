"""The leadership teams' assessment: what it takes over from the review of their secretaries."""

from biaochi_sdk import Model, Publish, default, external_share, from_below, our_reading, quoted, weighted

from biaochi_yantai import sources as of
from biaochi_yantai.review import DEFAULT, HUNDRED, NONE, TWO, Review

SHARE = default("0.15", of.TEAM_SHARE)


class Team(
    Model,
    code="team",
    title=our_reading("领导班子考核", of.TEAMS),
    subject="LEADING_GROUP",
    since="2020-01-01",
    source=of.TEAMS,
    defaults=of.OURS,
):
    """A leadership team: each year a share of its secretary's review, beside what others assess."""

    review = from_below("mean", Review.total, missing="left_out").round(TWO)(
        our_reading("书记述职评议考核得分", of.TEAMS), rule=DEFAULT
    )
    share = external_share(review, SHARE, TWO)(our_reading("述职评议计入的分数", of.TEAMS), rule=DEFAULT)
    rest = quoted(NONE, HUNDRED, default("0.01"), of.OTHERS, missing="not_judged")(default("领导班子考核其他得分"))
    total = weighted({review: SHARE, rest: default("0.85", of.TEAM_SHARE)}).round(TWO)(
        our_reading("领导班子考核得分", of.TEAMS), rule=DEFAULT
    )

    at_year = Publish("year", totals={"leadership_team": total}, exports={"leadership_team": share})
