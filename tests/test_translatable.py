"""Every word that a reader can see goes through the catalogues: a made-up language leaves no English behind."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeVar

import docx
import pypdfium2
import pytest

from generator.blocks.artifact import Frame, Site
from generator.blocks.fill_in import PaperPreview
from generator.blocks.nodes import Paper
from generator.cache.fingerprint import Fingerprints
from generator.catalog.counts import count
from generator.compose.packs import booklets
from generator.compose.papers import papers
from generator.compose.site import compose_frame
from generator.library.language import Language
from generator.library.library import Library, library_texts
from generator.library.text import State
from generator.order import THEME, Order
from generator.render.base import Format
from generator.render.formats import FORMATS
from generator.render.formats.pdf import PdfFormat
from generator.render.packed import packed_script
from generator.render.preview import preview_data
from generator.render.root import root_files
from generator.render.site.builder import build_sites
from generator.render.tree import (
    around_files,
    contents,
    digests,
    packed_file,
    page_files,
    rendered,
    search_files,
    write_tree,
)
from tests.compose.previews import previews
from tests.compose.whole import whole_site
from tests.conftest import in_state, loaded
from tests.pseudo import pseudo

pytestmark = pytest.mark.slow

T = TypeVar("T")

ROOT = Path(__file__).parent.parent
MADE_UP = Language(
    tag="en-XB", name="‹‹Ýý››", direction="rtl", region="en-GB", fonts=("Noto Sans",), plural="nplurals=1; plural=0;"
)

# Letters that the made-up language always changes: a word with one of them, and no accent, is English.
ADDRESS = re.compile(r"https?://\S+")
ENGLISH_WORD = re.compile(r"(?<![\w.@/-])(?=[A-Za-z]*[aceinosuyzACEINOSUYZ])[A-Za-z]{2,}(?![\w@/-]|\.\w)")
NAMES = {"English", "Français", "PDF", "GSBPM", "DOCX", "content", "en"}
MACHINE_METADATA = ("viewport", "generator", "theme-color", "color-scheme", "robots")
SPOKEN_ATTRIBUTES = ("aria-label", "title", "alt", "placeholder", "content")


@pytest.fixture(scope="module")
def source() -> Library:
    return loaded(ROOT)


@pytest.fixture(scope="module")
def made_up(source: Library) -> Library:
    """The library in the made-up language, as if every text had been reviewed, so that papers may stand alone."""
    translated = pseudo(source, MADE_UP)
    return in_state(translated, State.REVIEWED)


@pytest.fixture(scope="module")
def site(source: Library, made_up: Library) -> Site:
    offered = Order(ROOT, ROOT / "site").offered
    counts = [(MADE_UP, count(library_texts(made_up)))]
    return whole_site(made_up, papers(made_up, source), [MADE_UP], offered, counts)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, made_up: Library, site: Site) -> Path:
    """The site of the made-up language alone."""
    folder = tmp_path_factory.mktemp("made-up")
    frame = compose_frame(made_up, (MADE_UP,), MADE_UP, made_up.publication.url)
    files = dict(tree_files(site, frame, previews(made_up, made_up)))
    write_tree(folder / "tree", contents(digests(files), lambda: files), {}, Fingerprints())
    (folder / "site").mkdir()
    report = build_sites({MADE_UP.tag: folder / "tree"}, folder / "site", folder / "cache", jobs=1)
    assert [found.message for found in report.diagnostics if "papers/" not in found.message] == []
    for name, content in root_files([frame], ROOT / THEME):
        (folder / "site" / name).write_bytes(content)
    return folder / "site"


def tree_files(site: Site, frame: Frame, previewed: Iterable[PaperPreview]) -> Iterator[tuple[str, bytes]]:
    """Every file of the tree but the papers: its path below the tree's folder, and its bytes."""
    languages = {language.tag: language for language in frame.spoken}
    pages = [rendered(page, site.language, languages) for page in site.pages]
    yield from (file for page in pages for file in page_files(page))
    shown = {each.document.id: preview_data(each, site.language, languages) for each in previewed}
    for page in pages:
        if page.form:
            id = page.path.rpartition("/")[2]
            yield packed_file(page), packed_script(site.language.tag, id, shown.get(id, b""), page.form, None, {})
    yield from around_files(site, frame, ROOT / THEME)
    yield from search_files(site, [place for page in pages for place in page.found])


