"""The model-organ campaign: nineteen key tasks under six aspects, counted; their names are not published."""

from biaochi_sdk import (
    Expression,
    Model,
    Provenance,
    Publish,
    Scale,
    check,
    default,
    graded,
    our_reading,
    published,
    rank,
    total_of,
    when,
)

from biaochi_lanzhou.sources import CAMPAIGN, MODEL_ORGANS, OURS

DEFAULT = Provenance.DEFAULT
ONE, NONE = default(1), default(0)
STATES = Scale("state", {"under_way": default("创建中"), "fulfilled": default("6个方面19项重点任务全部完成")})


def task(number: int) -> Expression:
    """A key task: done or not, as last accepted in the year."""
    return check(ONE, ONE, CAMPAIGN, at="year", missing="zero")(default(f"重点任务{number:02}"), rule=DEFAULT)


def aspect(number: int, *tasks: Expression) -> Expression:
    """How many of an aspect's tasks are done; which tasks belong to it is a default."""
    return total_of(*tasks, full=default(len(tasks)))(default(f"第{number}方面"), rule=DEFAULT)


def one_if_full(done: Expression, full: int) -> Expression:
    """1 for an aspect whose every task is done."""
    return when(done >= default(full), ONE, NONE)


class ModelOrgan(
    Model,
    code="model_organ",
    title=published("创建模范机关"),
    subject="ORGAN_COMMITTEE",
    since="2018-06-01",
    source=MODEL_ORGANS,
    defaults=OURS,
):
    """One organ, each year: how many of the nineteen tasks and of the six aspects are done."""

    task_01, task_02, task_03, task_04 = task(1), task(2), task(3), task(4)
    task_05, task_06, task_07 = task(5), task(6), task(7)
    task_08, task_09, task_10 = task(8), task(9), task(10)
    task_11, task_12, task_13 = task(11), task(12), task(13)
    task_14, task_15, task_16 = task(14), task(15), task(16)
    task_17, task_18, task_19 = task(17), task(18), task(19)

    aspect_1 = aspect(1, task_01, task_02, task_03, task_04)
    aspect_2 = aspect(2, task_05, task_06, task_07)
    aspect_3 = aspect(3, task_08, task_09, task_10)
    aspect_4 = aspect(4, task_11, task_12, task_13)
    aspect_5 = aspect(5, task_14, task_15, task_16)
    aspect_6 = aspect(6, task_17, task_18, task_19)

    done = total_of(aspect_1, aspect_2, aspect_3, aspect_4, aspect_5, aspect_6, full=published(19))(
        our_reading("已完成的重点任务数")
    )
    place = rank(done, ties="competition")(default("名次"))
    aspects = (
        one_if_full(aspect_1, 4)
        + one_if_full(aspect_2, 3)
        + one_if_full(aspect_3, 3)
        + one_if_full(aspect_4, 3)
        + one_if_full(aspect_5, 3)
        + one_if_full(aspect_6, 3)
    )(our_reading("已全部完成的方面数"))
    state = graded(aspects >= published(6), STATES)(default("创建情况"))

    at_year = Publish("year", totals={"model_organ": done}, ranks={"model_organ": place}, grade=state)
