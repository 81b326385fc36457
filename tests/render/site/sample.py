"""Small language trees to build in tests, in the shape that our renderer writes, with a theme of a few lines."""

from __future__ import annotations

import json
import random
from pathlib import Path

HOOK = Path(__file__).parents[3] / "generator" / "render" / "site" / "hook.py"
WORDS = {
    "en": ["people", "data", "community", "consent", "share", "steward", "right", "purpose", "agree", "use", "voice"],
    "fr": ["personnes", "données", "communauté", "consentement", "partage", "droit", "accord", "usage", "voix"],
    "ar": ["الناس", "بيانات", "المجتمع", "موافقة", "مشاركة", "حق", "غرض", "اتفاق", "حماية", "صوت", "مكان"],
}
SECTIONS = ("principles", "checklists", "roadmap")

MAIN = """<!doctype html>
<html lang="{{ config.extra.language.tag }}" dir="{{ config.extra.language.direction }}">
<head><meta charset="utf-8"><title>{{ page.title }} – {{ config.site_name }}</title>
<meta name="generator" content="mkdocs-{{ mkdocs_version }}">
{% if page.canonical_url %}<link rel="canonical" href="{{ page.canonical_url }}">{% endif %}
<link rel="stylesheet" href="{{ 'assets/site.css' | url }}"></head>
<body><nav>{% for entry in nav.items recursive %}<ul><li>{% if entry.children %}{{ entry.title }}
{{ loop(entry.children) }}{% else %}<a href="{{ entry.url | url }}"{% if entry.active %} aria-current="page"{% endif %}>
{{ entry.title }}</a>{% endif %}</li></ul>{% endfor %}</nav>
{% for part in page.toc %}<a href="{{ part.url }}">{{ part.title }}</a>{% endfor %}
<main>{{ page.content }}</main>{% include "partials/ends.html" %}
</body></html>
"""
ENDS = """<footer>{{ config.extra.strings['site-footer'] }}
{% if page.previous_page %}<a rel="prev" href="{{ page.previous_page.url | url }}">{{ page.previous_page.title }}</a>
{% endif %}{% if page.next_page %}<a rel="next" href="{{ page.next_page.url | url }}">{{ page.next_page.title }}:
{{ page.next_page.meta.description }}</a>{% endif %}</footer>
"""
FRAME = """{% for entry in nav recursive %}{{ entry.title }}{{ loop(entry.children or []) }}; {% endfor %}
{% include "partials/ends.html" %}
"""


class SampleTree:
    """One language's tree on disk, with methods that edit it as an author's change would."""

    def __init__(self, folder: Path, tag: str, pages: int = 9, words: int = 60, theme: Path | None = None) -> None:
        self.folder = folder
        self.tag = tag
        self.theme = theme or folder.parent / "theme"
        self.words = words
        self.strings = {"site-footer": "Footer"}
        self.pages: dict[str, tuple[str, str]] = {}
        self._random = random.Random(f"{tag} {pages}")
        self.add("index.md")
        for number in range(pages - 1):
            self.add(f"{SECTIONS[number % len(SECTIONS)]}/page-{number:03}.md")
        if theme is None:
            write_theme(self.theme)
        self.write_config()

    def add(self, uri: str) -> None:
        """A new page with text of its own."""
        self.set_page(uri, self.sentence(4), self.body())

    def set_page(self, uri: str, title: str, body: str) -> None:
        """The page's title and body are then these."""
        self.pages[uri] = (title, body)
        path = self.folder / "docs" / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        front = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndescription: {title}.\n---\n"
        path.write_text(f"{front}\n# {title}\n\n{body}", encoding="utf-8")

    def remove(self, uri: str) -> None:
        """The page is gone."""
        del self.pages[uri]
        (self.folder / "docs" / uri).unlink()

    def sentence(self, words: int = 14) -> str:
        """A few words of the language."""
        return " ".join(self._random.choices(WORDS[self.tag], k=words))

    def body(self) -> str:
        """Paragraphs under headings, a table, a quotation and a link to the home page."""
        parts = []
        for part in range(4):
            parts.append(f"## {self.sentence(3)} {{ #part-{part} }}\n")
            parts += [f"{self.sentence(self.words // 4)}.\n", f"- {self.sentence(6)}\n- {self.sentence(6)}\n"]
            parts.append(f'<figure class="official"><blockquote><p>{self.sentence(20)}</p></blockquote></figure>\n')
        parts.append(f"[{self.sentence(2)}](SELF#part-1)\n".replace("SELF", ""))
        return "\n".join(parts)

    def write_config(self, **extra: object) -> None:
        """`mkdocs.yml` then lists the pages of now."""
        groups: dict[str, list[str]] = {}
        for uri in sorted(self.pages):
            groups.setdefault(uri.partition("/")[0] if "/" in uri else "", []).append(uri)
        nav: list[object] = [*groups.pop("", [])]
        nav += [{name.capitalize(): uris} for name, uris in groups.items()]
        direction = "rtl" if self.tag == "ar" else "ltr"
        settings = {
            "site_name": "Sample",
            "site_url": f"https://example.org/{self.tag}/",
            "docs_dir": "docs",
            "use_directory_urls": False,
            "theme": {
                "name": None,
                "custom_dir": str(self.theme),
                "static_templates": [each for each in ("assets/frame.js",) if Path(self.theme, each).is_file()],
            },
            "plugins": [],
            "hooks": [str(HOOK)],
            "markdown_extensions": ["attr_list", {"toc": {"permalink": False}}],
            "nav": nav,
            "extra": {
                "language": {"tag": self.tag, "name": self.tag, "direction": direction},
                "languages": [{"tag": self.tag, "name": self.tag, "direction": direction}],
                "strings": self.strings,
                "string_langs": {},
                "released": "2026-11-22",
                **extra,
            },
        }
        (self.folder / "mkdocs.yml").write_text(json.dumps(settings, ensure_ascii=False, indent=1), encoding="utf-8")


def write_theme(folder: Path) -> None:
    """A theme of a style sheet and three templates; one makes a file by itself."""
    (folder / "partials").mkdir(parents=True, exist_ok=True)
    (folder / "assets").mkdir(exist_ok=True)
    (folder / "main.html").write_text(MAIN, encoding="utf-8")
    (folder / "partials" / "ends.html").write_text(ENDS, encoding="utf-8")
    (folder / "assets" / "frame.js").write_text(FRAME, encoding="utf-8")
    (folder / "assets" / "site.css").write_text("body{margin:1em}\n", encoding="utf-8")
