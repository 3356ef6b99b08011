"""Two spellings of generated source: numpy expressions over a block of rows, and plain Python over one row."""

from collections.abc import Sequence

import numpy as np

from biaochi_sdk.terms.columns import Int

BLOCK = 16_384
"""Rows of a block: its temporaries stay in the processor's cache."""


class Blocks:
    """Spells expressions over numpy blocks of one integer type; what the source names is kept in names."""

    def __init__(self, dtype: np.dtype[Int]) -> None:
        """Start with numpy's own names."""
        self.dtype = dtype
        self.names: dict[str, object] = {
            "absolute": np.absolute,
            "equal_steps": np.int8,
            "flags": np.bool_,
            "full": np.full,
            "least": np.minimum,
            "most": np.maximum,
            "sign": np.sign,
            "where": np.where,
            "whole": dtype.type,
        }

    def number(self, value: int) -> str:
        """A constant that keeps the integer type of its block even where it stands alone."""
        return f"whole({value})"

    def step(self, position: int) -> str:
        """The constant position of a step."""
        return f"equal_steps({position})"

    def column(self, literal: str, kind: str) -> str:
        """A whole block of one constant."""
        typed = {"flag": "flags", "scale": "equal_steps"}.get(kind, "whole")
        return f"full(rows, {literal}, {typed})"

    def where(self, condition: str, one: str, other: str) -> str:
        """One value where the condition holds, else the other."""
        return f"where({condition}, {one}, {other})"

    def no(self, condition: str) -> str:
        """The condition turned round."""
        return f"(~{condition})"

    def position(self, condition: str) -> str:
        """A condition as 0 or 1."""
        return f"({condition}).view(equal_steps)"

    def counted(self, conditions: Sequence[str]) -> str:
        """How many of the conditions hold."""
        return " + ".join(self.position(condition) for condition in conditions)

    def looked_up(self, name: str, values: Sequence[int], at: str) -> str:
        """The value of a table at each position."""
        self.names[name] = np.array(values, self.dtype)
        return f"{name}[{at}]"

    def half_up(self, top: str, unit: str, signed: bool) -> str:
        """The quotient rounded half-up, a half away from zero: half a unit more, whole units of it."""
        half = str(int(unit) // 2) if unit.isdigit() else f"({unit} >> 1)"
        if signed:
            return f"sign({top}) * ((absolute({top}) + {half}) // {unit})"
        return f"({top} + {half}) // {unit}"


class Row(Blocks):
    """Spells the same expressions over the integers and truth values of a single subject."""

    def __init__(self, dtype: np.dtype[Int]) -> None:
        """Start with Python's own names."""
        super().__init__(dtype)
        self.names = {"absolute": abs, "least": min, "most": max, "half": _half}

    def number(self, value: int) -> str:
        """The constant itself: Python's integers have no type to keep."""
        return str(value)

    def step(self, position: int) -> str:
        """The position itself."""
        return str(position)

    def column(self, literal: str, kind: str) -> str:
        """The constant itself."""
        return f"bool({literal})" if kind == "flag" else literal

    def where(self, condition: str, one: str, other: str) -> str:
        """One value where the condition holds, else the other."""
        return f"({one} if {condition} else {other})"

    def no(self, condition: str) -> str:
        """The condition turned round."""
        return f"(not {condition})"

    def position(self, condition: str) -> str:
        """A condition as 0 or 1."""
        return f"int({condition})"

    def looked_up(self, name: str, values: Sequence[int], at: str) -> str:
        """The value of a table at the position."""
        self.names[name] = tuple(values)
        return f"{name}[{at}]"

    def half_up(self, top: str, unit: str, signed: bool) -> str:
        """The quotient rounded half-up, a half away from zero."""
        return f"half({top}, {unit})" if signed else super().half_up(top, unit, signed)


def _half(top: int, unit: int) -> int:
    size = (abs(top) + unit // 2) // unit
    return size if top >= 0 else -size
