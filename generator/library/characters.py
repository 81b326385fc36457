"""The characters that people type as answers: digits of every script, what counts as empty, what nothing can print."""

from __future__ import annotations

import datetime
import re

ZEROS = (
    "0\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0\u0f20\u1040\u1090\u17e0"
    "\u1810\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0\ua900\ua9d0\ua9f0\uaa50\uabf0\uff10"
    "\U00010d30\U00011136\U0001e950"
)
"""The nought of each script that people write numbers in; its other nine digits follow it."""

BLANK = " \t\r\n\u00a0"
"""What makes an answer empty when there is nothing else in it."""

UNPRINTABLE = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
"""A pattern, in Python as in JavaScript, for what no paper can print and nobody can see: controls but tab and ends of
line, halves of a surrogate pair, and code points that will never be characters. Direction marks, which a name may need,
are none of them."""

UNSEEN = frozenset((
    0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164, *range(0xFE00, 0xFE10), 0xFFA0,
    *range(0xE0100, 0xE01F0),
))  # fmt: skip
"""Letters and marks of which nobody sees anything, by Unicode's Default_Ignorable_Code_Point."""

_CONTROLS = re.compile(UNPRINTABLE)

_DIGITS = {chr(ord(zero) + number): str(number) for zero in ZEROS for number in range(10)}


def printable(words: str) -> str:
    """The words without what nothing can print, and not longer than a message bears."""
    return without_unprintable(words)[:60]


def without_unprintable(words: str) -> str:
    """The words without what no paper can print; no XML can hold most of it either."""
    return _CONTROLS.sub("", words)


def in_figures(words: str) -> str:
    """The words with the digits of every script as 0 to 9."""
    return "".join(_DIGITS.get(character, character) for character in words)


def is_whole(words: str) -> bool:
    """True for a whole number in digits of any script."""
    return re.fullmatch(r"[0-9]+", in_figures(words.strip(BLANK))) is not None


def is_day(words: str) -> bool:
    """True for a day of the calendar such as 2027-01-31."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
        return False
    try:
        datetime.date.fromisoformat(words)
    except ValueError:
        return False
    return True