class _Visible(HTMLParser):
    """Gathers what is shown or spoken in the page's language: text, and the attributes that a screen reader says."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._foreign = 0
        self._silent = 0

    VOID = frozenset({"meta", "link", "input", "br", "img", "hr", "path"})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        foreign = self._foreign or ("lang" in given and given["lang"] != MADE_UP.tag)
        if tag not in self.VOID:
            self._foreign = self._foreign + 1 if foreign else 0
            self._silent = self._silent + 1 if self._silent or tag in ("script", "style", "code", "svg") else 0
        if not foreign and given.get("name") not in MACHINE_METADATA and "http-equiv" not in given:
            self.words += [given[name] or "" for name in SPOKEN_ATTRIBUTES if name in given]

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self._foreign = max(0, self._foreign - 1)
            self._silent = max(0, self._silent - 1)

    def handle_data(self, data: str) -> None:
        if not self._foreign and not self._silent:
            self.words.append(data)


def _english(words: str) -> set[str]:
    return set(ENGLISH_WORD.findall(ADDRESS.sub("", words))) - NAMES


def _pages(built: Path) -> Iterator[Path]:
    yield from sorted(built.rglob("*.html"))


def test_every_text_is_a_unit_and_none_falls_back(made_up: Library) -> None:
    assert {text.lang for text in library_texts(made_up)} == {MADE_UP.tag}


def test_no_english_word_is_on_any_page(built: Path) -> None:
    left: dict[str, set[str]] = {}
    for page in _pages(built):
        visible = _Visible()
        visible.feed(page.read_text(encoding="utf-8"))
        if english := _english(" ".join(visible.words)):
            left[page.relative_to(built).as_posix()] = english
    assert left == {}
    assert len(list(_pages(built))) > 60


def test_the_test_itself_sees_an_english_word() -> None:
    visible = _Visible()
    visible.feed(
        '<p lang="en-XB">‹‹Áá›› <b aria-label="Close it">‹‹Ýý››</b> left behind</p>'
        '<p lang="en">English may stand here</p>'
    )
    assert _english(" ".join(visible.words)) == {"Close", "it", "left", "behind"}


def test_no_english_word_is_in_a_script_or_a_theme_file() -> None:
    """Our scripts show only strings that the page gives them: no literal in them holds two words."""
    literal = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`")
    for script in sorted((ROOT / THEME).glob("assets/javascripts/*.js")):
        code = re.sub(r"/\*.*?\*/|^\s*//.*$", "", script.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        found = [words for groups in literal.findall(code) for words in groups]
        sentences = [words for words in found if re.fullmatch(r"[A-Z][a-z]+( [a-z]+)+[.!?]?", words)]
        assert sentences == [], script.name


@pytest.mark.parametrize("maker", FORMATS, ids=lambda each: each.name)
def test_no_english_word_is_in_any_paper(maker: Format, made_up: Library, source: Library) -> None:
    alone = [document for document in papers(made_up, source) if document.beside is None]
    assert len(alone) == len(made_up.printed)
    for document in alone:
        for suffix in maker.suffixes[:1]:  # the words are the same in every size
            words = _words(maker.render(document, suffix), suffix)
            assert _english(words) == set(), f"{document.name}.{suffix}"
            assert "‹‹" in words


def test_no_english_word_is_on_the_cover_of_a_pack(made_up: Library, source: Library) -> None:
    for pack in booklets(made_up, papers(made_up, source)[:2]):
        assert _english(_words(PdfFormat().bind(pack, "a4-pack.pdf"), "pdf")) == set(), pack.name


def _words(content: bytes, suffix: str) -> str:
    if suffix.endswith("pdf"):
        pdf = pypdfium2.PdfDocument(content)
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)
    return "\n".join(_docx_words(docx.Document(io.BytesIO(content))))


def _docx_words(document: docx.document.Document) -> Iterator[str]:
    for part in [
        document.element,
        *(section.header._element for section in document.sections),
        *(section.footer._element for section in document.sections),
    ]:
        yield from ("".join(run.text or "" for run in paragraph.iter("{*}t")) for paragraph in part.iter("{*}p"))


def test_a_made_up_paper_is_never_alone_unless_reviewed(source: Library) -> None:
    unchecked: list[Paper] = papers(pseudo(source, MADE_UP), source)
    assert unchecked
    assert all(
        document.beside is not None and document.labels.draft and document.labels.draft_source for document in unchecked
    )
