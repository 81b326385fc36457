"""A made-up language that shows what is not translatable, breaks when longer, or does not mirror."""

from __future__ import annotations

from pathlib import Path

from generator.blocks.marks import parse, written
from generator.blocks.nodes import Plain, with_leaves
from generator.catalog.entries import Catalog, Entry, PoFile
from generator.diagnostics import Position
from generator.library.language import Language
from generator.library.library import Library
from generator.translate.apply import translate
from generator.translate.extract import Unit, units

OPEN, CLOSE = "‹‹", "››"
"""The marks around every text: one that lacks them on a page was not translated, or was cut."""

_ACCENTED = str.maketrans("aceinosuyzACEINOSUYZ", "áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽ")
_DOUBLED = frozenset("aeiou")


def pseudo(library: Library, language: Language) -> Library:
    """The library in the made-up language, which came in the way every translation comes."""
    translated, found = translate(library, language, pseudo_catalog(library, language))
    if found:
        raise AssertionError(f"the made-up translation of {found[0].message}")
    return translated


def pseudo_catalog(library: Library, language: Language) -> Catalog:
    """A catalogue with every unit: accented, a third longer, between marks; links, code and placeholders kept."""
    files: dict[str, list[Entry]] = {}
    for unit in units(library):
        files.setdefault(unit.catalogue, []).append(_entry(unit))
    return Catalog(language, {name: PoFile(name, tuple(entries)) for name, entries in files.items()})


def _entry(unit: Unit) -> Entry:
    return Entry(unit.key, unit.text, pseudo_text(unit.text), Position(Path(f"{unit.catalogue}.po")))


def pseudo_text(source: str) -> str:
    """One text in the made-up language."""
    disguised = with_leaves(parse(source), lambda node: (_disguise(node) if isinstance(node, Plain) else node,))
    return f"{OPEN}{written(disguised)}{CLOSE}"


def _disguise(node: Plain) -> Plain:
    longer = "".join(letter * 2 if letter in _DOUBLED else letter for letter in node.text)
    return Plain(longer.translate(_ACCENTED))
