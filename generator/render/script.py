"""Data as classic scripts: what a page read from a disk can load, where it can fetch nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from generator.blocks.nodes import Phrase
from generator.library.language import Language


def literal(value: Any) -> str:
    """The value as a script can read it; two ends of line are not allowed in a script's string before ES2019."""
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return said.replace(chr(0x2028), " ").replace(chr(0x2029), " ")


_BITS = 7
_ESCAPED = {"\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_SEVENS = {f"{code:07b}": _ESCAPED.get(chr(code), chr(code)) for code in range(1 << _BITS)}


def packed_literal(content: bytes) -> str:
    """The bytes as a string of a script, with seven bits in each character; an eighth shorter than in base64.

    Each character takes one byte of the file, whatever its encoding. `unpack.js` makes bytes of them again.
    """
    bits = f"{int.from_bytes(content, 'big'):0{8 * len(content)}b}" if content else ""
    bits += "0" * (-len(bits) % _BITS)
    said = "".join([_SEVENS[bits[at : at + _BITS]] for at in range(0, len(bits), _BITS)])
    # A file of text has no zeros, and before a digit the short way to write one would name another character.
    return '"' + re.sub("\0(?=[0-9])", r"\\x00", said).replace("\0", r"\0") + '"'


def said(phrase: Phrase, language: Language, languages: Mapping[str, Language]) -> str | list[str]:
    """The words of a phrase; or [words, language, direction] where they are in another language than the site."""
    if phrase.lang == language.tag:
        return phrase.plain
    return [phrase.plain, phrase.lang, languages[phrase.lang].direction]


def assigned(name: str, value: Any) -> bytes:
    """A script that gives `window.name` its value."""
    return f"window.{name}={literal(value)};\n".encode()
