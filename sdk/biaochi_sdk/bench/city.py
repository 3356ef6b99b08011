"""What a plugin hands over: one city with its models, and the golden cases its hooks give."""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise, product

import pluggy

from biaochi_sdk.bench.cases import Case
from biaochi_sdk.bench.origins import check_founded
from biaochi_sdk.graph.graph import Accept, Graph
from biaochi_sdk.page.model import Model
from biaochi_sdk.terms.links import LAST_CYCLE, Use
from biaochi_sdk.values.errors import LeadsNowhere, ModelRefused
from biaochi_sdk.values.provenance import Mark, marked
from biaochi_sdk.values.subjects import ORGANIZATIONS, is_person, kinds_of
from biaochi_sdk.work.checks import known
from biaochi_sdk.work.consequences import Consequence, Steps, check_consequences
from biaochi_sdk.work.declared import check_kinds, check_lists, check_looked_at
from biaochi_sdk.work.kinds import Kind
from biaochi_sdk.work.notice import Notice

LATEST = "9999-12-31"
"""Until when a version is the rule that no other follows."""
hookspec, hookimpl = pluggy.HookspecMarker("biaochi"), pluggy.HookimplMarker("biaochi")


@dataclass(frozen=True, slots=True)
class City:
    """A city's slug, title, models, kinds of work, notice and what follows from results.

    Versions of one code follow without gap or overlap.
    """

    slug: str
    title: Mark
    models: tuple[type[Model], ...]
    work: tuple[Kind, ...] = ()
    notice: Notice | None = None
    consequences: tuple[Consequence, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a slug that is no plain name, no model, and versions that do not meet."""
        if not (self.slug.isascii() and self.slug.isidentifier() and self.slug.islower()):
            raise ModelRefused(f"the slug {self.slug!r} is no lower-case ASCII name: write it like lanzhou")
        marked(self.title, "the title of a city").title()
        if not self.models:
            raise ModelRefused(f"{self.slug} has no model: give City(models=(Branch, …))")
        by_code: dict[str, list[Graph]] = {}
        for model in self.models:
            by_code.setdefault(model.graph.code, []).append(model.graph)
        for code, graphs in by_code.items():
            _follow(code, sorted(graphs, key=lambda graph: graph.since))
        _distinguished(by_code)
        _agreed(by_code)
        if self.notice:
            indexes = [index for model in self.models for index in model.graph.indexes]
            known(self.slug, "what is announced to all", self.notice.public, indexes)
        in_order([model.graph for model in self.models])
        for graphs in by_code.values():
            for graph in graphs:
                for sentence in leading_nowhere(graph, by_code):
                    warnings.warn(sentence, LeadsNowhere, stacklevel=3)
        judged: dict[str, set[str]] = {}
        for graph in (model.graph for model in self.models):
            for accept in (one for one in graph.accepts if one.how != "registered"):
                judged.setdefault(accept.indicator, set()).add(graph.subject_kind)
        check_kinds(self.work, judged, judged)
        check_consequences(self.consequences, {code: list(map(_steps, graphs)) for code, graphs in by_code.items()})
        check_looked_at(self.work, [one.key for one in self.consequences])
        check_lists(self.work, by_code)
        check_founded([model.graph for model in self.models], [kind.data() for kind in self.work])


def _steps(graph: Graph) -> Steps:
    """The steps that each node of a model may come to."""
    scales = {key: graph.shape(key).scale for key in graph.described}
    return {key: [step.key for step in graph.scales[scale]] if scale else () for key, scale in scales.items()}


def in_order(graphs: Sequence[Graph]) -> list[Graph]:
    """The models in the order they are judged, each after those whose results it uses; a circle is refused."""
    codes = {graph.code for graph in graphs}
    needs = {code: {use.model for g in graphs if g.code == code for use in g.uses} & codes for code in codes}
    try:
        order = list(TopologicalSorter({code: sorted(needs[code] - {code}) for code in sorted(codes)}).static_order())
    except CycleError as fault:
        circle = " → ".join(fault.args[1])
        raise ModelRefused(
            f"the models {circle} use each other in a circle: give one of them a raw score first"
        ) from None
    return sorted(graphs, key=lambda graph: (order.index(graph.code), graph.since))


def _follow(code: str, graphs: Sequence[Graph]) -> None:
    for earlier, later in pairwise(graphs):
        if earlier.until != later.since:
            ends = earlier.until or "open"
            raise ModelRefused(
                f"{code} from {earlier.since} ends {ends} and the next starts {later.since}: "
                f"write until='{later.since}' on the earlier one"
            )


def _distinguished(by_code: Mapping[str, Sequence[Graph]]) -> None:
    """One person may be a member and hold posts: only the indicator says which model a fact about them is for."""
    takers: dict[str, str] = {}
    for code, graphs in by_code.items():
        for graph in graphs:
            for accept in graph.accepts if any(map(is_person, kinds_of(graph.subject_kind))) else ():
                other = takers.setdefault(accept.indicator, code)
                if other != code:
                    raise ModelRefused(
                        f"{other} and {code} both judge persons by {accept.indicator!r}, and one person may be both: "
                        "give the node another name in one of them"
                    )


def _agreed(by_code: Mapping[str, Sequence[Graph]]) -> None:
    """A record counts in every model that judges its subject by its indicator: they must mean the same kind of fact."""
    takers: dict[tuple[str, str], tuple[str, Accept]] = {}
    for code, graphs in by_code.items():
        for graph in graphs:
            for kind, accept in product(kinds_of(graph.subject_kind), graph.accepts):
                other, theirs = takers.setdefault((kind, accept.indicator), (code, accept))
                if other != code and (theirs.kind, theirs.privacy) != (accept.kind, accept.privacy):
                    said = f"{other} by a {theirs.kind}, {code} by a {accept.kind}"
                    if theirs.kind == accept.kind:
                        said = f"{other} and {code} by a {accept.kind}, whose name they show to different people"
                    raise ModelRefused(
                        f"{kind} is judged by {accept.indicator!r} twice, {said}: a record could count "
                        "where nobody meant it; give the node another name in one of them"
                    )


def leading_nowhere(graph: Graph, by_code: Mapping[str, Sequence[Graph]]) -> list[str]:
    """Units that are neither a model nor a kind of organization, and nodes that the model looked at does not have.

    by_code: every version of the city's models. A version that is never the rule beside this one is not looked at.
    """
    related = {use.relation for use in graph.uses if use.model}
    found = []
    for use in graph.uses:
        if use.relation == LAST_CYCLE and use.node not in graph.described:
            found.append(f"{graph.code} looks at {use.node} of the last cycle, which is no node: name one of its own")
        known = use.relation in {*by_code, *related} or use.relation.upper() in ORGANIZATIONS
        if use.direction == "unit" and not known:
            models, kinds = ", ".join(sorted(by_code)), ", ".join(sorted(kind.lower() for kind in ORGANIZATIONS))
            found.append(
                f"{graph.code} compares within the unit {use.relation!r}, which leads nowhere: write a model, one of "
                f"{models}, or a kind of organization, one of {kinds}"
            )
        found += _not_there(graph, use, by_code.get(use.model, ()))
    return found


def _not_there(graph: Graph, use: Use, versions: Sequence[Graph]) -> Iterator[str]:
    """What a rule looks at in the versions of another model, and what they do not evaluate."""
    for version in (one for one in versions if use.node and _meet(graph, one)):
        if use.node not in version.described:
            yield (
                f"{graph.code} from {graph.since} looks at {use.node} of {use.model} from {version.since}, which is no "
                "node there: nobody could be judged; let a version of this model begin with that one"
            )
            continue
        for cadence in sorted(set(use.cadences) & set(graph.cadences) - version.shape(use.node).cadences):
            yield (
                f"{graph.code} from {graph.since} looks at {use.node} of {use.model} from {version.since} each "
                f"{cadence}, where it is not evaluated: nobody could be judged; write at= with a cadence where it is"
            )


def _meet(one: Graph, other: Graph) -> bool:
    """Whether two versions are ever the rule on one day."""
    return one.since < (other.until or LATEST) and other.since < (one.until or LATEST)


class Hooks:
    """Everything a plugin may implement; each is called once, when the plugin loads."""

    @hookspec
    def biaochi_city(self) -> City:  # type: ignore[empty-body]
        """The city with its models. The only required hook."""

    @hookspec
    def biaochi_cases(self) -> Sequence[Case]:  # type: ignore[empty-body]
        """Golden cases; one that fails keeps the plugin out."""
