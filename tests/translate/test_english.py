"""The English beside a translation is nobody's to change there; what programs and we change ourselves is no edit."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from generator.catalog.entries import digest
from generator.catalog.received import Row
from generator.diagnostics import Position
from generator.translate.english import english_changed

KEY, OLD, NOW, TEXT = "a#b", "We keep “your” data — for 2 years.", "We keep your data for 3 years.", "Nous gardons."
OURS = (NOW,)


def row(shown: str, text: str = TEXT, sent: tuple[str, str] | None = (NOW, TEXT)) -> Row:
    return Row(KEY, text, Position(Path("f"), 1, 1), shown, fingerprint=digest(KEY, *sent) if sent else "")


@pytest.mark.parametrize(
    ("came", "ours", "standing", "is_edit"),
    [
        (row(NOW), OURS, TEXT, False),
        (row("We share your data for 3 years."), OURS, TEXT, True),
        (row("We keep your data for 9 years."), OURS, TEXT, True),
        (row("We share your data for 3 years.", "Autre chose."), OURS, TEXT, True),
        (row("We share your data for 3 years.", "", (NOW, "")), OURS, "", True),
        (row("Nous gardons.", "", (NOW, "")), OURS, "", True),
        (row("we keep your data  for 3 years"), OURS, TEXT, False),
        (row(OLD, TEXT, (OLD, TEXT)), OURS, TEXT, False),
        (row(OLD.replace("“", '"').replace("”", '"'), TEXT, (OLD, TEXT)), OURS, TEXT, False),
        (row(OLD, "", (OLD, "")), OURS, "", False),
        (row(OLD, "Autre chose.", (OLD, TEXT)), OURS, TEXT, False),
        (row("We keep your dogs for 2 years.", TEXT, (OLD, TEXT)), (NOW, OLD), TEXT, True),
        (row("2025-03-01", "1–3", ("1–3", "1–3")), ("1–3",), "1–3", False),
        (row(""), OURS, TEXT, False),
        (row("We share your data for 3 years.", TEXT, None), OURS, TEXT, True),
        (row("We share your data for 3 years.", "Autre chose.", None), OURS, TEXT, False),
        (row("We share your data for 3 years.", "", None), OURS, "", True),
    ],
)
def test_an_edit_of_the_english_is_told_from_what_else_changes_it(
    came: Row, ours: tuple[str, ...], standing: str, is_edit: bool
) -> None:
    assert english_changed(came, KEY, ours, standing) is is_edit


def test_what_a_po_file_shows_counts_and_not_what_the_translation_was_made_from() -> None:
    merged = dataclasses.replace(row(OLD), shown="We share your data for 3 years.")
    assert english_changed(merged, KEY, (NOW, OLD), TEXT)
    assert not english_changed(dataclasses.replace(merged, shown=NOW), KEY, (NOW, OLD), TEXT)
