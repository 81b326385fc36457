"""Reads what is translated into a language: its PO files and its reviews."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

from generator.catalog.entries import EDITORIAL_FILE, MACHINE_FILE, MADE_FROM_FILE, REVIEW_FILE, Catalog, PoFile, Review
from generator.diagnostics import Diagnostic, Position, counted
from generator.files import listed
from generator.library.characters import is_day
from generator.library.language import Language
from generator.load.po_file import parse_po
from generator.load.text_file import read_text

REVIEW_COLUMNS = ("key", "fingerprint", "reviewer", "date", "level")
_LEVELS = ("first", "second")


def load_catalog(root: Path, language: Language) -> tuple[Catalog, list[Diagnostic]]:
    """Everything below translations/<tag>/; a file that can't be read is left out, named, and explained."""
    files: dict[str, PoFile] = {}
    broken: set[str] = set()
    found: list[Diagnostic] = []
    for catalogue, file in catalog_files(root, language).items():
        po_file, mistakes = load_po(file, catalogue, root, language.tag)
        found += mistakes
        if po_file is None:
            broken.add(catalogue)
        else:
            files[catalogue] = po_file
    reviews, mistakes = load_reviews(root, language)
    remembered, unreadable = load_remembered(root, language)
    catalog = replace(remembered, files=files, reviews=reviews, broken=frozenset(broken))
    return catalog, [*found, *mistakes, *unreadable]


def catalog_files(root: Path, language: Language) -> dict[str, Path]:
    """The PO file of each catalogue that a language has, in the order of the folders."""
    folder = root / "translations" / language.tag
    files = map(Path, listed(folder, ".po"))
    return {file.relative_to(folder).with_suffix("").as_posix(): file for file in files}


def load_po(file: Path, catalogue: str, within: Path, tag: str) -> tuple[PoFile | None, list[Diagnostic]]:
    """The entries of a catalogue of the language, or why there are none."""
    text, found = read_text(file, within)
    return (None, found) if text is None else parse_po(text, catalogue, file, tag)


def load_remembered(root: Path, language: Language) -> tuple[Catalog, list[Diagnostic]]:
    """A catalogue without texts that knows what a machine drafted and which English each text was made from."""
    drafted, found = _fingerprints(root, language, MACHINE_FILE, 1)
    pairs, unreadable = _fingerprints(root, language, MADE_FROM_FILE, 2)
    made_from: dict[str, set[str]] = {}
    for words, english in pairs:
        made_from.setdefault(words, set()).add(english)
    editorial, mistakes = load_editorial(root)
    catalog = Catalog(
        language,
        editorial=editorial,
        machine_texts=frozenset(each for (each,) in drafted),
        made_from={words: frozenset(english) for words, english in made_from.items()},
    )
    return catalog, [*found, *unreadable, *mistakes]


def load_editorial(root: Path) -> tuple[dict[str, tuple[tuple[str, str], ...]], list[Diagnostic]]:
    """By key, each English and the one that followed it without a change of meaning; a line that is none is named."""
    file = root / EDITORIAL_FILE
    if not os.path.lexists(file):
        return {}, []
    text, found = read_text(file, root)
    held: dict[str, tuple[tuple[str, str], ...]] = {}
    for number, line in enumerate((text or "").split("\n"), 1):
        columns = line.rstrip("\r").split("\t")
        if len(columns) == 3 and not line.startswith("#"):
            held[columns[0]] = (*held.get(columns[0], ()), (columns[1], columns[2]))
        elif line.strip() and not line.startswith("#"):
            help = "three columns with tabs between them: key, the English before, and the English now"
            found.append(Diagnostic("EDIT001", "the line is no editorial change", Position(file, number, 1), help))
    return held, found


def _fingerprints(root: Path, language: Language, name: str, columns: int) -> tuple[list[list[str]], list[Diagnostic]]:
    """The lines of a file of fingerprints; one that is none is a diagnostic."""
    file = root / "translations" / language.tag / name
    if not os.path.lexists(file):
        return [], []
    text, found = read_text(file, root)
    held, form = [], re.compile("\t".join(["[0-9a-f]{16}"] * columns))
    for number, line in enumerate((text or "").splitlines(), 1):
        if form.fullmatch(line):
            held.append(line.split("\t"))
        elif line.strip() and not line.startswith("#") and not found:
            help = "run `citizen-data sync`: it keeps every fingerprint, and leaves out the rest"
            found.append(Diagnostic("MACHINE001", "the line is no fingerprint", Position(file, number, 1), help))
    return held, found


def load_reviews(root: Path, language: Language) -> tuple[tuple[Review, ...], list[Diagnostic]]:
    """The reviews of a language, in their order; a line that is none is a diagnostic."""
    file = root / "translations" / language.tag / REVIEW_FILE
    if not os.path.lexists(file):
        return (), []
    text, found = read_text(file, root)
    reviews = []
    for number, line in enumerate((text or "").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        review = _review(line, Position(file, number, 1))
        if isinstance(review, Diagnostic):
            found.append(review)
        else:
            reviews.append(review)
    return tuple(reviews), found


def _review(line: str, position: Position) -> Review | Diagnostic:
    columns = line.rstrip("\r").split("\t")
    help = f"five columns with tabs between them: {', '.join(REVIEW_COLUMNS)}"
    if len(columns) != len(REVIEW_COLUMNS):
        return Diagnostic("REVIEW001", f"the line has {counted(len(columns), 'column')}, not five", position, help)
    key, digest, reviewer, date, level = (column.strip() for column in columns)
    if not re.fullmatch(r"[0-9a-f]{16}", digest) or level not in _LEVELS or not reviewer or not is_day(date):
        help = f"{help}; the date is written 2026-01-31, the level is 'first' or 'second'"
        return Diagnostic("REVIEW002", "the line is not a review", position, help)
    return Review(key, digest, reviewer, date, level == "second", position)
