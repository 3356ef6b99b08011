"""How much one request may ask: depth, aliases, tokens. Made once, so that validation is cached."""

from collections.abc import Callable, Mapping

from biaochi_chassis.foundation.refusal import RequestTooLarge
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValidationContext,
    ValidationRule,
)
from graphql.validation import ASTValidationRule

DEPTH = 15
ALIASES = 30
TOKENS = 2000


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


class WithinLimits(ValidationRule):
    """Refuses a document that is too deep or has too many aliases, naming the limit."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        definitions = context.document.definitions
        extent = Extent({each.name.value: each for each in definitions if isinstance(each, FragmentDefinitionNode)})
        for operation in definitions:
            if isinstance(operation, OperationDefinitionNode):
                self._check(extent, operation)

    def _check(self, extent: Extent, operation: OperationDefinitionNode) -> None:
        depth, aliases = extent.depth(operation.selection_set), extent.aliases(operation.selection_set)
        if depth > DEPTH:
            self._refuse(operation, f"查询有 {depth} 层，至多 {DEPTH} 层：请减少嵌套，分几次查询。")
        if aliases > ALIASES:
            self._refuse(operation, f"查询有 {aliases} 个别名，至多 {ALIASES} 个：请分几次查询。")

    def _refuse(self, operation: OperationDefinitionNode, sentence: str) -> None:
        self.report_error(GraphQLError(sentence, operation, original_error=RequestTooLarge(sentence)))


RULES: list[type[ASTValidationRule]] = [WithinLimits]
