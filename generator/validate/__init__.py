"""Checks the library against the rules of the project; mistakes are values."""

from __future__ import annotations

from generator.diagnostics import Diagnostic
from generator.library.library import Library
from generator.library.sources import Sources
from generator.validate.rules import RULES


def validate(library: Library, sources: Sources) -> list[Diagnostic]:
    """Every breach of every rule, in the order of the files."""
    found = [diagnostic for rule in RULES for diagnostic in rule.check(library, sources)]
    return sorted(found, key=lambda each: (each.position, each.code, each.message))
