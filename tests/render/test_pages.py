"""Pages as Markdown: what Python-Markdown makes of them is what was meant, whatever the words are."""

from __future__ import annotations

from html import escape, unescape
from html.parser import HTMLParser

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.blocks.fill_in import Control, FillIn, FormSection, Question
from generator.blocks.nodes import (
    Blank,
    Block,
    Cell,
    Code,
    Conditional,
    Definitions,
    Field,
    FieldKind,
    FieldRow,
    Foreign,
    Heading,
    Items,
    Link,
    Note,
    Page,
    Pair,
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
from generator.library.language import Language
from generator.render import html
from generator.render import markdown as pages
from generator.render.markdown import page_markdown
from generator.render.place import PagePlace
from tests.render.kinds import BLOCK_TYPES, INLINE_TYPES

EN = Language(tag="en", name="English", direction="ltr", region="en-GB", fonts=(), plural="")
AR = Language(tag="ar", name="العربية", direction="rtl", region="ar", fonts=(), plural="")
PLACE = PagePlace("stages/design", EN, {"en": EN, "ar": AR})


def words(text: str, lang: str = "en") -> Phrase:
    return Phrase((Plain(text),), lang)


def rendered(*blocks: Block, title: str = "Title") -> str:
    page = Page("stages/design", words(title), "About it.", blocks, EN)
    source = page_markdown(page, PLACE).split("---\n", 2)[2]
    return markdown.markdown(source, extensions=["attr_list", "toc"])


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said = ""
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.said += data


@pytest.mark.parametrize("table", [html.BLOCKS, html.INLINE])
def test_every_node_type_has_a_renderer(table: dict[type, object]) -> None:
    assert set(table) == set(BLOCK_TYPES if table is html.BLOCKS else INLINE_TYPES)
    assert set(pages.INLINE) == set(INLINE_TYPES)


HOSTILE = [
    "# not a heading",
    "- not a list",
    "1. not a list",
    "12) nor this",
    "> no quote",
    "<script>alert(1)</script>",
    "*stars* and _lines_",
    "[link](http://x.example)",
    "{ #id .class }",
    "a { onclick=x }",
    "&lt; stays",
    "`code`",
    "![image](x)",
    "===",
    "---",
    "~~~",
    "| a | b |",
    "\\* backslash",
    "http://x.example bare",
    ": colon",
    "+ plus",
    "!!! note",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_only_words(text: str) -> None:
    for block, tags in (
        (Paragraph(words(text)), ["h1", "p"]),
        (Items(((Paragraph(words(text)),),)), ["h1", "ul", "li"]),
        (Heading(2, words(text), "id"), ["h1", "h2"]),
    ):
        seen = _Words()
        seen.feed(rendered(block))
        assert seen.tags == tags
        assert text in seen.said.replace("\n", " ")


@pytest.mark.parametrize("text", HOSTILE)
def test_words_in_html_inside_a_paragraph_are_only_words(text: str) -> None:
    """Markdown reads on between the tags of a paragraph: a link could come of the words of another language there."""
    field = Field("f", FieldKind.LINE, text, "en")
    for node, tag in (
        (Foreign("ar", (Plain(text),)), "span"),
        (Typed(text), "bdi"),
        (Blank(field), "span"),
        (Code(text), "code"),
    ):
        seen = _Words()
        seen.feed(rendered(Paragraph(Phrase((Plain("a "), node), "en"))))
        assert seen.tags == ["h1", "p", tag]
        assert text in seen.said


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Zl", "Zp"]), min_size=1, max_size=40)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
def test_any_words_come_through_a_paragraph(text: str) -> None:
    seen = _Words()
    seen.feed(rendered(Paragraph(words(f"a{text}"))))
    # Python-Markdown uses STX and ETX for itself; they are control characters and never reach a text.
    assert " ".join(seen.said.split()) == " ".join(f"Title a{text}".split())
    assert seen.tags == ["h1", "p"]


def test_another_language_is_marked() -> None:
    assert '<p lang="ar" dir="rtl">كلمة</p>' in rendered(Paragraph(words("كلمة", "ar")))
    assert 'dir="rtl" id="k" lang="ar"' in rendered(Heading(2, words("كلمة", "ar"), "k"))


def test_a_heading_keeps_its_anchor_in_every_language() -> None:
    assert '<h2 id="why-it-matters">Why</h2>' in rendered(Heading(2, words("Why"), "why-it-matters"))


@pytest.mark.parametrize("title", ["Fill", "fill-tools", "Choose", "Groups checklists", "__menu", "dataset", "املأ"])
def test_no_id_is_made_from_the_words_of_a_title(title: str) -> None:
    assert '<h1 id="__title">' in rendered(title=title)
    assert rendered(title=title).count(" id=") == 1


@pytest.mark.parametrize("name", ["fill", "fill-tools", "before", "dataset", "hidden", "title"])
def test_no_paper_can_take_what_scripts_look_for(name: str) -> None:
    questions = tuple(Question(f"{name}{suffix}", control, words("Who?")) for suffix, control in (
        ("", Control.TEXT), ("-2", Control.TICK), ("-3", Control.LONG),
    ))  # fmt: skip
    form = FillIn(
        paper=name, kind="document", version="1", edition="1.0", title=words("Fill"),
        parts=(FormSection(name, words("Fill"), questions),), languages=(EN,), word_site="", word_file="",
        conditions={}, principles={},
        needed=words("needed"), more=words("more"), doing=words("Fill it in"),
    )  # fmt: skip
    source = page_markdown(Page(f"fill/{name}", words("Fill"), "", (), EN, fill_in=form), PLACE)
    seen = _Ids()
    seen.feed(markdown.markdown(source.split("---\n", 2)[2], extensions=["attr_list", "toc"]))
    assert len(seen.ids) == len(seen.tags)
    # A form's controls hide its own properties, so scripts are given what stands around the form.
    assert (seen.tags["fill"], seen.tags["fill-tools"]) == ("div", "div")


class _Ids(HTMLParser):
    """Which element has which id."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.tags: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if id := dict(attrs).get("id"):
            self.ids.append(id)
            self.tags[id] = tag


def test_links_are_relative_to_the_page() -> None:
    link = Link("principles/relevance#x", (Plain("go"),))
    assert 'href="../principles/relevance.html#x"' in rendered(
        Items(((Paragraph(Phrase((link,), "en")),),), role="doors")
    )
    assert "](../principles/relevance.md#x)" in page_markdown(
        Page("stages/design", words("t"), "", (Paragraph(Phrase((link,), "en")),), EN), PLACE
    )
    assert 'href="../papers/a.pdf"' in rendered(
        Items(((Paragraph(Phrase((Link("file:papers/a.pdf", (Plain("a"),)),), "en")),),), role="downloads")
    )


@pytest.mark.parametrize("letter", ["\x01", "\x7f", "\x9f", "\ufffe", "\U0001f600"])
def test_front_matter_holds_any_letter(letter: str) -> None:
    page = Page("a", words(f"a{letter}b"), "", (), EN)
    assert yaml.safe_load(page_markdown(page, PLACE).split("---")[1])["title"] == f"a{letter}b"


def test_front_matter_is_yaml_whatever_the_title() -> None:
    page = Page("a", words('He said: "no" # really'), "1: 2", (), EN)
    assert yaml.safe_load(page_markdown(page, PLACE).split("---")[1]) == {
        "title": 'He said: "no" # really',
        "description": "1: 2",
    }


def test_every_block_says_what_it_holds() -> None:
    tick = Field("t", FieldKind.TICK, "label", "en")
    cell = Cell((Paragraph(words("spanning")),), rows=2)
    blocks: list[tuple[Block, list[str]]] = [
        (
            Definitions((("term", words("Term"), (Paragraph(words("meaning")),)),)),
            ['<dt id="term">Term</dt>', "<dd><p>meaning</p></dd>"],
        ),
        (
            Table(
                words("Caption"),
                ((Cell((Paragraph(words("C")),), "column"),), (Cell((Paragraph(words("R")),), "row"), cell)),
            ),
            [
                '<th scope="col">C</th>',
                '<th scope="row">R</th>',
                '<td rowspan="2">spanning</td>',
                "<caption>Caption</caption>",
                '<div class="table">',
            ],
        ),
        (
            Quotation((words("exact"),), words("Official"), words("paragraph 4")),
            [
                '<figcaption class="official__label">Official</figcaption>',
                "<blockquote><p>exact</p></blockquote>",
                "paragraph 4",
            ],
        ),
        (Note("draft", words("Draft"), (Paragraph(words("why")),)), ["note--draft", "<p>why</p>"]),
        (
            FieldRow(Field("f", FieldKind.BOX, "l", "en"), words("Label"), words("Help")),
            ["field--box", "Label", "Help"],
        ),
        (TickRow(tick, words("Do it"), (Paragraph(words("Why")),)), ['class="tick" id="', "<p>Do it</p><p>Why</p>"]),
        (
            Signing(words("You"), (words("Name"),), words("I agree"), words("Thumb")),
            ["You", "I agree", "Name", "Thumb"],
        ),
        (
            Conditional("photos", words("Only if"), (Paragraph(words("then")),)),
            ['data-condition="photos"', "Only if", "then"],
        ),
        (
            Pair((Paragraph(words("كلمة", "ar")),), (Paragraph(words("word")),), "ar", "en"),
            ['lang="ar" dir="rtl"><p>كلمة</p></div><div><p>word</p>'],
        ),
        (
            Paragraph(Phrase((Strong((Plain("b"),)), Blank(tick)), "en")),
            ["<strong>b</strong>", '<span class="blank">[label]</span>'],
        ),
    ]
    for block, expected in blocks:
        made = rendered(block)
        for part in expected:
            assert part in unescape(made), (part, made)


def test_fragments_hold_no_blank_line_and_are_passed_on_whole() -> None:
    fragment = html.HtmlWriter(PLACE).block(Note("info", words("a < b & c"), (Items(((Paragraph(words("x")),),)),)))
    assert "\n\n" not in fragment
    assert fragment in rendered(Note("info", words("a < b & c"), (Items(((Paragraph(words("x")),),)),)))
    assert unescape(escape("a < b & c", quote=False)) == "a < b & c"
