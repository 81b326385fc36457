"""Words in XML, for every format that is made of it."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escaped(words: str) -> str:
    """The words in XML, also in an attribute; characters for which XML has no place are left out."""
    if not words.isprintable():
        words = _NOT_XML.sub("", words)
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
