"""The branch's yardstick: the standard, honours by level, three tiers with their movement, and stars with a quota."""

from biaochi_sdk import (
    Expression,
    Model,
    Panel,
    Provenance,
    Publish,
    Scale,
    allowed,
    at_cut,
    bands,
    bonus,
    cascade,
    check,
    clauses,
    default,
    from_above,
    marks,
    of_cohort,
    opening_rung,
    our_reading,
    published,
    rank,
    total_of,
    vetoed,
)

from biaochi_laixi import sources as s
from biaochi_laixi.organ import Organ

DEFAULT = Provenance.DEFAULT
ZERO, ONE, TWO, HUNDRED, STEP = default(0), default(1), default(2), default(100), default("0.5")
TIERS = Scale(
    "tier",
    {
        "unrated": default("未定档"),
        "lagging": published("后进", s.BRANCHES),
        "middle": published("中间", s.BRANCHES),
        "advanced": published("先进", s.BRANCHES),
    },
)
MOVES = Scale(
    "move", {"down": default("退档"), "same": default("未动"), "first": default("首次定档"), "up": default("进档")}
)
LEVELS = {
    level: (default(title), default(points, s.HONOUR_POINTS))
    for level, title, points in (
        ("national", "国家级", 6),
        ("province", "省级", 4),
        ("city", "地市级", 2),
        ("county", "县级", 1),
    )
}
SHARES = {step: default(share, s.STAR_SHARES) for step, share in (("five", "0.1"), ("four", "0.4"), ("three", "0.3"))}


def block(title: str) -> Expression:
    """A fifth of the standard; a branch is placed only when all five are accepted."""
    return check(default(20), STEP, s.AT_YEAR, missing="not_judged")(default(title))


def moved(now: Expression, before: Expression) -> Expression:
    """Which way a branch went between two placements."""
    up = (now.is_("advanced") & ~before.is_("advanced")) | (now.is_("middle") & before.is_("lagging"))
    down = (before.is_("advanced") & ~now.is_("advanced")) | (before.is_("middle") & now.is_("lagging"))
    return clauses(
        MOVES,
        (before.is_("unrated") & now.at_least("lagging"), "first"),
        (up, "up"),
        (down, "down"),
        otherwise="same",
    )


class Branch(
    Model,
    code="branch",
    title=published("“五星级党支部”评价"),
    subject="BRANCH",
    since="2021-01-01",
    source=s.BRANCHES,
    defaults=s.OURS,
):
    """One branch, each year."""

    setting = block("组织设置")
    committee = block("班子建设")
    members = block("党员教育管理")
    life = block("组织生活")
    vanguard = block("围绕中心、服务群众")
    standard = total_of(setting, committee, members, life, vanguard, full=HUNDRED)(
        published("机关基层党支部标准化、规范化建设"), rule=DEFAULT
    )
    honours = bonus(LEVELS, s.BY_COMMITTEE, cap=default(20, s.HONOUR_POINTS), once="case")(
        our_reading("各级荣誉加分"), rule=DEFAULT
    )
    score = (standard + honours)(default("党支部得分"))
    place = rank(score, ties="competition")(default("党支部名次"))
    entered = marks(ZERO, HUNDRED, STEP, s.JUDGES, default(3), panel=Panel("real_name", ("work_committee",)))(
        published("机关党建品牌评比"), rule=DEFAULT
    )
    brand = entered.round(TWO)(default("品牌评比得分"))
    brand_place = rank(brand, ties="competition")(default("品牌评比名次"))

    tier = clauses(
        TIERS,
        ((standard >= default(90, s.TIER_LINES)).or_no(), "advanced"),
        ((standard >= default(60, s.TIER_LINES)).or_no(), "middle"),
        (standard.judged(), "lagging"),
        otherwise="unrated",
    )(published("先进、中间、后进"), rule=DEFAULT)
    before = opening_rung(TIERS)(default("上年档次"))
    movement = moved(tier, before)(our_reading("档次升降"))
    rectified = tier.is_("lagging")(published("整顿后进支部"))

    last = (of_cohort("count", score) * default("0.1", s.LOW_RANK)).floor(default(3, s.LOW_RANK))(default("靠后名数"))
    low = (place + last >= of_cohort("count", score) + ONE).or_no()(
        published("党建工作排名靠后", s.EVALUATION), rule=DEFAULT
    )
    unit_barred = from_above(Organ.barred)(our_reading("所在单位取消评选资格"))
    excluded = (low | unit_barred.or_no())(our_reading("不列入评选范围", s.EVALUATION))
    exception = allowed(s.LET_OFF, signatures=ONE)(published("原则上不列入的例外", s.EVALUATION), rule=DEFAULT)
    eligible = vetoed(standard.judged(), excluded, "bar", unless=exception)(published("可参评先进党组织", s.EVALUATION))

    candidate = score.only_if(eligible)(our_reading("参评先进党组织的得分", s.EVALUATION))
    nominated = rank(candidate, ties="competition")(our_reading("先进基层党组织推荐名次", s.HONOURED))

    computed_star = bands(score, s.STARS, *s.STAR_CUTS, otherwise="unrated")(default("按得分的星级"))
    star = vetoed(computed_star, excluded, "cap", "four", unless=exception)(published("星级党支部"), rule=DEFAULT)
    limited_star = cascade(star, score, SHARES, ties="meeting", of="all", rounding="floor")(default("限比例的星级"))
    for_meeting = at_cut(limited_star)(default("名额线上并列"))
    five_star = star.is_("five")(published("五星级党支部"), rule=DEFAULT)
    showcase = (five_star & tier.is_("advanced"))(published("党建工作示范点人选"), rule=DEFAULT)

    at_year = Publish(
        "year",
        totals={"branch": score, "brand": brand, "nominated": candidate},
        ranks={"branch": place, "brand": brand_place, "nominated": nominated},
        grade=star,
        rung=tier,
    )
