"""Reads what somebody judged of translations: critical clauses translated back, and a sample that was read again."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

from generator.catalog.counts import JUDGEMENTS, Judgement
from generator.diagnostics import Diagnostic, Position
from generator.library.language import Language
from generator.load.text_file import read_text

COLUMNS = ("key", "translation", "judgement")
"""What each row must have; a file that people read has more."""


def load_judgements(root: Path, language: Language, name: str) -> tuple[tuple[Judgement, ...], list[Diagnostic]]:
    """The rows of `translations/<tag>/<name>`, none without such a file; one that says nothing is a diagnostic."""
    file = root / "translations" / language.tag / name
    if not os.path.lexists(file):
        return (), []
    text, found = read_text(file, root)
    if text is None:
        return (), found
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    help = f"columns {', '.join(COLUMNS)}; a judgement is {', '.join(JUDGEMENTS)}"
    judged = []
    try:
        for row in rows:
            key, translation, judgement = ((row.get(column) or "").strip() for column in COLUMNS)
            if key and translation and judgement in JUDGEMENTS:
                judged.append(Judgement(key, translation, judgement))
            else:
                at = Position(file, rows.line_num, 1)
                found.append(Diagnostic("JUDGED001", "the row judges no translation", at, help))
    except csv.Error as error:
        at = Position(file, rows.line_num + 1, 1)
        found.append(Diagnostic("JUDGED001", f"the table can't be read: {error}", at, help))
    return tuple(judged), found
