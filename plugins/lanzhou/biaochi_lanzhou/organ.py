"""The organ committee's yardstick: the duty list of common and individual tasks, and the marks of the mutual rounds."""

from biaochi_sdk import Model, Provenance, Publish, default, our_reading, published, rank, ratings, tasks, weighted

from biaochi_lanzhou.sources import DUTY_LIST, FIVE_GRIPS, FOUR_MUTUALS, MUTUAL_ROUND, OURS

READING, DEFAULT = Provenance.OUR_READING, Provenance.DEFAULT
SHIFTS = {1: (1, 2, 3), 2: (4, 5, 6), 3: (7, 8, 9), 4: (10, 11, 12)}
HUNDRED, PLACES = default(100), default(2)


class Organ(
    Model,
    code="organ",
    title=default("兰州市直机关党建工作评价"),
    subject="ORGAN_COMMITTEE",
    since="2018-06-01",
    source=FIVE_GRIPS,
    defaults=OURS,
):
    """One organ committee, each quarter and each year, from the tasks and ratings of that period."""

    common = tasks("COMMON", default(100), default("0.5"), DUTY_LIST, missing="not_judged")(
        published("共性任务"), rule=DEFAULT
    )
    common_score = (common * HUNDRED).round(PLACES)(default("共性任务得分"))
    individual = tasks("INDIVIDUAL", default(100), default("0.5"), DUTY_LIST, missing="not_judged")(
        published("个性任务"), rule=DEFAULT
    )
    individual_score = (individual * HUNDRED).round(PLACES)(default("个性任务得分"))
    individual_part = individual_score.or_else(common_score)(default("个性任务计入分"))
    duty_list = weighted({common_score: published("0.6"), individual_part: published("0.4")})(
        our_reading("责任清单得分"), rule=READING
    )

    mutual = ratings(
        default(0), default(100), default("0.5"), MUTUAL_ROUND, rotation=SHIFTS, turning=DEFAULT, missing="not_judged"
    )(published("互评", FOUR_MUTUALS), rule=DEFAULT)
    mutual_score = mutual.round(PLACES)(default("互评得分"))
    mutual_part = mutual_score.or_else(duty_list)(default("互评计入分"))

    total = weighted({duty_list: default("0.8"), mutual_part: default("0.2")}).round(PLACES)(default("机关党建得分"))
    place = rank(total, ties="competition")(default("名次"))

    at_quarter = Publish("quarter", totals={"organ": total}, ranks={"organ": place})
    at_year = Publish("year", totals={"organ": total}, ranks={"organ": place})
