"""A page of the site as it stands in a kit: without what only the web needs, and with no link to what is not there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

# The site's own pages are read here, which one program writes in one way; so patterns are enough to find their parts.
_LINK = re.compile(r'<a\b([^>]*?)\shref="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_IMAGE = re.compile(r'<img\b[^>]*?\ssrc="([^"]*)"[^>]*>')
_SCRIPT = re.compile(r'<script src="([^"]*)"[^>]*></script>\n?')
_FOR_THE_WEB = re.compile(
    r'<link rel="(?:alternate|canonical)"[^>]*>\n?'
    r'|<meta (?:property="og:|name="(?:citation_|description|twitter:|DC\.))[^>]*>\n?'
    r'|<script type="application/ld\+json">.*?</script>\n?',
    re.DOTALL,
)
_LANGUAGES = re.compile(r'<details class="md-languages".*?</details>\n?', re.DOTALL)
_FRAME = re.compile(r'<header class="md-header">.*?(?=<main\b)', re.DOTALL)
_CONTENTS = re.compile(r'<nav class="md-toc".*?</nav>\n?', re.DOTALL)
_NEXT = re.compile(r'<nav class="md-footer__pages".*?</nav>\n?', re.DOTALL)
_SHEET = re.compile(r'<div class="sheet" id="__sheet">.*?</div>\n?', re.DOTALL)
_OWN_ON_SHEET = re.compile(r'(<span class="sheet__(?:page|address)"[^>]*>)[^<]*')
_PICTURE_OF_PAPER = re.compile(r'<div class="first-page".*?</div>\n?', re.DOTALL)
_ORNAMENT = re.compile(r'<svg class="picture"[^>]* aria-hidden="true">.*?</svg>\n?', re.DOTALL)
_OF_FOOTER = re.compile(r'<p>[^<]*<time\b.*?</p>\n?|<p class="md-footer__all">.*?</p>\n?', re.DOTALL)
_CHANGED = re.compile(r'<h2 id="changed-in-english".*?(?=</article>)', re.DOTALL)
_HOME = re.compile(r'<a class="md-header__title".*?</a>', re.DOTALL)
_ALL_PAGES = re.compile(r'<a class="tool" id="__all-pages".*?</a>', re.DOTALL)
_DRAWN = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_LIST = re.compile(r"<ul>.*</ul>", re.DOTALL)
_CURRENT = re.compile(r' aria-current="[a-z]+"')
_OF_LINKS = re.compile(r'\s(?:hreflang|rel|download|type|aria-current)(?:="[^"]*")?')
_ADDRESS = re.compile(r'(\shref=")([^"]*)"')
_FIRST_SCRIPT = re.compile(r"(?=<script src=)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//")
MOVED = "assets/moved.js"
"""The script of a page that only leads on to another address."""


def links(page: str) -> Iterator[str]:
    """The addresses to which a page leads."""
    return (found[1] for found in _LINK.findall(page))


def leads_to(page: str, address: str) -> str | None:
    """The file to which an address on a page leads, from the root of the site; None for the page itself or the web."""
    file = unquote(address.partition("#")[0].partition("?")[0])
    if not file or _ELSEWHERE.match(address):
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), file))


@dataclass(slots=True)
class KitPages:
    """The pages of a kit, and the frames that they have in common where each stands only once.

    `files` are what the kit has, and `absent` the HTML that follows the name of what it lacks.
    """

    language: str
    absent: str
    files: frozenset[str]
    frame_once: bool = False
    frames: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    contents: str = ""

    def page(self, path: str, html: str) -> str:
        """The page as it stands in the kit."""
        if MOVED in html:
            return html  # it only leads on to another page, by an address that search engines read too
        html = _LANGUAGES.sub("", _FOR_THE_WEB.sub("", html))
        html = self._without_dead_links(path, html)
        if self.frame_once:
            html = self._with_short_frame(path, html)
        return _FIRST_SCRIPT.sub(f'<script src="{self._to_root(path)}kit.js" defer></script>\n', html, count=1)

    def _without_dead_links(self, path: str, html: str) -> str:
        def link(found: re.Match[str]) -> str:
            before, address, after, words = found.groups()
            if self._has(path, address):
                return found[0]
            return f"<span{_OF_LINKS.sub('', before + after)}>{words}</span> {self.absent}"

        for loaded in (_IMAGE, _SCRIPT):
            html = loaded.sub(lambda found: found[0] if self._has(path, found[1]) else "", html)
        return _LINK.sub(link, html)

    def _has(self, path: str, address: str) -> bool:
        target = leads_to(path, address)
        return target is None or target in self.files

    def _with_short_frame(self, path: str, html: str) -> str:
        """The page with only the ways home and to the list of all pages; a script puts the whole menu there.

        It also goes without ornaments, pictures of papers, what a footer repeats, and what changed in English.
        """
        found = _FRAME.search(html)
        if not found:
            return html
        frame = _place_in(self.frames, _CURRENT.sub("", self._from_root(path, found[0])))
        listed, sheet = _CONTENTS.search(html), _SHEET.search(html)
        if listed and not self.contents:
            self.contents = _LIST.sub("<ul></ul>", listed[0])
        ways = "".join(_DRAWN.sub("", way[0]) for of in (_HOME, _ALL_PAGES) if (way := of.search(found[0])))
        wants = ' data-contents=""' if listed else ""
        if sheet:
            own = _OWN_ON_SHEET.sub(r"\1", sheet[0])
            wants += f' data-sheet="{_place_in(self.sheets, own)}"'
        short = (
            f'<header class="md-header" data-frame="{frame}"{wants}>'
            f'<div class="md-header__inner">{ways}</div></header>\n<div class="md-main">\n'
        )
        html = html.replace(found[0], short, 1)
        for part in (_CONTENTS, _NEXT, _SHEET, _PICTURE_OF_PAPER, _ORNAMENT, _OF_FOOTER, _CHANGED):
            html = part.sub("", html)
        return html

    def _from_root(self, path: str, html: str) -> str:
        def moved(found: re.Match[str]) -> str:
            target = leads_to(path, found[2])
            return found[0] if target is None else f'{found[1]}{target}"'

        return _ADDRESS.sub(moved, html)

    def _to_root(self, path: str) -> str:
        return "../" * path.count("/")


def _place_in(held: list[str], html: str) -> int:
    """Where the HTML stands in the list; at its end from now on, if it was not there."""
    if html not in held:
        held.append(html)
    return held.index(html)
