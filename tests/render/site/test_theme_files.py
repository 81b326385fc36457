"""With the real theme, every address in a page leads to a file: nothing that the hook leaves out is missed."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.load.yaml_file import read_yaml
from tests.render.site.conftest import build
from tests.render.site.sample import SampleTree

ROOT = Path(__file__).parents[3]
THEME = ROOT / "templates" / "theme"


def themed(folder: Path, tag: str, pages: int) -> SampleTree:
    """A small tree in our own theme, with the words and all else that it asks for."""
    tree = SampleTree(folder / "trees" / tag, tag, pages=pages, theme=THEME)
    for name in ("interface", "wording"):
        words, _ = read_yaml(ROOT / "content" / f"{name}.yaml")
        assert words and isinstance(words.data, dict)
        tree.strings |= {each["id"]: each["text"] for each in words.data["messages"]}
    around = {"menu_langs": {}, "menu_pictures": {}, "checked": True, "version": "1.0", "shared": "", "source": "en"}
    tree.write_config(all_pages="index.html", **around)
    return tree


def test_every_address_in_a_page_leads_to_a_file(tmp_path: Path) -> None:
    trees = {tag: themed(tmp_path, tag, pages=6) for tag in ("en", "ar")}
    report, out = build(trees, tmp_path)
    assert not report.diagnostics
    checked = set()
    for page in out.rglob("*.html"):
        if page.name == "404.html":
            continue  # its addresses start at the root of the server
        for address in re.findall(r'\s(?:href|src)="([^"]+)"', page.read_text(encoding="utf-8")):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = (page.parent / unquote(parts.path)).resolve()
            if target.is_relative_to((out / page.relative_to(out).parts[0]).resolve()) or "assets" in target.parts:
                assert target.is_file(), f"{page.relative_to(out)}: {address}"
                checked.add(target.suffix)
    assert {".html", ".css", ".js", ".svg"} <= checked


def test_no_file_of_the_stock_theme_is_published(tmp_path: Path) -> None:
    _, out = build({"en": themed(tmp_path, "en", pages=2)}, tmp_path)
    own = {path.relative_to(THEME).as_posix() for path in (THEME / "assets").rglob("*") if path.is_file()}
    published = {path.relative_to(out).as_posix() for path in out.rglob("assets/**/*") if path.is_file()}
    # The frame has words of the language; no page of this site leads on from an old address.
    assert published == own - {"assets/frame.js", "assets/javascripts/moved.js"} | {"en/assets/frame.js"}
