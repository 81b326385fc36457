"""Reads the languages of the site and the terms that translators share."""

from __future__ import annotations

import os
from pathlib import Path

from generator.catalog.entries import FREQUENT_FILE, TERMBASE_FILE, Termbase
from generator.diagnostics import Diagnostic, Position
from generator.library.language import LANGUAGES_FILE, Language, Languages
from generator.library.text import SOURCE_LANGUAGE
from generator.load.model_file import load_model
from generator.load.text_file import read_text


def load_languages(root: Path) -> tuple[tuple[Language, ...], list[Diagnostic]]:
    """The languages in the order of the file, the source language among them."""
    file = root / LANGUAGES_FILE
    if not os.path.lexists(file):
        return (), [Diagnostic("FILE001", f"the file {LANGUAGES_FILE} is missing", Position(file), "restore it")]
    loaded, found = load_model(file, Languages, "languages", root)
    if loaded is None:
        return (), found
    languages = loaded.model.spelt_out
    tags = [language.tag for language in languages]
    for index, tag in enumerate(tags):
        if tag in tags[:index]:
            position = loaded.source.at(("languages", index, "tag"))
            message = f"the language '{tag}' stands here twice"
            found.append(Diagnostic("LANG001", message, position, "remove one of the two"))
    if SOURCE_LANGUAGE not in tags:
        help = f"add an entry with 'tag: {SOURCE_LANGUAGE}'"
        found.append(Diagnostic("LANG002", "the language of the source is missing", Position(file, 1, 1), help))
    return languages, found


def load_frequent(root: Path) -> tuple[dict[str, frozenset[str]], list[Diagnostic]]:
    """By tag, the words that a language says most often; none where there is no file."""
    file = root / FREQUENT_FILE
    if not os.path.lexists(file):
        return {}, []
    text, found = read_text(file, root)
    held = {}
    for number, line in enumerate((text or "").split("\n"), 1):
        tag, _, words = line.rstrip("\r").partition("\t")
        if words and not line.startswith("#"):
            held[tag] = frozenset(words.casefold().split())
        elif line.strip() and not line.startswith("#"):
            found.append(Diagnostic("LANG003", "the line has no words", Position(file, number, 1), "tag, a tab, words"))
    return held, found


def load_termbase(root: Path) -> tuple[Termbase, list[Diagnostic]]:
    """The termbase; an empty one where there is no file."""
    file = root / TERMBASE_FILE
    if not os.path.lexists(file):
        return Termbase(), []
    loaded, found = load_model(file, Termbase, "termbase", root)
    return (Termbase(), found) if loaded is None else (loaded.model, found)
