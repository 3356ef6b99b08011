"""What the SDK takes at the sizes a platform meets: loading a city of 500 nodes, and the memory of a million subjects.

Run it with `python -m benchmarks.sdk_at_size`. Nothing is asserted about time or memory.
"""

import resource
from time import process_time
from types import new_class

import numpy as np
from biaochi_sdk import Expression, Model, Publish, Recorded, Source, check, default, rank
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.terms.columns import Column
from biaochi_sdk.terms.past import Past
from biaochi_sdk.values.periods import period

NODES, SUBJECTS = 500, 1_000_000
SOURCE, OURS = Source("办法", "第一条"), Source("默认值", "可调整")
YEARLY = Recorded(who="work_committee", cadences=("year",))


def wide() -> Graph:
    """A model of 500 nodes: half of them inputs, half sums and roundings of what stands above them."""
    nodes: dict[str, object] = {}
    last: Expression | None = None
    for number in range(NODES // 2 - 1):
        given = check(default(10), default("0.5"), YEARLY, missing="zero")(default(f"第{number}项"))
        part = given * default("0.25") if last is None else last * default("0.5") + given * default("0.25")
        last = part.round(default(2))(default(f"第{number}分"))
        nodes |= {f"given_{number}": given, f"made_{number}": last}
    assert last is not None
    nodes["place"] = place = rank(last, ties="competition")(default("名次"))
    nodes["total"] = total = (last + last)(default("得分"))
    nodes["at_year"] = Publish("year", totals={"wide": total}, ranks={"wide": place})
    about = {"code": "wide", "title": default("宽"), "subject": "BRANCH", "since": "2020-01-01"}
    made = new_class("Wide", (Model,), {**about, "source": SOURCE, "defaults": OURS}, lambda space: space.update(nodes))
    return made.graph  # type: ignore[attr-defined,no-any-return]


def main() -> None:
    """Load it from its page, load it from its text, and compute a million subjects."""
    start = process_time()
    graph = wide()
    print(f"a page of {len(graph.nodes)} nodes: {process_time() - start:.2f} CPU-seconds to a proven graph")
    start = process_time()
    graph = Graph.parse(graph.text)
    print(f"the same from its text of {len(graph.text) // 1024} KiB: {process_time() - start:.2f} CPU-seconds")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    once = graph.columns("year", [{key.indicator: str(n % 11) for key in graph.accepts} for n in range(1000)])
    given = {place: Column(column.top[np.arange(SUBJECTS) % 1000]) for place, column in once.items()}
    start = process_time()
    graph.plan(Past(period("2020"), (), {}, ()), [""] * SUBJECTS, given)
    spent = process_time() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"a million subjects: {spent:.2f} CPU-seconds, {(most - before) // 1024} MiB with all inputs and nodes")


if __name__ == "__main__":
    main()
