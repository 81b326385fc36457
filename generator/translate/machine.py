"""Remembers what a machine drafted and what each text was made from, apart from the PO files and their marks.

Ordinary tools take the marks away in bulk. They can't take away what stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.catalog.entries import MACHINE_FILE, MADE_FROM_FILE, Catalog, Entry, digest, machine_digest
from generator.translate.files import FOLDER

_KEPT = "Commit it; lines are added, never taken away.\n"
_DRAFTED = f"# Written by the program: fingerprints of what a machine drafted. {_KEPT}"
_MADE_FROM = f"# Written by the program: fingerprints of words, and of the English that they were made from. {_KEPT}"

TAKEN = "taken"
"""What happened to an entry whose translation was made, or ticked, for the English of now."""


def remembered(root: Path, catalog: Catalog, changes: Iterable[tuple[Entry, str]]) -> Iterator[tuple[Path, str]]:
    """The files of fingerprints with these entries added; none where there is nothing to remember.

    Beside each entry stands what happened to it (see `Merged`).
    """
    changes = list(changes)
    folder = root / FOLDER / catalog.language.tag
    # A draft that somebody has edited keeps its origin but no flag: those are no longer the machine's words.
    drafts = {machine_digest(each.key, each.text) for each, _ in changes if each.machine and each.fuzzy and each.text}
    if drafts or catalog.machine_texts:
        yield folder / MACHINE_FILE, _lines(_DRAFTED, catalog.machine_texts | drafts)
    known = {f"{words}\t{english}" for words, each in catalog.made_from.items() for english in each}
    known |= {line for entry, change in changes for line in _made_from(entry, change, catalog)}
    if known:
        yield folder / MADE_FROM_FILE, _lines(_MADE_FROM, known)


def _made_from(entry: Entry, change: str, catalog: Catalog) -> Iterator[str]:
    """A line for a text that a person made, or whose English has changed since: machine drafts in step need none."""
    if not entry.text.strip() or (entry.fuzzy and not entry.previous and change != TAKEN):
        return  # so are most while a language is drafted, and a fingerprint takes longer than all else here
    words = machine_digest(entry.key, entry.text)
    is_known = words in catalog.made_from
    if entry.previous:
        # Who has begun to mend such a text, and has not yet taken its mark away, must not be held to the old English.
        is_new = not is_known and (change in ("changed", "moved") or not catalog.made_from)
    else:
        is_new = catalog.ticked(entry) or (change == TAKEN if is_known else not catalog.unchecked(entry))
    if is_new:
        yield f"{words}\t{digest(entry.previous or entry.source)}"


def _lines(header: str, held: Iterable[str]) -> str:
    return header + "".join(f"{line}\n" for line in sorted(held))
