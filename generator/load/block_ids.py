"""Gives each block of a page an id that lasts while the block moves or changes."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from generator.catalog.entries import digest
from generator.catalog.source_lock import LockedBlock, likeness, locked_block

ALIKE = 0.4
"""From this likeness on, a block at its old place is the same block, changed."""
ALIKE_ELSEWHERE = 0.7
ALIKE_ALONE = 0.15
"""Enough when one block stands between the same neighbours as one block did before."""


def assign_ids(path: str, old: Sequence[LockedBlock], blocks: Sequence[tuple[str, str]]) -> list[str]:
    """An id for each (kind, text): its old one where the lock knows the block, else a new one."""
    new = [locked_block("", kind, text) for kind, text in blocks]
    pairs = _paired(old, new)
    taken = {block.id for block in old}
    ids = []
    tried: dict[str, int] = {}
    for index, (_, text) in enumerate(blocks):
        if index in pairs:
            ids.append(old[pairs[index]].id)
        else:
            ids.append(_fresh(path, text, taken, tried))
            taken.add(ids[-1])
    return ids


def _fresh(path: str, text: str, taken: set[str], tried: dict[str, int]) -> str:
    """The first free id of the text; `tried` keeps how many of its ids are known to be taken."""
    for attempt in itertools.count(tried.get(text, 0)):
        candidate = digest(path, text, "+" * attempt)[:4]
        if candidate not in taken:
            tried[text] = attempt + 1
            return candidate
    raise AssertionError("there is always a next one")


def _paired(old: Sequence[LockedBlock], new: Sequence[LockedBlock]) -> dict[int, int]:
    """New index → old index: unchanged in place, moved, changed in place, then moved and changed."""
    matcher = SequenceMatcher(None, [block.hash for block in old], [block.hash for block in new], autojunk=False)
    pairs: dict[int, int] = {}
    gaps = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            pairs.update(zip(range(j1, j2), range(i1, i2), strict=True))
        elif kind == "replace":
            gaps.append((range(i1, i2), range(j1, j2)))
    _pair_moved(old, new, pairs)
    for before, after in gaps:
        left = [i for i in before if i not in pairs.values()]
        right = [j for j in after if j not in pairs]
        pairs.update(_best_in_order(old, new, left, right))
    _pair_moved_and_changed(old, new, pairs)
    return pairs


def _pair_moved(old: Sequence[LockedBlock], new: Sequence[LockedBlock], pairs: dict[int, int]) -> None:
    used = set(pairs.values())
    free: dict[str, list[int]] = {}
    for i, block in enumerate(old):
        if i not in used:
            free.setdefault(block.hash, []).append(i)
    for j, block in enumerate(new):
        if j not in pairs and free.get(block.hash):
            pairs[j] = free[block.hash].pop(0)


def _best_in_order(
    old: Sequence[LockedBlock], new: Sequence[LockedBlock], left: list[int], right: list[int]
) -> Iterator[tuple[int, int]]:
    """The pairs of a gap that keep its order and have the greatest likeness in sum."""
    if len(left) == len(right) == 1 and old[left[0]].kind == new[right[0]].kind:
        if likeness(old[left[0]], new[right[0]]) >= ALIKE_ALONE:
            yield right[0], left[0]
        return
    score = [[likeness(old[i], new[j]) for j in right] for i in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for a in reversed(range(len(left))):
        for b in reversed(range(len(right))):
            best[a][b] = max(best[a + 1][b], best[a][b + 1])
            if score[a][b] >= ALIKE:
                best[a][b] = max(best[a][b], score[a][b] + best[a + 1][b + 1])
    a = b = 0
    while a < len(left) and b < len(right):
        if score[a][b] >= ALIKE and best[a][b] == score[a][b] + best[a + 1][b + 1]:
            yield right[b], left[a]
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1


def _pair_moved_and_changed(old: Sequence[LockedBlock], new: Sequence[LockedBlock], pairs: dict[int, int]) -> None:
    used = set(pairs.values())
    free = [i for i in range(len(old)) if i not in used]
    for j in (j for j in range(len(new)) if j not in pairs):
        nearest = max(free, key=lambda i: likeness(old[i], new[j]), default=None)
        if nearest is not None and likeness(old[nearest], new[j]) >= ALIKE_ELSEWHERE:
            pairs[j] = nearest
            free.remove(nearest)
