"""The leading teams' year-end assessment: what it takes over from the review of their secretaries."""

from biaochi_sdk import Model, Publish, default, external_share, from_below, our_reading, published, rank

from biaochi_lanzhou.review import DEFAULT, PLACES, Review
from biaochi_lanzhou.sources import OURS, REVIEW, TEAM_SHARE


class Team(
    Model,
    code="team",
    title=our_reading("领导班子年终考核（述职评议部分）", REVIEW),
    subject="LEADING_GROUP",
    since="2018-06-01",
    source=REVIEW,
    defaults=OURS,
):
    """A leading team: each year a share of what the secretaries below it were found to be."""

    review = from_below("mean", Review.score, missing="left_out").round(PLACES)(
        our_reading("所属党组织书记述职评议得分", REVIEW), rule=DEFAULT
    )
    place = rank(review, ties="competition")(default("名次"))
    share = external_share(review, default("0.15", TEAM_SHARE), PLACES)(
        published("纳入领导班子年终考核", REVIEW), rule=DEFAULT
    )

    at_year = Publish("year", totals={"team": review}, ranks={"team": place}, exports={"leadership_team": share})
