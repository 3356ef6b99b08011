"""From a command to its fact: which rules decide which command."""

from collections.abc import Callable, Mapping
from typing import Any

from biaochi_assessment.domain import commands, ratings, recording, tasks
from biaochi_assessment.domain.city import City
from biaochi_assessment.domain.decision import DecisionContext, Recorder
from biaochi_assessment.domain.facts import Fact, task_slot

_DECIDE: Mapping[type, Callable[[DecisionContext, Recorder, Any], Fact]] = {
    commands.IssueTask: tasks.issue_task,
    commands.CompleteTask: tasks.complete_task,
    commands.SubmitRating: ratings.submit_rating,
    commands.CastBallot: ratings.cast_ballot,
    commands.GrantHonour: recording.grant_honour,
}
"""What decides a command that asks for more than `recording.record` does."""


def decide(context: DecisionContext, recorder: Recorder, command: object) -> Fact:
    """Return the fact of a command, entered in the context. Raises what the rules of its kind do."""
    return _DECIDE.get(type(command), recording.record)(context, recorder, command)


def decide_by_hand(context: DecisionContext, city: City, recorder: Recorder, command: object) -> Fact:
    """Return the fact of what somebody records. Raises InputIsDerived where it follows from work, and as `decide` does.

    A task that was issued by hand is completed by hand, though the city's others follow from work since.
    """
    if isinstance(command, commands.CompleteTask):
        city.check_by_hand(context.fact(context.standing(task_slot(command.task))))
    else:
        kinds = context.registry.kinds_ever(getattr(command, "subject", ""))
        city.check_typed(getattr(command, "indicator", ""), kinds)
    return decide(context, recorder, command)
