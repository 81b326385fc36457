"""Checks the library against the rules of the project; mistakes are values."""

from __future__ import annotations

from collections.abc import Callable

from generator.diagnostics import Diagnostic
from generator.library.library import Library
from generator.library.sources import Sources
from generator.validate.base import Rule
from generator.validate.rules import OF_EVERY_TEXT, RULES

Remembered = Callable[[str, Callable[[], bool]], bool]
"""Whether the rule of that name finds nothing: as it was when it last read the same, or as the function finds now."""


def validate(library: Library, sources: Sources, remembered: Remembered | None = None) -> list[Diagnostic]:
    """Every breach of every rule, in the order of the files."""
    found = [diagnostic for rule in RULES for diagnostic in _found(rule, library, sources, remembered)]
    return sorted(found, key=lambda each: (each.position, each.code, each.message))


def _found(rule: Rule, library: Library, sources: Sources, remembered: Remembered | None) -> list[Diagnostic]:
    found: list[Diagnostic] | None = None

    def is_clean() -> bool:
        nonlocal found
        found = list(rule.check(library, sources))
        return not found

    if remembered and not isinstance(rule, OF_EVERY_TEXT) and remembered(type(rule).__name__, is_clean):
        return []
    # Only that nothing was found is ever believed: the places of mistakes move with every line above them.
    return list(rule.check(library, sources)) if found is None else found
