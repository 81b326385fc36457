"""Where the links of a built site lead."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote


def broken_links(site: Path) -> list[str]:
    """Every internal address of every page, in every language, whose file or anchor is not there."""
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html") if path.name != "404.html"}
    anchors = {path: set(re.findall(r'\sid="([^"]+)"', text)) for path, text in pages.items()}
    files = {path for path in site.rglob("*") if path.is_file()}
    broken = []
    for path, text in pages.items():
        for address in sorted(set(re.findall(r'\shref="([^"]+)"', text))):
            if re.match(r"[a-z]+:", address):
                continue
            file, _, anchor = unquote(address).partition("#")
            target = (path.parent / file).resolve() if file else path
            if target not in files or (anchor and target in anchors and anchor not in anchors[target]):
                broken.append(f"{path.relative_to(site)}: {address}")
    return broken
