"""What programs do to a text between two people: they make quotes and spaces plain, and lose letters that they lack."""

from __future__ import annotations

import re

_PLAIN = {
    **dict.fromkeys("\u00a0\u202f\u2007\u2009", " "),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("–—‑", "-"),
    **dict.fromkeys("\u200e\u200f\u061c\u00ad", ""),
    "…": "...",
}
_TABLE = str.maketrans(_PLAIN)
_WITHIN = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])")


def restored(text: str, standing: str) -> str:
    """The words as they stand, where a program has only made their signs plain; else those that came back.

    Who puts a better sign there has more of them than before, and keeps them.
    """
    if text == standing or _rich(text) >= _rich(standing) or text.translate(_TABLE) != standing.translate(_TABLE):
        return text
    return standing


def _rich(text: str) -> int:
    return sum(map(_PLAIN.__contains__, text))


def lost_letters(text: str, source: str, english: str) -> bool:
    """True where a question mark stands for a letter or a sign that an old code page does not have.

    `source` is the English that came back beside the text, "" where none did.
    """
    return source.count("?") > english.count("?") or bool(_WITHIN.search(text) and not _WITHIN.search(english))
