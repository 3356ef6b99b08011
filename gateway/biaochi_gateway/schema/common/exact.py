"""Exact numbers as texts: a decimal where there is one, else a fraction."""

from decimal import Decimal
from fractions import Fraction


def written(value: Fraction) -> str:
    """The number without loss: `92.5`, or `88/3` where no decimal says it."""
    rest, places = value.denominator, 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest, places = rest // prime, places + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    shifted = int(value * 10**places)
    # Of its digits, since arithmetic on decimals rounds to the digits of its context.
    return f"{Decimal((shifted < 0, tuple(map(int, str(abs(shifted)))), -places)):f}"
