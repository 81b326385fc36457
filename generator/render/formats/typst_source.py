"""The whole source of a paper, a pack or a sheet to fold, for Typst: its frame, and its settings before the words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from generator.blocks.nodes import Block, Booklet, Heading, Paper
from generator.blocks.walk import phrases_in
from generator.library.fonts import families
from generator.library.language import Language
from generator.render.formats.nearer import first_part, nearer, with_small_print_on
from generator.render.formats.typst_blocks import written
from generator.render.formats.typst_writer import (
    BODY_SIZE,
    LARGE_SIZE,
    TypstWriter,
    arguments,
    points_in,
    text,
    voice_of,
)

_LARGE_FONTS = frozenset({"ARABIC", "CJK", "HIRAGANA", "HANGUL"})
"""Scripts of which one face brings more bytes to a file than all else in it."""
_CLOSER, _JOINED, _ASKS = "#let closer = ", "#let joined = ", "#let asks = "
_LONG = 15_000
"""Letters of a paper in two languages, more than about seven pages: set a step closer, it takes a page less of ten."""
LESS, WHOLE = "closer", "join"
"""What a paper may ask for in its keywords: to be set closer, and to have parts of a table under one head."""
_TYPED = (range(0x20, 0x180), range(0x218, 0x21C), range(0x2010, 0x2027), (0x2030, 0x2039, 0x203A, 0x20AC))
"""What people type in Latin letters: English, French, Polish, Turkish, Romanian …, with quotation marks and dashes."""
_TYPED_IN: Mapping[str, Sequence[Iterable[int]]] = {
    "GREEK": (range(0x370, 0x3E2), range(0x3F0, 0x400)),
    "CYRILLIC": (range(0x400, 0x530),),
}
PREAMBLE = Path(str(files("generator"))).parent / "templates" / "pdf" / "paper.typ"
FOLDING = PREAMBLE.with_name("fold.typ")


@dataclass(frozen=True, slots=True)
class TypstText:
    """What Typst reads, and what it can't say yet: which cells below the heads of tables name their rows, in order."""

    text: str
    row_names: tuple[bool, ...]
    first_step: int = 0
    """By how many steps closer than usual it is set at least."""

    def closer(self, step: int) -> TypstText:
        """The same, set closer by so many steps."""
        return self._with(_CLOSER, "0", str(step))

    def joined(self, parts: Iterable[int]) -> TypstText:
        """The same, with these parts of tables under the head of the part before them; no page begins elsewhere."""
        return self._with(_JOINED, '""', text(" ".join(map(str, parts))))

    def silent(self) -> TypstText:
        """The same, asking for nothing."""
        return self._with(_ASKS, "true", "false")

    def _with(self, name: str, usual: str, value: str) -> TypstText:
        """The same with one value for another: Typst sets anew only what that changes, for all else keeps its place."""
        return replace(self, text=self.text.replace(f"{name}{usual}\n", f"{name}{value}\n", 1))


def typst_source(document: Paper, paper: str, fillable: bool = False, large: bool = False) -> TypstText:
    """The whole source of a paper of the size `a4` or `us-letter`; large print is set in 18 points."""
    points = LARGE_SIZE if large else BODY_SIZE
    settings = _settings(document.language, points, paper, fillable, large, asking=(LESS, WHOLE))
    row_names: list[bool] = []
    words = _written(document, points, row_names)
    source = "\n".join([*settings, "#ask()", title_line(document), words])
    return TypstText(source, tuple(row_names), _first_step(document, large))


def _first_step(document: Paper, large: bool) -> int:
    """A long paper in two languages is set a step closer at once; tall letters of Arabic would touch the next line."""
    if large or not document.beside or document.language.direction == "rtl":
        return 0
    return int(sum(len(phrase.plain) for phrase in phrases_in(document.blocks)) > _LONG)


def _typed_letters(script: str) -> str:
    """Each letter that people type in a script: a paper to fill in holds them all, though none of them is seen."""
    letters = (chr(code) for codes in (*_TYPED, *_TYPED_IN.get(script, ())) for code in codes)
    # The soft hyphen is no letter, and the others of its kind have none to be seen.
    return "".join(letter for letter in letters if letter == " " or unicodedata.category(letter)[0] not in "CZ")


