"""Every list of the graph can be filtered and had in another order, or it says here why not."""

from collections.abc import Mapping

from biaochi_gateway.schema import schema
from graphql import GraphQLObjectType, build_schema, get_named_type

PAGING = {"first", "after", "last", "before"}
ORDERING = {"order", "descending"}
WHERE = {"city", "code", "asOf"}
"""What says which list it is, and not which of its rows."""
OF_ONE = "属于一个对象，只有几条，按它自己的次序"
CHOSEN = "名单由 one 与 other 两个条件算出"
AS_PUBLISHED = "照原样公布的一份文件，次序就是名次"
FAMILY = "一个组织的前身、后身，只有几个"
PERSONAL = "一个组织的人；按姓名查找会说出掩去的姓名"
UNFILTERED: Mapping[str, str] = {
    "Query.modelVersions": OF_ONE,
    "Organization.rungs": OF_ONE,
    "Person.rungs": OF_ONE,
    "Organization.predecessors": FAMILY,
    "Organization.successors": FAMILY,
    "Organization.members": PERSONAL,
    "Organization.posts": PERSONAL,
    "Webhook.deliveries": OF_ONE,
}
UNORDERED: Mapping[str, str] = {
    **UNFILTERED,
    "Board.entries": AS_PUBLISHED,
    "Circular.entries": AS_PUBLISHED,
    "Organization.standings": OF_ONE,
    "Person.standings": OF_ONE,
    "Query.ratingsDue": "还欠的打分，按期、打分者、被评者就是催办的次序",
    "Query.consequences": "按编号，同一对象的在一起",
    "Query.receipts": "按编号",
    "Query.notifications": "本人的通知，新的在前",
    "Query.clearances": "所问的人或组织，按代码",
    "Query.raters": "由严到宽就是这份名单的意思",
    "Concordance.entries": CHOSEN,
    "Simulation.moves": "按试算后的名次",
    "TierMovement.moves": "按代码；升与降用 direction 分开",
}


ANSWERS = {"Concordance", "Simulation", "TierMovement", "Board", "Circular"}
"""Lists with something around them: what is asked of the whole chooses its rows, too."""


def lists() -> Mapping[str, set[str]]:
    """The arguments of every list, and of the question whose answer it is a part of, but those for its pages."""
    found: dict[str, set[str]] = {}
    graph = build_schema(schema.as_str())
    assert graph.query_type is not None
    questions = {get_named_type(field.type).name: field.args for field in graph.query_type.fields.values()}
    for one in graph.type_map.values():
        fields = one.fields if isinstance(one, GraphQLObjectType) and not one.name.startswith("__") else {}
        for name, field in fields.items():
            if get_named_type(field.type).name.endswith("Connection"):
                found[f"{one.name}.{name}"] = {
                    *field.args,
                    *(questions[one.name] if one.name in ANSWERS else ()),
                } - PAGING
    return found


def test_every_list_is_filtered_or_says_why_not() -> None:
    assert {name for name, given in lists().items() if not given - ORDERING - WHERE} == UNFILTERED.keys()


def test_every_list_is_had_in_another_order_or_says_why_not() -> None:
    assert {name for name, given in lists().items() if not given & ORDERING} == UNORDERED.keys()
