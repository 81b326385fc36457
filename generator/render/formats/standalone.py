"""One HTML file that needs nothing else: a filled paper to read on a screen or to send."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path

from generator.blocks.nodes import Booklet, Inline, Link, Paper
from generator.render.html import INLINE, HtmlWriter
from generator.render.place import PagePlace

STYLE = Path(str(files("generator"))).parent / "templates" / "pdf" / "paper.css"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


class HtmlFormat:
    """HTML with its style inside, without scripts, and with a policy that lets nothing be loaded."""

    name = "html"
    suffixes = ("html",)
    pack_suffixes: tuple[str, ...] = ()
    sheet_suffixes: tuple[str, ...] = ()

    def render(self, document: Paper, suffix: str) -> bytes:  # noqa: ARG002 - there is one kind
        """The whole file."""
        language, labels = document.language, document.labels
        writer = _Writer(PagePlace("", language, {each.tag: each for each in document.languages}))
        stamps = dict.fromkeys(each for each in (labels.draft, labels.draft_source) if each)
        stamp = "".join(f'<p class="stamp">{escape(each)}</p>' for each in stamps)
        subtitle = writer.phrase(document.subtitle, "p", "subtitle") if document.subtitle else ""
        title = writer.phrase(document.title, "h1")
        page = (
            f'<!doctype html>\n<html lang="{language.tag}" dir="{language.direction}">\n'
            '<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(document.title.plain)}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
            f"<main>\n{stamp}{title}{subtitle}{writer.blocks(document.blocks)}\n</main>\n"
            f"<footer>{escape(labels.footer)}</footer>\n</body>\n</html>\n"
        )
        return page.encode()

    def bind(self, booklet: Booklet, suffix: str) -> bytes:
        """There are no packs in this format."""
        raise NotImplementedError(f"{booklet.name}.{suffix}")


@cache
def _style() -> str:
    return STYLE.read_text(encoding="utf-8")


class _Writer(HtmlWriter):
    """Away from the site, only an address of the open web leads anywhere."""

    def inline(self, children: tuple[Inline, ...] | list[Inline]) -> str:  # type: ignore[override]
        return "".join(
            self.inline(node.children)
            if isinstance(node, Link) and "://" not in node.target
            else INLINE[type(node)](self, node)
            for node in children
        )
