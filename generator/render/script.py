"""Data as classic scripts: what a page read from a disk can load, where it can fetch nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.blocks.nodes import Phrase
from generator.library.language import Language


def literal(value: Any) -> str:
    """The value as a script can read it; two ends of line are not allowed in a script's string before ES2019."""
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return said.replace(chr(0x2028), " ").replace(chr(0x2029), " ")


def said(phrase: Phrase, language: Language, languages: Mapping[str, Language]) -> str | list[str]:
    """The words of a phrase; or [words, language, direction] where they are in another language than the site."""
    if phrase.lang == language.tag:
        return phrase.plain
    return [phrase.plain, phrase.lang, languages[phrase.lang].direction]


def assigned(name: str, value: Any) -> bytes:
    """A script that gives `window.name` its value."""
    return f"window.{name}={literal(value)};\n".encode()