def booklet_source(booklet: Booklet, paper: str) -> TypstText:
    """The whole source of a pack: cover, contents, and its papers with bookmarks."""
    # The cover speaks with the fonts of all its papers: a title may have stayed English.
    languages = tuple(dict.fromkeys(each for document in booklet.papers for each in document.languages))
    writer = TypstWriter(written, (booklet.language, *languages), BODY_SIZE)
    words = {name: writer.phrase(getattr(booklet, name)) for name in ("title", "summary", "about", "note", "contents")}
    stamps = {"draft": text(booklet.draft), "draft-source": text(booklet.draft_source)}
    values = {**words, **stamps, **voice_of(booklet.language, languages)}
    row_names: list[bool] = []
    pieces = [
        *_settings(booklet.language, BODY_SIZE, paper, fillable=False, large=False),
        title_line(booklet),
        f"#booklet({arguments(values)})[",
        *(_written(document, BODY_SIZE, row_names) for document in booklet.papers),
        "]",
    ]
    return TypstText("\n".join(pieces), tuple(row_names))


def fold_source(document: Paper, paper: str) -> TypstText:
    """The whole source of one sheet to fold: each of its eight pages begins with a heading that asks for a new page."""
    writer = TypstWriter(written, document.languages, BODY_SIZE)
    pages: list[list[Block]] = [[]]
    for block in document.blocks:
        if isinstance(block, Heading) and block.new_page:
            pages.append([])
            block = replace(block, new_page=False)  # noqa: PLW2901 - the page is new by its place
        pages[-1].append(block)
    pieces = [
        *_settings(document.language, BODY_SIZE, paper, fillable=False, large=False),
        FOLDING.read_text(encoding="utf-8"),
        title_line(document),
        f"#fold({arguments(_frame(document))}, ({', '.join(map(writer.content, pages))},))",
    ]
    return TypstText("\n".join(pieces), ())


def title_line(document: Paper | Booklet) -> str:
    """The line that gives a PDF its title; no day stands in it, so that it is the same whenever it is made."""
    return f"#set document(title: {text(document.title.plain)}, author: (), date: none)"


def _settings(
    language: Language, points: float, paper: str, fillable: bool, large: bool, asking: Sequence[str] = ()
) -> list[str]:
    values = {
        "paper-size": text(paper),
        "body-size": f"{points_in(language, points):.2f}pt",
        "one-face": "true" if language.script in _LARGE_FONTS else "false",
        "large": "true" if large else "false",
        "fillable": "true" if fillable else "false",
        "typed-letters": text(_typed_letters(language.script) if fillable else ""),
        "all-fonts": f"({', '.join(map(text, families()))},)",
        "asking": f"({''.join(f'{text(each)}, ' for each in asking)})",
    }
    wishes = f'{_CLOSER}0\n{_JOINED}""\n{_ASKS}true\n'
    return [wishes, *(f"#let {name} = {value}" for name, value in values.items()), _preamble()]


@cache
def _preamble() -> str:
    return PREAMBLE.read_text(encoding="utf-8")


def _written(document: Paper, points: float, row_names: list[bool]) -> str:
    """A paper in its frame; `row_names` gets which cells name their rows."""
    writer = TypstWriter(written, document.languages, points, row_names, document.beside)
    values = {
        **_frame(document),
        "subtitle": writer.phrase(document.subtitle) if document.subtitle else "none",
        "page-of": _page_of(document.labels.page_of),
    }
    blocks: Sequence[Block] = nearer(document.blocks) if document.beside else with_small_print_on(document.blocks)
    if document.beside:
        writer.first_part = values["first-part"] = f"{first_part(blocks, writer.widths()):.2f}"
    return f"#paper({arguments(values)})[\n{writer.blocks(blocks)}\n]"


def _frame(document: Paper) -> dict[str, str]:
    """What stands around a paper's words, however it is printed."""
    return {
        "title": text(document.title.plain),
        **voice_of(document.language, document.languages),
        "draft": text(document.labels.draft),
        "draft-source": text(document.labels.draft_source),
        "footer-line": text(document.labels.footer),
    }


def _page_of(words: str) -> str:
    """A function that puts the two numbers into the words."""
    pieces = text(words).replace("{page}", '" + page + "').replace("{pages}", '" + pages + "')
    return f"(page, pages) => {pieces}"
