"""What changed between two versions of a model, node by node in Chinese: for people, before anybody publishes."""

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.terms.catalogue import Entry


def changes(old: Graph, new: Graph) -> list[str]:
    """One line for each node that is new, gone, or has another title, rule, full mark or provenance."""
    before, after = ({node.key: node for node in graph.nodes} for graph in (old, new))
    lines = [f"取消：{node.title}（{key}）" for key, node in before.items() if key not in after]
    for key, node in after.items():
        if key not in before:
            lines.append(f"新增：{node.title}（{key}）：{node.words}")
        else:
            lines += _differences(before[key], node)
    return lines


def _differences(old: Entry, new: Entry) -> list[str]:
    compared = [
        ("名称", old.title, new.title),
        ("规则", old.words, new.words),
        ("满分", old.full or "无", new.full or "无"),
        ("依据", f"{old.source.document}，{old.source.place}", f"{new.source.document}，{new.source.place}"),
    ]
    return [f"修改：{new.title}（{new.key}）{what}：{a} → {b}" for what, a, b in compared if a != b]
