"""A document as Typst source: one function for each type of node, one visible table.

Every text is written as a string literal, so no word of an author or translator can ever be Typst code.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.resources import files
from itertools import takewhile
from pathlib import Path
from typing import Any

from generator.blocks.nodes import (
    Blank,
    Block,
    Booklet,
    Cell,
    Code,
    Conditional,
    Definitions,
    Diagram,
    Drawing,
    Emphasis,
    FieldKind,
    FieldRow,
    Folded,
    Foreign,
    Heading,
    Inline,
    Items,
    Link,
    Mark,
    Note,
    Pair,
    Paper,
    PaperPicture,
    Paragraph,
    Phrase,
    Plain,
    Quotation,
    Signing,
    Strong,
    Table,
    TickRow,
    Typed,
)
from generator.library.fonts import STAND_IN, families, without_font
from generator.library.language import Language
from generator.render.drawing import drawing_file
from generator.render.formats.nearer import (
    first_part,
    is_scale,
    nearer,
    said_whole,
    statements,
    two_sizes,
    with_small_print_on,
)
from generator.render.formats.table_parts import parts, wide_enough

_BODY_SIZE = 10.5
_LARGE_SIZE = 18.0
_LETTER_WIDTHS = {"ARABIC": 0.75, "HAN": 1.8}
"""How wide a letter is on the whole beside one of Latin, where it is not the same."""
_LARGE_FONTS = frozenset({"ARABIC", "CJK", "HIRAGANA", "HANGUL"})
"""Scripts of which one face brings more bytes to a file than all else in it."""
_SECOND = 0.88
"""How large the second of two languages is beside the first: nobody fills it in, and paper is dear."""
_SMALL_HEAD = 14
"""In points: as small as the foot of a page in large print."""
_PAGE = "#pagebreak(weak: true)\n"
_CLOSER, _JOINED, _ASKS = "#let closer = ", "#let joined = ", "#let asks = "
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
    points = _LARGE_SIZE if large else _BODY_SIZE
    asking = (WHOLE,) if large else (LESS, WHOLE)  # large print is apart to be read
    settings = _settings(document.language, points, paper, fillable, large, asking)
    row_names: list[bool] = []
    words = _written(document, points, row_names)
    return TypstText("\n".join([*settings, "#ask()", title_line(document), words]), tuple(row_names))


def _typed_letters(script: str) -> str:
    """Each letter that people type in a script: a paper to fill in holds them all, though none of them is seen."""
    letters = (chr(code) for codes in (*_TYPED, *_TYPED_IN.get(script, ())) for code in codes)
    # The soft hyphen is no letter, and the others of its kind have none to be seen.
    return "".join(letter for letter in letters if letter == " " or unicodedata.category(letter)[0] not in "CZ")


def booklet_source(booklet: Booklet, paper: str) -> TypstText:
    """The whole source of a pack: cover, contents, and its papers with bookmarks."""
    # The cover speaks with the fonts of all its papers: a title may have stayed English.
    languages = tuple(dict.fromkeys(each for document in booklet.papers for each in document.languages))
    writer = _Writer((booklet.language, *languages), _BODY_SIZE)
    words = {name: writer.phrase(getattr(booklet, name)) for name in ("title", "summary", "about", "note", "contents")}
    stamps = {"draft": text(booklet.draft), "draft-source": text(booklet.draft_source)}
    values = {**words, **stamps, **_voice(booklet.language, languages)}
    row_names: list[bool] = []
    pieces = [
        *_settings(booklet.language, _BODY_SIZE, paper, fillable=False, large=False),
        title_line(booklet),
        f"#booklet({_arguments(values)})[",
        *(_written(document, _BODY_SIZE, row_names) for document in booklet.papers),
        "]",
    ]
    return TypstText("\n".join(pieces), tuple(row_names))


def fold_source(document: Paper, paper: str) -> TypstText:
    """The whole source of one sheet to fold: each of its eight pages begins with a heading that asks for a new page."""
    writer = _Writer(document.languages, _BODY_SIZE)
    pages: list[list[Block]] = [[]]
    for block in document.blocks:
        if isinstance(block, Heading) and block.new_page:
            pages.append([])
            block = replace(block, new_page=False)  # noqa: PLW2901 - the page is new by its place
        pages[-1].append(block)
    pieces = [
        *_settings(document.language, _BODY_SIZE, paper, fillable=False, large=False),
        FOLDING.read_text(encoding="utf-8"),
        title_line(document),
        f"#fold({_arguments(_frame(document))}, ({', '.join(map(writer.content, pages))},))",
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
        "body-size": f"{_points(language, points):.2f}pt",
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
    writer = _Writer(document.languages, points, row_names, document.beside)
    values = {
        **_frame(document),
        "subtitle": writer.phrase(document.subtitle) if document.subtitle else "none",
        "page-of": _page_of(document.labels.page_of),
    }
    blocks: Sequence[Block] = nearer(document.blocks) if document.beside else with_small_print_on(document.blocks)
    if document.beside:
        writer.first_part = values["first-part"] = f"{first_part(blocks, writer.widths()):.2f}"
    return f"#paper({_arguments(values)})[\n{writer.blocks(blocks)}\n]"


def _frame(document: Paper) -> dict[str, str]:
    """What stands around a paper's words, however it is printed."""
    return {
        "title": text(document.title.plain),
        **_voice(document.language, document.languages),
        "draft": text(document.labels.draft),
        "draft-source": text(document.labels.draft_source),
        "footer-line": text(document.labels.footer),
    }


