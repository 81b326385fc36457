"""What is drawn in a text field of a PDF: that is what a person sees, whatever the field says."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

_TO_LEFT = ("R", "AL")
_WHITE, _SMALLEST, _NOT_DRAWN = 0.87, 4, 3
"""From which share of light on nobody sees letters on paper, below how many points, and in which way of drawing."""
_STRING = re.compile(rb"\((?:\\.|[^\\()])*\)|<[^<>]*>|[\[\]]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DrawnWords:
    """Reads the looks of fields; `form` is what holds for all of them."""

    pdf: Any
    form: Any

    def otherwise(self, place: Any, said: str) -> str | None:
        """What is drawn in a place, where it is something else than what its field says; None where it is the same.

        A viewer draws a field anew that has no look, and all of them where the form asks for it.
        """
        look = _stream(place)
        if look is None or _is_true(self.form.get("/NeedAppearances")):
            field = place.get("/Parent").get_object() if "/DA" not in place and "/Parent" in place else place
            return "" if said.strip() and _is_unseen(str(field.get("/DA", "")).encode()) else None
        drawn = "" if _is_unseen(look.get_data()) else self._words(look)
        return None if like_drawn(drawn) == like_drawn(said) else " ".join(drawn.split())

    def _words(self, look: Any) -> str:
        from pypdf.generic import NameObject  # late: only a PDF needs it

        if "/Resources" not in look and "/DR" in self.form:
            look[NameObject("/Resources")] = self.form["/DR"]
        words: str = self.pdf.pages[0].extract_xform_text(look)
        return words


def _is_unseen(commands: bytes) -> bool:
    """Whether letters that are drawn so are white, tiny or not drawn at all: all that there are, or those to come."""
    numbers: list[float] = []
    white = small = clear = drew = False
    words = _STRING.sub(b" ", commands).split()
    for word in words:
        try:
            numbers.append(float(word))
            continue
        except ValueError:
            pass
        match word, numbers:
            case (b"g" | b"rg", [*_, _]):
                white = min(numbers) > _WHITE
            case (b"k", [*_, _]):
                white = max(numbers) < 1 - _WHITE
            case (b"Tf", [*_, size]):
                small = 0 < size < _SMALLEST and b"Tm" not in words
            case (b"Tr", [*_, way]):
                clear = way == _NOT_DRAWN
            case (b"Tj" | b"TJ" | b"'" | b'"', _):
                drew = True
                if not (white or small or clear):
                    return False
        numbers = []
    return drew or white or small or clear


def _stream(place: Any) -> Any:
    looks = place.get("/AP")
    looks = looks.get_object() if looks is not None else {}
    look = looks.get("/N") if isinstance(looks, dict) else None
    look = look.get_object() if look is not None else None
    return look if hasattr(look, "get_data") else None


def _is_true(value: Any) -> bool:
    held = value.get_object() if value is not None else value
    return bool(getattr(held, "value", held))


def like_drawn(words: str) -> str:
    """The letters alone; of words that run to the left their number, since they are drawn in the order of the eye."""
    letters = "".join(unicodedata.normalize("NFKC", words).split())
    if any(unicodedata.bidirectional(letter) in _TO_LEFT for letter in letters):
        return "".join(sorted(letter for letter in letters if not unicodedata.mirrored(letter)))
    return letters
