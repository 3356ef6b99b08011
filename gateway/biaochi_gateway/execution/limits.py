"""How much one document may ask: length, tokens, depth, aliases, repetitions; looked at before validation."""

from collections.abc import Callable, Mapping

from biaochi_chassis.foundation.refusal import RequestTooLarge
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSyntaxError,
    InlineFragmentNode,
    Node,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    Visitor,
    parse,
    visit,
)

from biaochi_gateway.execution.merging import Comparisons, TooManyComparisons

DEPTH = 15
ALIASES = 30
DIRECTIVES = 5
INPUTS = 60
TOKENS = 2000
COMMENTS = 500
LENGTH = 64 * 1024
COMPARISONS = 5000
"""Steps of the comparison of fields: some 20 µs of validation each."""

NESTED = "查询嵌套过深：请减少嵌套，分几次查询。"
_TOO_LONG = "Syntax Error: Document contains more than"
_TOO_NESTED = "Syntax Error: Document is nested too deeply. Parsing aborted."


class Extent:
    """How deep a document goes and how many aliases it spells out. A fragment is measured once however often used."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._depths: dict[str, int] = {}
        self._aliases: dict[str, int] = {}

    def depth(self, selections: SelectionSetNode | None) -> int:
        """The most fields below one another; introspection fields and what is below them do not count."""
        return max((self._depth(each) for each in selections.selections), default=0) if selections else 0

    def aliases(self, selections: SelectionSetNode | None) -> int:
        """The aliases that executing this would meet."""
        return sum(self._alias_count(each) for each in selections.selections) if selections else 0

    def _depth(self, node: SelectionNode) -> int:
        match node:
            case FieldNode(name=name) if name.value.startswith("__"):
                return 0
            case FieldNode(selection_set=below):
                return 1 + self.depth(below)
            case InlineFragmentNode(selection_set=below):
                return self.depth(below)
            case FragmentSpreadNode(name=name):
                return self._of_fragment(name.value, self._depths, self.depth)
        return 0

    def _alias_count(self, node: SelectionNode) -> int:
        match node:
            case FieldNode(alias=alias, selection_set=below):
                return int(alias is not None) + self.aliases(below)
            case InlineFragmentNode(selection_set=below):
                return self.aliases(below)
            case FragmentSpreadNode(name=name):
                return self._of_fragment(name.value, self._aliases, self.aliases)
        return 0

    def _of_fragment(self, name: str, known: dict[str, int], measure: Callable[[SelectionSetNode | None], int]) -> int:
        if name not in known:
            known[name] = 0  # A fragment inside itself adds nothing here; another rule refuses it.
            fragment = self._fragments.get(name)
            known[name] = measure(fragment.selection_set) if fragment else 0
        return known[name]


class _Widest(Visitor):
    """Measures the place that has most directives, and the one that has most arguments or fields of an input."""

    directives = 0
    inputs = 0

    def enter(self, node: Node, *_: object) -> None:
        self.directives = max(self.directives, len(getattr(node, "directives", None) or ()))
        given = node.fields if isinstance(node, ObjectValueNode) else getattr(node, "arguments", None)
        self.inputs = max(self.inputs, len(given or ()))


def parsed(text: str) -> DocumentNode:
    """The document of a text. Raises GraphQLSyntaxError for none, GraphQLError for one that is longer than allowed."""
    if len(text) > LENGTH:
        raise too_large(f"查询有 {len(text)} 个字符，至多 {LENGTH} 个：请把值放进变量，分几次查询。")
    try:
        return parse(text, max_lexical_tokens=TOKENS, max_comments=COMMENTS)
    except GraphQLSyntaxError as error:
        if error.message.startswith(_TOO_LONG):
            raise too_large(f"查询超过 {TOKENS} 个记号或 {COMMENTS} 处注释：请分几次查询。") from error
        if error.message == _TOO_NESTED:
            raise too_large(NESTED) from error
        raise


def beyond_limits(document: DocumentNode) -> list[GraphQLError]:
    """Which limits the document goes beyond, each in a sentence. Within them the work of validation is bounded."""
    definitions = document.definitions
    extent = Extent({each.name.value: each for each in definitions if isinstance(each, FragmentDefinitionNode)})
    operations = [each.selection_set for each in definitions if isinstance(each, OperationDefinitionNode)]
    try:
        depth, aliases = max(map(extent.depth, operations), default=0), max(map(extent.aliases, operations), default=0)
    except RecursionError:
        return [too_large(NESTED)]
    widest = _Widest()
    visit(document, widest)
    return [
        too_large(sentence)
        for beyond, sentence in (
            (depth > DEPTH, f"查询有 {depth} 层，至多 {DEPTH} 层：请减少嵌套，分几次查询。"),
            (aliases > ALIASES, f"查询有 {aliases} 个别名，至多 {ALIASES} 个：请分几次查询。"),
            (
                widest.directives > DIRECTIVES,
                f"一处有 {widest.directives} 个指令，至多 {DIRECTIVES} 个：请去掉多余的指令。",
            ),
            (
                widest.inputs > INPUTS,
                f"一处有 {widest.inputs} 个参数或输入字段，至多 {INPUTS} 个：请只写图中有的。",
            ),
            (_too_repetitive(document), "查询把同样的字段重复得太多：请每处只写一次，或分几次查询。"),
        )
        if beyond
    ]


def _too_repetitive(document: DocumentNode) -> bool:
    try:
        Comparisons(document, COMPARISONS).count()
    except TooManyComparisons:
        return True
    return False


def too_large(sentence: str) -> GraphQLError:
    """The error of a document that goes beyond a limit."""
    return GraphQLError(sentence, original_error=RequestTooLarge(sentence))