def _voice(language: Language, languages: Sequence[Language]) -> dict[str, str]:
    """The language, direction and fonts of words; the fonts of the other languages help out, and then all we have."""
    fonts = dict.fromkeys(font for each in (language, *languages) for font in each.fonts)
    return {
        "lang": text(language.tag.partition("-")[0]),
        "dir": language.direction,
        # All by their name: written out wherever the language changes, they would be most of a paper in two languages.
        "fonts": f"({', '.join((*map(text, fonts), '..all-fonts'))})",
    }


def _arguments(values: Mapping[str, str]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in values.items())


def _points(language: Language, points: float) -> float:
    """The size of a language's letters, for some scripts are small at the same size."""
    return round(points * language.print_size / 100, 2)


def _page_of(words: str) -> str:
    """A function that puts the two numbers into the words."""
    pieces = text(words).replace("{page}", '" + page + "').replace("{pages}", '" + pages + "')
    return f"(page, pages) => {pieces}"


def text(words: str) -> str:
    """A Typst string literal; letters that no font has are replaced by a sign that can be seen."""
    for letter in without_font(words):
        words = words.replace(letter, "" if unicodedata.category(letter) == "Cc" else STAND_IN)
    return json.dumps(words, ensure_ascii=False)


class _Writer:
    """Writes in the first of the languages; words in another one say so."""

    def __init__(
        self,
        languages: Sequence[Language],
        points: float,
        row_names: list[bool] | None = None,
        beside: Language | None = None,
    ) -> None:
        self.points = points
        self.beside = beside.tag if beside else ""
        self.row_names = [] if row_names is None else row_names
        self.parts = 0
        self.languages = {language.tag: language for language in languages}
        self.lang = languages[0].tag
        self.first_part = "0.5"
        self._voices: dict[str, str] = {}

    def blocks(self, blocks: Iterable[Block]) -> str:
        return "\n".join(self.written(tuple(blocks)))

    def written(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Block by block; the label and the boxes of one choice together, for short answers share a row."""
        at = 0
        while at < len(blocks):
            length = _choice_length(self.lang, blocks[at:])
            boxes = _short_boxes(blocks[at:])
            if length:
                yield _choice(self, blocks[at : at + length])
            elif len(boxes) > 1:
                length = len(boxes)
                yield f"#ticks({_boxes(self, boxes)})"
            elif twins := _twin_titles(self, blocks[at : at + 2]):
                length = 2
                yield twins
            else:
                yield _introduction(self, blocks[at : at + 2]) or self.block(blocks[at])
            at += length or 1

    def block(self, block: Block) -> str:
        return BLOCKS[type(block)](self, block)

    def content(self, blocks: Iterable[Block]) -> str:
        """Blocks as a content argument, or `none`."""
        written = self.blocks(blocks)
        return f"[{written}]" if written else "none"

    def inline(self, children: Sequence[Inline]) -> str:
        return "".join(INLINE[type(child)](self, child) for child in children)

    def phrase(self, phrase: Phrase) -> str:
        """A phrase as a content argument, in its own language."""
        words = self.inline(phrase.children)
        if phrase.lang == self.lang or phrase.lang not in self.languages:
            return f"[{words}]"
        return f"text({self.voice(phrase.lang)})[{words}]"

    def spoken(self, phrase: Phrase, block: str) -> str:
        """A block of one phrase, all of it in the phrase's language: its lines then start at that language's side."""
        if phrase.lang == self.lang or phrase.lang not in self.languages:
            return block.format(self.phrase(phrase))
        voice, outer = self.voice(phrase.lang), self.lang
        self.lang = phrase.lang
        written = block.format(self.phrase(phrase))
        self.lang = outer
        return f"#[#set text({voice})\n{written}]"

    def typed(self, node: Typed) -> str:
        """What somebody typed, as a string; line by line apart from its surroundings where directions could mix."""
        marks = ("", "")
        if node.mixes or any(language.direction == "rtl" for language in self.languages.values()):
            marks = ("\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")
        return text("\n".join(line.join(marks) if line else "" for line in node.text.split("\n")))

    def foreign(self, node: Foreign) -> str:
        """Words in another language inside a phrase."""
        words = self.inline(node.children)
        if node.lang not in self.languages:
            return words
        if not self.is_small(node.lang):
            return f"#text({self.voice(node.lang)})[{words}];"
        said = f"text({self.voice(node.lang)}, size: {self.size(node.lang)})[{words}]"
        return f"#box({said});" if node.whole else f"#{said};"

    def voice(self, tag: str) -> str:
        """The language, direction and fonts of words in a language, as named arguments."""
        if tag not in self._voices:
            voice = _voice(self.languages[tag], tuple(self.languages.values()))
            self._voices[tag] = _arguments({"lang": voice["lang"], "dir": voice["dir"], "font": voice["fonts"]})
        return self._voices[tag]

    def side(self, tag: str, blocks: Iterable[Block]) -> str:
        """The voice and the blocks of one side of a pair, as arguments."""
        outer, self.lang = self.lang, tag
        content = self.blocks(blocks)
        self.lang = outer
        return f"({self.voice(tag)}, size: {self.size(tag)}), [{content}]"

    def second(self, phrase: Phrase) -> str:
        """A phrase of the second language, in its size wherever it stands."""
        return f"text({self.voice(phrase.lang)}, size: {self.size(phrase.lang)})[{self.inline(phrase.children)}]"

    def widths(self) -> dict[str, float]:
        """For each language, about how much room a letter takes on paper: its width by the height of its line."""
        return {
            tag: self.points_of(tag) ** 2 * _LETTER_WIDTHS.get(language.script, 1)
            for tag, language in self.languages.items()
        }

    def size(self, tag: str) -> str:
        """The size of a language's letters: the second of two is as small as notes are, but in large print."""
        return f"{self.points_of(tag):.2f}pt"

    def points_of(self, tag: str) -> float:
        """As `size`, as a number."""
        return _points(self.languages[tag], self.points * (_SECOND if self.is_small(tag) else 1))

    def is_small(self, tag: str) -> bool:
        """Whether this is the second of two languages, which is as large as the first in large print alone."""
        return tag == self.beside and self.points < _LARGE_SIZE


# -- inline -------------------------------------------------------------------------------------------


def _link(writer: _Writer, node: Link) -> str:
    words = writer.inline(node.children)
    # On paper only an address of the open web leads anywhere.
    return f"#link({text(node.target)})[{words}];" if "://" in node.target else words


INLINE: dict[type, Callable[[_Writer, Any], str]] = {
    Plain: lambda _, node: f"#{text(node.text)};",
    Strong: lambda writer, node: f"#strong[{writer.inline(node.children)}];",
    Emphasis: lambda writer, node: f"#emph[{writer.inline(node.children)}];",
    Code: lambda writer, node: f"#{writer.typed(Typed(node.text))};",
    Mark: lambda *_: "",  # pages alone have them
    Typed: lambda writer, node: f"#{writer.typed(node)};",
    Link: _link,
    Foreign: lambda writer, node: writer.foreign(node),
    Blank: lambda writer, node: (
        f"#blank({text(node.field.name)}, {text(node.field.label)}, {writer.typed(node.field.typed)});"
    ),
    Drawing: lambda writer, node: (
        f"#drawing({json.dumps(drawing_file(node, writer.languages[writer.lang].direction))});"
    ),
}


# -- blocks -------------------------------------------------------------------------------------------

_PARAGRAPHS: dict[str, str] = {
    "small": "#block(text(size: small, {}))",
    "label": "#block(sticky: true, strong({}))",
    "card": "#card({})",
    "sign": "#sign({})",
    "second-title": "#block(above: 0pt, below: 0.9em, sticky: true, {})",
    "second": "#par(text(size: small, {}))",
}


def _paragraph(writer: _Writer, block: Paragraph) -> str:
    if block.role == "second-title" and block.phrase.lang == writer.beside:
        return _PARAGRAPHS[block.role].format(writer.second(block.phrase))
    if block.role == "second" and block.phrase.lang == writer.beside:  # letters of its script may be of another height
        return writer.spoken(block.phrase, f"#par(text(size: second-size({writer.size(block.phrase.lang)}), {{}}))")
    if block.role == "small" and writer.lang == writer.beside:  # all of that side is small
        return writer.spoken(block.phrase, "#par({})")
    return writer.spoken(block.phrase, _PARAGRAPHS.get(block.role, "#par({})"))


def _choice_length(lang: str, blocks: Sequence[Block]) -> int:
    """How many of the blocks are one choice: its label, perhaps a help, and its boxes. 0 if none stands there."""
    match blocks:
        case [Paragraph(Phrase(lang=said), "label"), Paragraph(role="small"), TickRow(), *_] if said == lang:
            start = 2
        case [Paragraph(Phrase(lang=said), "label"), TickRow(), *_] if said == lang:
            start = 1
        case _:
            return 0
    return start + sum(1 for _ in takewhile(partial(_of_one_choice, blocks[start]), blocks[start:]))


def _of_one_choice(first: Block, each: Block) -> bool:
    """Whether a box belongs to the field of the first one; the next clause may begin with boxes, too."""
    if not isinstance(first, TickRow) or not isinstance(each, TickRow) or each.under:
        return False
    return first.field.name.rpartition(".")[0] == each.field.name.rpartition(".")[0]


def _short_boxes(blocks: Sequence[Block]) -> list[TickRow]:
    """The boxes that stand first, with nothing but their words: they may share rows."""
    found: list[TickRow] = []
    for block in blocks:
        if not isinstance(block, TickRow) or block.under:
            break
        found.append(block)
    return found


def _boxes(writer: _Writer, blocks: Iterable[TickRow]) -> str:
    return ", ".join(f"({text(block.field.name)}, {_ticked(block)}, {writer.phrase(block.phrase)})" for block in blocks)


def _twin_titles(writer: _Writer, blocks: Sequence[Block]) -> str:
    """The title of a clause with the same in a second language; nothing for all else."""
    match blocks:
        case [Heading(level, first, new_page=new_page), Paragraph(second, "second-title")] if (
            second.lang == writer.beside
        ):
            return f"{_PAGE if new_page else ''}#twin-heading({level}, {writer.phrase(first)}, {writer.second(second)})"
        case _:
            return ""


def _introduction(writer: _Writer, blocks: Sequence[Block]) -> str:
    """The words right before a table or a signature, which stay on its page; nothing for all else."""
    match blocks:
        case [Paragraph(words, ""), Table() | Signing()]:
            return writer.spoken(words, "#block(sticky: true, par({}))")
        case [Pair([Paragraph(role="")], [Paragraph()]) as words, Table() | Signing() | Pair([Signing()])]:
            return _pair(writer, words, introduces=True)
        case _:
            return ""


def _choice(writer: _Writer, blocks: Sequence[Block]) -> str:
    said = [block for block in blocks if isinstance(block, Paragraph)]
    label, help = writer.phrase(said[0].phrase), writer.phrase(said[1].phrase) if said[1:] else "none"
    return f"#choice({label}, {help}, {_boxes(writer, _short_boxes(blocks[len(said) :]))})"


def _heading(writer: _Writer, block: Heading) -> str:
    return (_PAGE if block.new_page else "") + writer.spoken(block.phrase, f"#heading(level: {block.level}, {{}})")


def _items(writer: _Writer, block: Items) -> str:
    if block.role in ("cards", "cases"):
        return f"#{block.role}({', '.join(f'[{writer.blocks(item)}]' for item in block.items)})"
    kind = "enum" if block.ordered else "list"
    return f"#{kind}({', '.join(_item(writer, item) for item in block.items)})"


def _item(writer: _Writer, blocks: tuple[Block, ...]) -> str:
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return f"[#{writer.phrase(blocks[0].phrase)}]"
    return f"[{writer.blocks(blocks)}]"


def _definitions(writer: _Writer, block: Definitions) -> str:
    return "\n".join(
        f"#block(strong({writer.phrase(term)}), sticky: true)\n{writer.blocks(meaning)}"
        for _, term, meaning in block.entries
    )


def _table(writer: _Writer, block: Table) -> str:
    """A table: a short one stays whole, a long one goes on in parts that leave no half page empty.

    Each part has a head of its own: a head that Typst repeats after a page break would be hidden from screen readers.
    """
    if writer.beside and is_scale(block):
        return _scored(writer, block)
    columns = sum(cell.columns for cell in block.rows[0])
    asked = block.widths or (1,) * columns
    scale = writer.points / _BODY_SIZE
    widths, small = wide_enough(block, asked, scale), "none"
    if widths is None and writer.points > _SMALL_HEAD:  # in large print many columns have no room for their heads
        widths = wide_enough(block, asked, scale, _SMALL_HEAD / writer.points)
        small = f"{_SMALL_HEAD}pt"
    caption = "none" if block.headed else f"strong({writer.phrase(block.caption)})"
    head = "".join(f"{_cell(writer, cell)}, " for row in block.rows[: block.header_rows] for cell in row)
    said = [caption, f"({', '.join(f'{width:g}fr' for width in widths or asked)},)", small, f"({head})"]
    first = writer.parts + 1
    for rows, fits in parts(block, widths or asked, scale, writer.beside):
        writer.parts += 1
        cells = "".join(f"{_body_cell(writer, cell)}, " for row in rows for cell in row)
        said.append(f"({'true' if fits else 'false'}, ({cells}))")
    return f"#table-parts({first}, {', '.join(said)})"


def _scored(writer: _Writer, block: Table) -> str:
    """A table of boxes in two languages: beside narrow columns of boxes, twice the words would fill pages."""
    said = [
        f"#block(breakable: false, width: 100%)[{writer.block(pair)}\n#ticks({_boxes(writer, boxes)})]"
        for pair, boxes in statements(block, writer.lang, writer.beside)
    ]
    return "\n".join([f"#block(sticky: true, strong({writer.phrase(block.caption)}))", *said])


def _cell(writer: _Writer, cell: Cell) -> str:
    spans = (f"rowspan: {cell.rows}, " if cell.rows > 1 else "") + (
        f"colspan: {cell.columns}, " if cell.columns > 1 else ""
    )
    return f"table.cell({spans}[{''.join(_in_cell(writer, block) for block in two_sizes(cell.blocks, writer.beside))}])"


def _body_cell(writer: _Writer, cell: Cell) -> str:
    writer.row_names.append(cell.header == "row")
    return _cell(writer, cell)


def _in_cell(writer: _Writer, block: Block) -> str:
    if isinstance(block, FieldRow):
        return f"#writing-cell({text(block.field.name)}, {writer.typed(block.field.typed)})"
    if isinstance(block, TickRow) and not block.phrase.children:
        return f"#tick-box({text(block.field.name)}, {_ticked(block)})"
    return writer.block(block)


def _quotation(writer: _Writer, block: Quotation) -> str:
    body = "#parbreak()".join(f"#{writer.phrase(phrase)}" for phrase in block.phrases)
    return f"#quotation({writer.phrase(block.label)}, {writer.phrase(block.source)}, [{body}])"


def _note(writer: _Writer, block: Note) -> str:
    title = writer.phrase(block.title) if block.title.children else "none"
    return f"#note({title}, {writer.content(block.blocks)})"


def _field_row(writer: _Writer, block: FieldRow) -> str:
    help = writer.phrase(block.help) if block.help else "none"
    kind = "area" if block.field.kind is FieldKind.BOX else "line"
    name, value = text(block.field.name), writer.typed(block.field.typed)
    return f"#field-row({writer.phrase(block.label)}, {help}, {text(kind)}, {name}, {value})"


def _tick_row(writer: _Writer, block: TickRow) -> str:
    words, under = writer.phrase(block.phrase), writer.content(block.under)
    return f"#tick-row({text(block.field.name)}, {_ticked(block)}, {words}, {under})"


def _ticked(block: TickRow) -> str:
    return "true" if block.field.value else "false"


def _pair(writer: _Writer, block: Pair, introduces: bool = False) -> str:
    match block.first:
        case [Signing(statement=Phrase() as statement) as signing]:
            # Both say it in the one frame.
            said = replace(block, first=(Paragraph(statement),))
            return _signing(writer, signing, f"[{_pair(writer, said)}]")
    whole = "true" if said_whole(block) else "false"
    sides = writer.side(block.first_lang, block.first), writer.side(block.second_lang, block.second)
    stays = ", stays: true" if introduces else ""
    return f"#pair({writer.first_part}, {whole}, {', '.join(sides)}{stays})"


def _signing(writer: _Writer, block: Signing, confirmed: str = "") -> str:
    statement = confirmed or (writer.phrase(block.statement) if block.statement else "none")
    thumb = writer.phrase(block.thumbprint) if block.thumbprint else "none"
    lines = ", ".join(writer.phrase(line) for line in block.lines)
    both = "true" if confirmed else "false"
    return f"#signing({writer.phrase(block.who)}, {statement}, {both}, ({lines},), {thumb})"


BLOCKS: dict[type, Callable[[_Writer, Any], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Definitions: _definitions,
    Table: _table,
    Quotation: _quotation,
    Note: _note,
    FieldRow: _field_row,
    TickRow: _tick_row,
    Signing: _signing,
    Diagram: lambda writer, block: writer.blocks(block.told),
    PaperPicture: lambda _, block: "",  # noqa: ARG005 - no paper has one
    Folded: lambda writer, block: writer.blocks(block.blocks),
    Conditional: lambda writer, block: f"#conditional({writer.phrase(block.words)}, {writer.content(block.blocks)})",
    Pair: _pair,
}
