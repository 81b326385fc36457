"""A page for each address that was given up: it leads on at once, with scripts or without, from a disk too."""

from __future__ import annotations

from html import escape

from generator.blocks.artifact import Moved
from generator.library.language import Language
from generator.render.place import page_address

_PAGE = """<!doctype html>
<html lang="{tag}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' file:">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
<link rel="canonical" href="{address}">
<noscript><meta http-equiv="refresh" content="0; url={address}"></noscript>
<script src="{root}assets/moved.js"></script>
</head>
<body><main><h1><a href="{address}"{lang}>{title}</a></h1></main></body>
</html>
"""


def redirect_page(moved: Moved, language: Language) -> bytes:
    """The page's bytes; the script keeps the place on the page that an old link names."""
    root = "../" * moved.path.count("/")
    return _PAGE.format(
        tag=escape(language.tag),
        direction=language.direction,
        title=escape(moved.title.plain),
        address=escape(f"{root}{page_address(moved.to)}"),
        root=root,
        lang="" if moved.title.lang == language.tag else f' lang="{escape(moved.title.lang)}"',
    ).encode()
