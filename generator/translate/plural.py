"""CLDR's rule for the plural forms of a language, as gettext writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel.plural import PluralRule

_FORMS = ("zero", "one", "two", "few", "many", "other")
_SAMPLES = (*range(1001), *range(2000, 100_001, 1000), 1_000_000)
"""Whole numbers that need every form which any whole number needs."""
_RELATION = re.compile(r"(\w)(?: mod (\d+))? (not )?in ([\d.,]+)")


def gettext_plural(rule: PluralRule) -> str:
    """The value of a PO file's header `Plural-Forms`; forms that only fractions need are left out."""
    used = {rule(number) for number in _SAMPLES}
    forms = [form for form in _FORMS if form in used]
    if len(forms) == 1:
        return "nplurals=1; plural=0;"
    choices = "".join(f"{_any(rule.rules[form])} ? {index} : " for index, form in enumerate(forms[:-1]))
    return f"nplurals={len(forms)}; plural=({choices}{len(forms) - 1});"


def _any(condition: str) -> str:
    return " || ".join(all_of for part in condition.split(" or ") if (all_of := _all(part)))


def _all(condition: str) -> str:
    """The relations joined, without those that hold for every whole number; "" when one of them never holds."""
    relations = [_relation(*match.groups()) for match in _RELATION.finditer(condition)]
    return "" if False in relations else " && ".join(each for each in relations if isinstance(each, str))


def _relation(operand: str, modulus: str | None, negated: str | None, listed: str) -> str | bool:
    ranges = [tuple(map(int, each.split(".."))) for each in listed.split(",")]
    if operand not in "ni":  # what stands after the point, and exponents: a whole number has 0 for each
        return any(each[0] == 0 for each in ranges) is not bool(negated)
    value = f"n % {modulus}" if modulus else "n"
    parts = list(_outside(value, ranges) if negated else _inside(value, ranges))
    joined = (" && " if negated else " || ").join(parts)
    return f"({joined})" if not negated and len(parts) > 1 else joined


def _inside(value: str, ranges: list[tuple[int, ...]]) -> Iterator[str]:
    for first, *last in ranges:
        yield f"{value} >= {first} && {value} <= {last[0]}" if last else f"{value} == {first}"


def _outside(value: str, ranges: list[tuple[int, ...]]) -> Iterator[str]:
    for first, *last in ranges:
        yield f"({value} < {first} || {value} > {last[0]})" if last else f"{value} != {first}"
