"""What every page's HTML says about itself, read from the files without a browser."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.browser.checks import titles

Attributes = dict[str, str]
ALWAYS = {"theme.css", "print.css", "favicon.svg"}
SOMETIMES = {"fill.css", "parts.css", "here.css"}
"""What parts of pages need, and the page for a wrong address that is read from a disk."""


class Reader(HTMLParser):
    """A page's elements in order, and the text of its scripts and styles."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        self.inline = self.title = self.said = ""
        self._inside = ""
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self.elements.append((tag, held))
        # Data for programs run nothing; that they are data is looked at by itself.
        self._inside = "data" if held.get("type") == "application/ld+json" else tag

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the name of the argument is the parser's
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in {"script", "style"}:
            self.inline += data.strip()
        if self._inside == "data":
            self.said += data
        if self._inside == "title" and not self.title:  # those of drawings come later
            self.title = data

    def all(self, tag: str, **wanted: str) -> list[Attributes]:
        """The attributes of every such element."""
        return [having for name, having in self.elements if name == tag and wanted.items() <= having.items()]

    def ids(self) -> list[str]:
        """Every id, in order."""
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]


@pytest.fixture(scope="module")
def readers(site: Path, paths: list[str]) -> dict[str, Reader]:
    """Every page, read."""
    return {path: Reader(site / path) for path in [*paths, "404.html"]}


def test_policy_stands_first(readers: dict[str, Reader]) -> None:
    """The policy comes right after the character set, before anything it governs, and allows nothing inline."""
    for path, reader in readers.items():
        names = [name for name, _ in reader.elements[:4]]
        assert names == ["html", "head", "meta", "meta"], path
        assert reader.elements[2][1] == {"charset": "utf-8"}, path
        policy = reader.elements[3][1]
        assert policy["http-equiv"] == "Content-Security-Policy", path
        assert policy["content"].startswith("default-src 'none';"), path
        assert "unsafe" not in policy["content"] and "http" not in policy["content"], path


def test_what_a_page_is_stands_in_it_for_programs(readers: dict[str, Reader]) -> None:
    """In the words of schema.org, with addresses that lead somewhere on this site; and how messages show the page."""
    seen = set()
    for path, reader in readers.items():
        if reader.said:
            said = json.loads(reader.said)
            seen.add(said["@type"])
            assert said["@context"] == "https://schema.org", path
            assert said["name"], path
            assert not said.get("sameAs", "").startswith("http"), path
        if reader.all("meta", property="og:image"):
            assert reader.all("meta", property="og:title")[0]["content"], path
        if reader.said and "/" in path:
            assert reader.all("meta", name="citation_title"), path
    assert seen == {"DefinedTerm", "DefinedTermSet", "HowTo", "LearningResource", "DigitalDocument"}


def test_nothing_inline_and_nothing_from_elsewhere(readers: dict[str, Reader]) -> None:
    """No inline script, style or handler; whatever a page loads is a file beside it.

    The page for a wrong address names its styles from the root of the host, and beside itself for readers of a disk.
    """
    for path, reader in readers.items():
        assert reader.inline == "", path
        for name, attributes in reader.elements:
            assert "style" not in attributes, f"{path}: <{name} style>"
            assert not [key for key in attributes if key.startswith("on")], f"{path}: <{name} on…>"
            assert "//" not in attributes.get("src", ""), path
        loaded = [link["href"] for rel in ("stylesheet", "icon") for link in reader.all("link", rel=rel)]
        assert ALWAYS <= {Path(address).name for address in loaded} <= ALWAYS | SOMETIMES, path
        assert not [address for address in loaded if "//" in address], path
        assert not reader.all("iframe") and not reader.all("base"), path
        assert not [form for form in reader.all("form") if {"action", "method", "target"} & set(form)], path


def test_language_and_direction(readers: dict[str, Reader]) -> None:
    """The root element names the language of the folder, and its direction."""
    for path, reader in readers.items():
        html = reader.all("html")[0]
        assert html["dir"] in {"ltr", "rtl"}, path
        if "/" in path:
            assert html["lang"] == path.partition("/")[0], path


def test_alternates_agree(readers: dict[str, Reader], tags: list[str]) -> None:
    """A page names itself as canonical and the same page in every language, all absolute."""
    for path, reader in readers.items():
        if "/" not in path:
            continue
        inside = path.partition("/")[2]
        canonical = reader.all("link", rel="canonical")[0]["href"]
        assert canonical.startswith("https://") and canonical.endswith(path), path
        root = canonical.removesuffix(path)
        alternates = {link["hreflang"]: link["href"] for link in reader.all("link", rel="alternate")}
        having = [tag for tag in tags if f"{tag}/{inside}" in readers]
        wanted = {other: f"{root}{other}/{inside}" for other in having}
        assert {tag: link for tag, link in alternates.items() if tag != "x-default"} == wanted, path
        assert "x-default" in alternates, path
        (described,) = reader.all("meta", name="description")
        assert described["content"] and described["property"] == "og:description", path


def test_language_switch_is_relative_and_true(readers: dict[str, Reader], site: Path, tags: list[str]) -> None:
    """The switch has each language once, in its own language, and leads to a file that exists."""
    for path, reader in readers.items():
        if "/" not in path or len(tags) < 2:
            continue
        # A menu may lead to English pages too, and says so in the same way.
        links = [link for link in reader.all("a") if {"hreflang", "lang", "dir"} <= set(link)][: len(tags)]
        assert sorted(link["hreflang"] for link in links) == sorted(tags), path
        for link in links:
            assert link["lang"] == link["hreflang"]
            assert (site / path).parent.joinpath(link["href"]).resolve().is_file(), f"{path}: {link['href']}"


def test_no_two_pages_have_one_title(readers: dict[str, Reader], tags: list[str]) -> None:
    """Tabs, bookmarks and a list of search results tell pages apart by it."""
    for tag in tags:
        assert titles({path: reader.title for path, reader in readers.items() if path.startswith(f"{tag}/")}) == []


def test_ids_are_unique(readers: dict[str, Reader]) -> None:
    """No id stands twice on a page."""
    for path, reader in readers.items():
        ids = reader.ids()
        assert len(ids) == len(set(ids)), f"{path}: {sorted({id for id in ids if ids.count(id) > 1})}"


def test_current_page_is_marked(readers: dict[str, Reader]) -> None:
    """On every page one link of the menu says that it is the current page, or one door that the page is behind it."""
    wrong = {}
    for path, reader in readers.items():
        marks = [link.get("aria-current") for link in reader.all("a") if "hreflang" not in link]
        pages, doors = marks.count("page"), marks.count("true")
        if "/" in path and (pages > 1 or doors > 1 or not pages + doors):
            wrong[path] = (pages, doors)
    assert wrong == {}
