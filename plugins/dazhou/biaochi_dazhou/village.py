"""Village work (驻村帮扶): a fifth of the stationed cadres excellent; lead and participating units each in a class."""

from biaochi_sdk import (
    Model,
    Provenance,
    Publish,
    Scale,
    allowed,
    check,
    chosen,
    count,
    default,
    graded,
    mean_over,
    our_reading,
    published,
    quota,
    rank,
    tied,
    veto,
    weighted,
)

from biaochi_dazhou.sources import (
    ANY_TIME,
    EXCELLENT,
    ITEMS,
    OURS,
    RATED_QUARTERLY,
    RATED_YEARLY,
    ROUTINE_SHARE,
    TWO_TYPES,
    VILLAGE,
    YEARLY,
)

DEFAULT, READING = Provenance.DEFAULT, Provenance.OUR_READING
HUNDRED, PLACES, HALF, ONE, MOST = default(100), default(2), default("0.5"), default(1), default(100)
TYPES = Scale("type", {"taking_part": published("参扶单位", TWO_TYPES), "lead": published("牵头单位", TWO_TYPES)})
ASSESSED = Scale("assessed", {"no": our_reading("未参加考核"), "yes": our_reading("参加考核")})
GRADES = Scale("grade", {"other": default("其他等次"), "excellent": published("优秀", EXCELLENT)})


class Stationed(
    Model,
    code="stationed",
    title=our_reading("驻村干部年度考核"),
    subject="MEMBER",
    since="2020-01-01",
    source=VILLAGE,
    defaults=OURS,
):
    """One stationed cadre, a registered person: supervised each quarter, assessed each year beside all who were."""

    sent_by = chosen(TYPES, YEARLY, missing="not_judged")(our_reading("派出单位类型", TWO_TYPES))
    supervision = check(HUNDRED, HALF, RATED_QUARTERLY, at="quarter", missing="not_judged")(
        published("巡回督导"), rule=DEFAULT
    )
    supervision_score = mean_over("quarter", supervision).round(PLACES)(default("巡回督导得分"))
    promised = count(MOST, ONE, ITEMS)(our_reading("承诺事项"))
    fulfilled = count(MOST, ONE, ITEMS)(our_reading("已兑现的承诺"))
    commitment = (fulfilled / promised * HUNDRED).round(PLACES)(published("帮扶承诺"), rule=DEFAULT)
    score = weighted(
        {supervision_score: default("0.6", ROUTINE_SHARE), commitment: default("0.4", ROUTINE_SHARE)}
    ).round(PLACES)(default("驻村干部考核得分"))
    recalled = veto(ANY_TIME)(published("召回问责"))

    settled = allowed(RATED_YEARLY, default(1))(default("线上并列经会议确定优秀"))
    holder = (settled & ~recalled)(default("会议确定的优秀人选"))
    candidate = (~recalled)(our_reading("未被召回问责"))
    assessed = graded(score.judged(), ASSESSED)(our_reading("是否参加年度考核"))
    seat = quota(
        published("0.2", EXCELLENT),
        holder,
        candidate,
        score,
        "meeting",
        within=assessed,
        least=default(1),
        of="all",
        rounding="floor",
    )(published("按20%比例确定优秀", EXCELLENT), rule=READING)
    grade = graded(seat.at_least("admitted"), GRADES).only_if(score.judged())(our_reading("年度考核等次", EXCELLENT))
    place = rank(score, "competition", within=sent_by)(our_reading("同类驻村干部名次", TWO_TYPES))

    at_quarter = Publish("quarter", totals={"stationed": supervision})
    at_year = Publish("year", totals={"stationed": score}, ranks={"stationed": place}, grade=grade)


class Helping(
    Model,
    code="helping",
    title=our_reading("驻村工作单位年度考核"),
    subject="DEPARTMENT",
    since="2020-01-01",
    source=TWO_TYPES,
    defaults=OURS,
):
    """One unit that helps a village, ranked among lead units or among participating ones."""

    type_of_unit = chosen(TYPES, YEARLY, missing="not_judged")(our_reading("帮扶单位类型"))
    score = check(HUNDRED, HALF, RATED_YEARLY, missing="not_judged")(default("驻村工作考核得分"))
    place = rank(score, "competition", within=type_of_unit)(our_reading("同类单位名次"))
    tied_place = tied(place)(default("同类并列"))

    at_year = Publish("year", totals={"helping": score}, ranks={"helping": place})
