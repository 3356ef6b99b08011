"""A published points scheme of Party members: 70 base, 20 review, 10 contribution, and a veto that empties the year."""

from collections.abc import Sequence

from biaochi_sdk import (
    Case,
    City,
    Fact,
    Model,
    Panel,
    Publish,
    Recorded,
    Scale,
    Source,
    ballots,
    bonus,
    cases,
    default,
    hookimpl,
    our_reading,
    published,
    tally,
    total_of,
    veto,
    vetoed,
)

RULES = Source("党员积分制管理办法（fanwy 410869）", "基础分、评议分、贡献分与一票否决")
OURS = Source("默认值", "默认值，可调整")
LEDGER = Recorded(who="organ_committee", cadences=("month", "quarter", "year"))
RATERS = Recorded(who="rater", cadences=("year",), unit="票")
VOTES = Scale("vote", {"poor": default("较差"), "fair": default("一般"), "good": default("较好")})
VOTERS = {"committee": default("支部委员"), "members": default("党员")}
SHARES = {"committee": default("0.4"), "members": default("0.6")}
LAPSES = {"lapse": (our_reading("扣分事项"), published(2))}
WORTH = {"poor": default(60), "fair": default(80), "good": default(100)}
CONTRIBUTIONS = {
    "event": (our_reading("好人好事等加分事项"), published(2)),
    "letter": (published("表扬信、锦旗"), published(1)),
    "stability": (published("维护稳定工作"), published(3)),
}


class Member(
    Model,
    code="member",
    title=published("党员积分"),
    subject="MEMBER",
    since="2020-01-01",
    source=RULES,
    defaults=OURS,
):
    """One member in a year; the bedridden are exempt and are not in the cohort."""

    base = cases(published(70), LEDGER, levels=LAPSES, once="each")(published("基础分"))
    cast = ballots(VOTES, VOTERS, RATERS, Panel("anonymous", ()))(published("民主评议票"))
    vote = tally(cast, WORTH, SHARES, default(2), empty="renormalize")(our_reading("评议平均分"))
    review = (vote.or_else(default(0)) * published("0.2")).round(default(2))(published("评议分"))
    contribution = bonus(CONTRIBUTIONS, LEDGER, cap=published(10), once="case", factor=published(2))(
        published("贡献分")
    )
    points = total_of(base, review, contribution, full=published(100))(published("积分"))
    barred = veto(LEDGER)(published("一票否决（五种情形）"))
    year = vetoed(points, barred, "zero")(published("全年积分"))
    at_year = Publish("year", totals={"member": year})


def votes(subject: str, panel: str, *choices: str) -> tuple[Fact, ...]:
    """One class's votes on a member, each of another voter."""
    voters = enumerate(choices, 1)
    return tuple(
        Fact(
            f"{subject} {panel} {at}", "ballot", subject, "cast", "2020", rater=f"{panel} {at}", panel=panel, choice=one
        )
        for at, one in voters
    )


def contributed(case: str, subject: str, level: str, raised: bool = False) -> Fact:
    """A contribution, doubled where it was in the press or the matter was solved."""
    return Fact(
        f"{subject} {case} {level}", "bonus", subject, "contribution", "2020-03", level=level, case=case, raised=raised
    )


CASES = (
    Case(
        "基础分扣减、评议按类折算、贡献分翻倍封顶、一票否决",
        Member,
        ("2020",),
        (
            Fact("A lapse", "ledger", "A", "base", "2020-02", level="lapse"),
            *votes("A", "committee", "good", "good", "fair"),
            *votes("A", "members", "good", "fair", "fair", "invalid"),
            contributed("表扬信甲", "A", "letter", raised=True),
            contributed("志愿服务", "A", "event"),
            contributed("化解纠纷", "A", "letter"),
            contributed("化解纠纷", "A", "stability"),
            *votes("B", "members", "poor"),
            contributed("化解纠纷", "B", "stability", raised=True),
            contributed("志愿服务", "B", "event"),
            contributed("表扬信甲", "B", "letter", raised=True),
            contributed("表扬信乙", "B", "letter"),
            *votes("C", "committee", *["good"] * 6, "poor"),
            *votes("C", "members", "good", "good", "fair"),
            Fact("C veto", "veto", "C", "barred", "2020-05"),
            *(Fact(f"D lapse {at}", "ledger", "D", "base", "2020-04", level="lapse") for at in range(36)),
        ),
        {
            # 0.4 x 93.33 + 0.6 x 86.67 = 89.334; a fifth of 89.33 is 17.866; 2 + 2 + 3
            "A": {"base": "68", "vote": "89.33", "review": "17.87", "contribution": "7", "year": "92.87"},
            # the committee cast no vote; 6 + 2 + 2 + 1 = 11 are worth 10
            "B": {"vote": "60", "review": "12", "contribution": "10", "year": "92"},
            # 0.4 x 94.29 + 0.6 x 93.33 = 93.714; a fifth of 93.71 is 18.742
            "C": {"vote": "93.71", "review": "18.74", "points": "88.74", "year": "0"},
            # 36 times 2 is more than 70
            "D": {"base": "0", "vote": None, "review": "0", "year": "0"},
        },
    ),
)


@hookimpl
def biaochi_city() -> City:
    """The scheme with its model."""
    return City(slug="members", title=default("党员积分办法"), models=(Member,))


@hookimpl
def biaochi_cases() -> Sequence[Case]:
    """The cases worked by hand."""
    return CASES
