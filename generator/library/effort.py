"""How long a paper takes: the one rule, wherever minutes are named."""

from __future__ import annotations

from collections.abc import Iterator

from generator.library.template import Checklist, DocumentTemplate, FieldType, Template
from generator.library.text import texts_in

WORDS_A_MINUTE = 180
"""Of somebody who reads a form aloud, or for whom reading is work."""
SECONDS = {"line": 15, "long": 60, "tick": 6, "signature": 30, "action": 60}
"""For a line to write, a box for sentences, a box to tick, somebody who signs, and an action to talk over."""
STEP = 5
"""Nobody can say it more exactly: minutes are rounded up to a multiple of this."""
_BLANK_ROWS = 2
"""How many of the empty rows of a table are filled in, as a rule."""


def words_in(part: object) -> int:
    """How many English words stand in a paper or a part of one: everywhere papers are measured, they are counted so."""
    return sum(len((text.source or text.value).split()) for _, text in texts_in(part))


def minutes(template: Template) -> int:
    """How many minutes it takes to read a whole paper and fill it in; the same in every language."""
    told = (template.sections, template.fields) if isinstance(template, DocumentTemplate) else (template.sections,)
    words = sum(map(words_in, told))
    seconds = words * 60 / WORDS_A_MINUTE + sum(SECONDS[kind] for kind in _blanks(template))
    return max(STEP, -(-round(seconds / 60) // STEP) * STEP)


def _blanks(template: Template) -> Iterator[str]:
    """What kind of blank each is."""
    if isinstance(template, Checklist):
        yield from ("action" for _ in template.items)
        return
    for field in template.fields:
        yield {FieldType.LONG_TEXT: "long", FieldType.YES_NO: "tick"}.get(field.type, "line")
    for clause in template.clauses:
        yield from ("tick" for _ in clause.ticks)
        yield from ("signature" for _ in clause.signatures)
        if clause.table:
            rows = len(clause.table.rows) or min(clause.table.blank_rows, _BLANK_ROWS)
            yield from ("line" for _ in range(rows * len(clause.table.columns)))
