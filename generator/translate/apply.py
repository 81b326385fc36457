"""Puts a library into another language, each text knowing how far it can be trusted."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

from generator.blocks.marks import Refusal
from generator.catalog.entries import Catalog, Entry
from generator.diagnostics import Diagnostic, Severity
from generator.library.language import Language
from generator.library.library import Library
from generator.library.text import SOURCE_LANGUAGE, State, Text, TextPath, map_texts
from generator.translate.extract import critical_keys
from generator.translate.inline import safe_value
from generator.translate.state import state_of

T = TypeVar("T")


def translate(library: Library, language: Language, catalog: Catalog) -> tuple[Library, list[Diagnostic]]:
    """The same library with every text in the language, or in English where that is safer.

    What is missing or fails a safety check stays English; the diagnostics say why something was held back.
    """
    if language.tag == SOURCE_LANGUAGE:
        return replace(library, language=language), []
    parts = {field.name: getattr(library, field.name) for field in fields(library) if field.name != "language"}
    translated, found = translate_file(parts, language, catalog, critical_keys(library))
    return replace(library, language=language, **translated), found


def translate_file(
    value: T, language: Language, catalog: Catalog, critical: frozenset[str]
) -> tuple[T, list[Diagnostic]]:
    """As `translate`, of what one file holds; `critical` are the keys of texts that need a second reader."""
    translator = _Translator(catalog, critical, language.direction == "rtl")
    return map_texts(value, translator.change), translator.found


class _Translator:
    """Changes one text after the other and gathers what it had to hold back."""

    def __init__(self, catalog: Catalog, critical: frozenset[str], rtl: bool) -> None:
        self.found: list[Diagnostic] = []
        self._catalog, self._critical, self._rtl = catalog, critical, rtl

    def change(self, _: TextPath, text: Text) -> Text:
        """The text in the catalogue's language, or in English with the reason as its state."""
        entry = self._catalog.active.get(text.key)
        state = state_of(entry, text.value, self._catalog, critical=text.key in self._critical)
        hidden = state is State.MACHINE and not self._catalog.language.machine_drafts
        if entry is None or state is State.MISSING or hidden:
            return replace(text, state=State.MISSING)
        try:
            value = safe_value(text.value, entry.text, rtl=self._rtl)
        except Refusal as refusal:
            self._hold_back(entry, text, state, refusal)
            return replace(text, state=State.BLOCKED)
        formerly = (entry.previous or entry.source) if state is State.STALE else ""
        if formerly == text.value:  # its mark is gone, and with it the English that it was made from
            formerly = ""
        return Text(value, text.key, self._catalog.language.tag, state, text.value, formerly, text.official)

    def _hold_back(self, entry: Entry, text: Text, state: State, refusal: Refusal) -> None:
        """Notes why English is shown, unless the translation was right for the English it was made from."""
        if state is State.STALE and _is_safe(entry.previous or entry.source, entry.text, self._rtl):
            return
        message = f"{text.key}: {refusal.reason}; English is shown instead"
        self.found.append(Diagnostic("TRANS001", message, entry.position, refusal.help, Severity.WARNING))


def _is_safe(source: str, translation: str, rtl: bool) -> bool:
    try:
        safe_value(source, translation, rtl=rtl)
    except Refusal:
        return False
    return True
