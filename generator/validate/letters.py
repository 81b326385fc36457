"""Whether answers can be printed letter by letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.diagnostics import Diagnostic, Position, Severity
from generator.library.answers import Answers
from generator.library.fonts import REMEDY, STAND_IN, named, without_font
from generator.library.text import Loc


def check_letters(answers: Answers, at: Callable[[Loc], Position]) -> Iterator[Diagnostic]:
    """A warning (ANS013) for each answer with letters that no font of the papers has: which, and what to do."""
    for name, value in answers.values.items():
        if isinstance(value, str) and (lacking := without_font(value)):
            letters = ", ".join(map(named, lacking))
            message = f"{name}: no font of the papers has {letters}; {STAND_IN} is printed in its place"
            help = f"{REMEDY}; the screen and Word show it as it is"
            yield Diagnostic("ANS013", message, at(("answers", name)), help, Severity.WARNING)
