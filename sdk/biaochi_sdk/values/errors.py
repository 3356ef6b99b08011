"""Every refusal of the SDK is one sentence: what was wrong, which rule, what to write instead.

Authors of models read English; whoever records facts or reads results reads Chinese, beside a stable code.
"""

CASE_FAILS = "a golden case fails"
"""How the reason begins for which a plugin is kept out whose page is sound but a case of it is not."""


class PageWarning(UserWarning):
    """A page loads with the meaning it always had, and its author is asked to write something; check shows it."""


class UnsaidPolicy(PageWarning):
    """A rule leaves open what its paper has to decide."""


class LeadsNowhere(PageWarning):
    """A rule looks at a unit or at a node that nothing gives: what it makes is never judged."""


class GraphRefused(ValueError):
    """A stored graph is not one this SDK wrote, or promises something it cannot keep."""


class ModelRefused(GraphRefused):
    """A city's model cannot be loaded; the sentence says what its author should write."""


class PluginRefused(ValueError):
    """A plugin cannot be installed, taken back or removed; the sentence says why and what to do."""


class FactRefused(ValueError):
    """A fact does not fit the indicator it names; the sentence is for whoever recorded it."""

    def __init__(self, fact: str, code: str, sentence: str) -> None:
        """Keep the fact's id and the code beside the sentence."""
        super().__init__(sentence)
        self.fact, self.code = fact, code


class EvaluationRefused(ValueError):
    """The given inputs or earlier outcomes cannot be those of this graph and period."""

    def __init__(self, code: str, sentence: str) -> None:
        """Keep the code beside the sentence."""
        super().__init__(sentence)
        self.code = code


class LinkRefused(EvaluationRefused):
    """What is linked of another model is missing, or cannot be a result of the model that the rule was proven with."""


class PoolsDiffer(EvaluationRefused):
    """What a class splits is not the same for everybody in it."""
