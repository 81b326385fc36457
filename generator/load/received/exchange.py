"""XLIFF (2 and 1.2) and TMX, in which translation programs hand texts to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from generator.catalog.received import Row
from generator.diagnostics import Diagnostic, Position
from generator.library.text import SOURCE_LANGUAGE
from generator.load.returned.base import Unreadable
from generator.load.returned.xml import LINE, name_of, parsed

_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\s++tmx\s++(?:SYSTEM|PUBLIC)\s[^\[\]<>]*+>")
"""TMX names its rules so; they are not fetched. Any other document type is refused."""
_JOINED = "__%04__"
"""Stands between key and English where a program makes XLIFF of a PO file."""
_HEADER = "x-gettext-domain-header"
"""What a program makes of the head of a PO file: no text of ours."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_UNFINISHED = ("initial", "new", "needs-translation", "needs-l10n", "needs-adaptation", "needs-review-translation")


def exchange_rows(path: Path, text: str) -> Iterator[Row | Diagnostic]:
    """The units of the file; Unreadable for another kind of XML, or one that hides something."""
    plain = text.lstrip("\ufeff \t\r\n")
    declared = _DECLARATION.match(plain)
    plain = _DOCTYPE.sub("", plain[declared.end() :] if declared else plain, count=1)
    try:
        root = parsed(plain.encode("utf-8", "replace"), path.name, numbered=True)
    except Unreadable as refused:
        raise Unreadable(refused.message, "write it again with the translation program, and send that") from refused
    kinds = {"xliff": _xliff, "tmx": _tmx}
    if name_of(root) not in kinds:
        message = f"it is XML with '{name_of(root)[:40]}', neither XLIFF nor TMX"
        raise Unreadable(message, "send what was sent to you, filled in")
    return kinds[name_of(root)](path, root)


def _at(path: Path, element: Element) -> Position:
    return Position(path, int(element.get(LINE, "1")), 1)


def _xliff(path: Path, root: Element) -> Iterator[Row]:
    lang = root.get("trgLang", "")
    for element in root.iter():
        match name_of(element):
            case "file":
                lang = element.get("target-language", lang)
            case "unit":
                yield _unit(path, element, lang)
            case "trans-unit" if element.get("restype") != _HEADER:
                yield _old_unit(path, element, lang)


def _unit(path: Path, unit: Element, lang: str) -> Row:
    """All segments of a unit: programs part a text into its sentences."""
    sources, targets, draft = [], [], False
    for segment in unit:
        if name_of(segment) not in ("segment", "ignorable"):
            continue
        held = {name_of(each): "".join(each.itertext()) for each in segment}
        sources.append(held.get("source", ""))
        targets.append(held.get("target", sources[-1] if name_of(segment) == "ignorable" else ""))
        draft = draft or segment.get("state") in _UNFINISHED
    # Half a text is none: a sentence without a translation leaves the whole unit as it is.
    whole = all(target.strip() for target, source in zip(targets, sources, strict=True) if source.strip())
    notes = (each for each in unit.iter() if name_of(each) == "note" and each.get("category") == "fingerprint")
    return Row(
        key=unit.get("name", "") or unit.get("id", ""),
        text="".join(targets) if whole else "",
        position=_at(path, unit),
        source="".join(sources),
        lang=lang,
        draft=draft,
        fingerprint=next(("".join(each.itertext()).strip() for each in notes), ""),
    )


def _old_unit(path: Path, unit: Element, lang: str) -> Row:
    held = {name_of(each): each for each in unit}
    target = held.get("target")
    return Row(
        key=(unit.get("resname", "") or unit.get("id", "")).partition(_JOINED)[0],
        text="" if target is None else "".join(target.itertext()),
        position=_at(path, unit),
        source="".join(held["source"].itertext()) if "source" in held else None,
        lang=lang,
        draft=target is not None and target.get("state") in _UNFINISHED,
    )


def _tmx(path: Path, root: Element) -> Iterator[Row]:
    """Each translation with the English beside it; a memory seldom knows where its texts stood."""
    for unit in (each for each in root.iter() if name_of(each) == "tu"):
        said = {_lang(each): _segment(each) for each in unit if name_of(each) == "tuv"}
        source = next((said[lang] for lang in said if lang.split("-")[0] == SOURCE_LANGUAGE), None)
        for lang, text in said.items():
            if lang.split("-")[0] != SOURCE_LANGUAGE:
                yield Row(unit.get("tuid", ""), text, _at(path, unit), source, lang)


def _lang(variant: Element) -> str:
    return (variant.get(_LANG, "") or variant.get("lang", "")).lower().replace("_", "-")


def _segment(variant: Element) -> str:
    return "".join("".join(each.itertext()) for each in variant if name_of(each) == "seg")
