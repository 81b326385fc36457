"""What was changed between two wordings, so that one change made in many texts at once is known as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable

_ALIKE, _OF_CHANGED = 10, 4
"""So many texts that changed in one and the same way, and one in so many of those that changed, were changed by a
program, or by a search and replace: who corrects a thousand texts adds one and the same letter to some of them."""


def edit_of(before: str, now: str) -> tuple[frozenset[str], frozenset[str]]:
    """The letters and signs that went and those that came, however often and wherever."""
    old, new = Counter(before.casefold()), Counter(now.casefold())
    return frozenset(old - new), frozenset(new - old)


def made_alike(edits: Iterable[Hashable]) -> frozenset[Hashable]:
    """The edits that stand there so often that nobody made them text by text."""
    counts = Counter(edits)
    most = max(_ALIKE, counts.total() / _OF_CHANGED)
    return frozenset(edit for edit, number in counts.items() if number >= most)
