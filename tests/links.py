"""Where the links of a built site lead."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote

_ELSEWHERE = re.compile(r"(https?|mailto):")


def broken_links(site: Path) -> list[str]:
    """Every internal address of every page, in every language, whose file or anchor is not there."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {name: (site / name).read_text(encoding="utf-8") for name in sorted(files) if name.endswith(".html")}
    anchors = {name: set(re.findall(r'\sid="([^"]+)"', text)) for name, text in pages.items()}

    @cache  # of a hundred thousand links most lead where a neighbour's lead too
    def target(folder: str, address: str) -> tuple[str, str]:
        file, _, anchor = unescape(address).partition("#")
        return posixpath.normpath(posixpath.join(folder, unquote(file))) if file else "", unquote(anchor)

    broken = []
    for name, text in pages.items():
        if posixpath.basename(name) == "404.html":
            continue  # shown at any address
        folder = posixpath.dirname(name)
        for address in sorted(set(re.findall(r'\shref="([^"]*)"', text))):
            if _ELSEWHERE.match(address):
                continue
            file, anchor = target(folder, address)
            file = file or name
            if file not in files or (anchor and file in anchors and anchor not in anchors[file]):
                broken.append(f"{name}: {address}")
    return broken
