"""Numbers for the search in few signs: an index is a million small ones, and most of them take one sign here.

A sign is worth its place in `SIGNS`. One below `NEAR` ends a number; those from there to `FAR` come before it, for so
many times `NEAR`. The others say how much more often than once a word stands where the number before them leads.
`BETWEEN` parts the terms of a list. `search-index.js` reads all by the same four values, published with the index.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

BETWEEN = "|"
NEAR = 64
FAR = 80
SIGNS = "".join(sign for sign in map(chr, range(ord("#"), ord("~") + 1)) if sign not in ("\\", BETWEEN))
"""Those that take one byte and mean nothing in a script's string."""
_LONGEST, _MOST = FAR - NEAR, len(SIGNS) - FAR


@cache
def number(value: int) -> str:
    """A number from 0."""
    far, near = divmod(value, NEAR)
    whole, rest = divmod(far, _LONGEST)
    return SIGNS[FAR - 1] * whole + (SIGNS[NEAR - 1 + rest] if rest else "") + SIGNS[near]


@cache
def more(times: int) -> str:
    """How much more often than once."""
    whole, rest = divmod(times - 1, _MOST)
    return SIGNS[-1] * whole + (SIGNS[FAR - 1 + rest] if rest else "")


def numbers(values: Iterable[int]) -> str:
    """The numbers one after the other."""
    return "".join(map(number, values))
