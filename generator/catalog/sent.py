"""What translators are sent: texts with all that is known of them, whatever shape they go out in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.library.language import Language
from generator.library.text import State

SIGN_OFF = "sign-off"
"""The name of the sheet on which somebody says who they are."""
NAME_ROW, MACHINE_ROW = 3, 5
"""The lines of that sheet, from 1, on which the name stands, and a tick where a machine wrote the translations."""

SENT = "sent: "
"""Begins the comment of a PO entry that holds the fingerprint of what was sent out."""


@dataclass(frozen=True, slots=True)
class TranslatorNote:
    """A line that tells a translator something about a text, with the language that it is in."""

    words: str
    lang: str


@dataclass(frozen=True, slots=True)
class SentText:
    """A text to translate, to check or to review.

    `place` says where readers meet it, `longest` how many letters there is room for; `fingerprint` names the key, the
    English and the translation as they go out, so that what comes back can be compared with it.
    """

    key: str
    text: str
    translation: str
    state: State
    place: str
    longest: int
    notes: tuple[TranslatorNote, ...]
    fingerprint: str

    @property
    def note(self) -> str:
        """What its notes say, a line each."""
        return "\n".join(each.words for each in self.notes)


@dataclass(frozen=True, slots=True)
class Parcel:
    """Texts for one person, in the order in which to take them.

    `words` are the heads of columns and their like, by the ids of `content/wording.yaml` without `desk-`, in the
    translator's language where it has them; those in `english` stand in English. `check` are the rules for a
    translation, as data for a script.
    """

    language: Language
    title: str
    items: tuple[SentText, ...]
    words: Mapping[str, str]
    publisher: str
    released: str
    for_review: bool = False
    english: frozenset[str] = frozenset()
    checked: bool = True
    """Whether somebody has checked all words around the texts, those of the notes too."""
    check: Mapping[str, Any] = field(default_factory=dict)
