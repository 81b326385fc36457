"""What stands around the guides: filled examples, diagrams in words, ways on, workshops and the readability report."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import pypdf
import pytest

from generator.blocks.artifact import Offered
from generator.blocks.nodes import Block, Diagram, Heading, Items, Link, Page, Paragraph, Phrase, Plain, Table
from generator.blocks.walk import blocks_in, fields_of, phrases_in
from generator.compose.diagrams import diagram, with_diagrams
from generator.compose.examples import filled_papers, with_filled_papers
from generator.compose.fill_in import fill_in_pages
from generator.compose.next_steps import with_next_steps
from generator.compose.packs import kit_of, targets_of, whole_kit_of
from generator.compose.pages.readability import readability_blocks
from generator.compose.pages.workshops import workshop_pages
from generator.compose.papers import papers
from generator.compose.workshops import programme_blocks, session_blocks
from generator.compose.writer import Writer
from generator.library.library import Library
from generator.library.routes import route
from generator.render.formats.pdf import PdfFormat
from tests.conftest import ROOT, loaded


@pytest.fixture
def writer(tiny_library: Library) -> Writer:
    return Writer(tiny_library)


@pytest.fixture(scope="module")
def real() -> Library:
    return loaded(ROOT)


def page(writer: Writer, path: str, *blocks: Block) -> Page:
    return Page(path, Phrase((Plain("A page"),), "en"), "About it.", blocks, writer.library.language)


def said(words: str) -> Paragraph:
    return Paragraph(Phrase((Plain(words),), "en"))


def words(blocks: Sequence[Block]) -> list[str]:
    return [each.plain for each in phrases_in(blocks)]


def targets(blocks: Sequence[Block]) -> list[str]:
    return [child.target for each in phrases_in(blocks) for child in each.children if isinstance(child, Link)]


def test_every_page_of_a_filled_example_says_that_it_is_invented(writer: Writer) -> None:
    (paper,) = filled_papers(writer.library)
    assert {name: field.value for name, field in fields_of(paper)}["organisation"] == "A river group (invented)"
    pages = pypdf.PdfReader(io.BytesIO(PdfFormat().render(paper, "a4-print.pdf"))).pages
    stamp = writer.say("example-stamp")
    assert stamp
    assert pages
    assert all(" ".join(stamp.split()) in " ".join(each.extract_text().split()) for each in pages)


def test_filled_papers_are_linked_below_their_heading_and_only_where_pdfs_are_made(writer: Writer) -> None:
    river = page(writer, "guides/examples/river", said("One"), Heading(2, writer.words("next"), "papers"), said("Two"))
    blocks = with_filled_papers(writer, river, Offered(("a4-print.pdf", "docx"), ())).blocks
    assert [type(each) for each in blocks] == [Paragraph, Heading, Items, Paragraph]
    assert targets(blocks) == ["file:papers/example-river-small-consent.en.a4-print.pdf"]
    assert with_filled_papers(writer, river, Offered(("docx",), ())) == river
    empty = replace(river, blocks=river.blocks[:2])
    assert with_filled_papers(writer, empty, Offered(("docx",), ())).blocks == river.blocks[:1]


def test_a_diagram_stands_after_the_opening_and_says_everything_in_words_too(writer: Writer) -> None:
    stages = page(writer, "stages", said("Opening"), Heading(2, writer.words("next"), "more"), said("Later"))
    blocks = with_diagrams(writer, stages).blocks
    assert [type(each) for each in blocks] == [Paragraph, Diagram, Heading, Paragraph]
    drawn = blocks[1]
    assert isinstance(drawn, Diagram)
    told = " ".join(words(drawn.told))
    assert "Go there." in told
    assert "May you ask?" in told
    assert "Go home." in told


def test_a_diagram_stands_below_the_heading_that_it_names(writer: Writer) -> None:
    (data,) = writer.library.diagrams.diagrams
    named = data.model_copy(update={"pages": ("guides/principles/privacy#more",)})
    writer.library = replace(writer.library, diagrams=writer.library.diagrams.model_copy(update={"diagrams": (named,)}))
    heading = Heading(2, writer.words("next"), "more")
    privacy = page(writer, "principles/privacy", said("One"), heading, said("Two"), said("Three"))
    blocks = with_diagrams(writer, privacy).blocks
    assert [type(each) for each in blocks] == [Paragraph, Heading, Paragraph, Diagram, Paragraph]


def test_every_diagram_is_shown_on_each_page_that_it_names(real: Library) -> None:
    writer = Writer(real)
    for data in real.diagrams.diagrams:
        for target in data.pages:
            path, _, anchor = route(f"page:{target}").partition("#")
            shown = with_diagrams(writer, page(writer, path, Heading(2, writer.words("next"), anchor or "x"))).blocks
            assert data.id in [each.id for each in shown if isinstance(each, Diagram)]


def test_every_word_of_every_real_diagram_is_in_its_text(real: Library) -> None:
    writer = Writer(real)
    for data in real.diagrams.diagrams:
        drawn = diagram(writer, data)
        told = " ".join(words(drawn.told))
        for box in (box for row in drawn.rows for box in row):
            shown = [box.words, *box.lines, *([box.otherwise] if box.otherwise else [])]
            assert [each.plain for each in shown if each.plain not in told] == [], data.id


def test_a_page_made_from_data_names_what_comes_next_and_leaves_out_what_is_not_there(writer: Writer) -> None:
    privacy = with_next_steps(writer, page(writer, "principles/privacy", said("Words")))
    assert targets(privacy.blocks) == ["principles/privacy", "matrix"]
    assert isinstance(privacy.blocks[1], Heading)
    assert privacy.blocks[1].id == "go-on"
    other = with_next_steps(writer, page(writer, "principles/unknown", said("Words")))
    assert targets(other.blocks) == ["matrix"]
    form = fill_in_pages(writer, papers(writer.library, writer.library), Offered(("docx",), ()), ())[0]
    assert form.fill_in
    below = with_next_steps(writer, form)
    assert below.blocks == form.blocks
    assert below.fill_in
    assert targets(below.fill_in.after) == [form.path.replace("fill/", "documents/"), "guides"]
    alone = page(writer, "glossary", said("Words"))
    assert with_next_steps(writer, alone) == alone


def test_the_cards_of_a_session_begin_on_a_sheet_of_their_own_at_its_end(writer: Writer) -> None:
    (session,) = writer.library.sessions
    blocks = list(session_blocks(writer, session))
    cards = next(each for each in blocks_in(blocks) if isinstance(each, Items) and each.role == "cases")
    assert words([cards]) == ["They ask in private.", "They ask before a crowd."]
    assert [each.new_page for each in blocks if isinstance(each, Heading)][-1]
    everything = words(blocks)
    assert everything.index("They ask in private. Yes. Nobody hears.") < everything.index("They ask in private.")
    assert "documents/small-consent" in targets(blocks)
    assert any("You may leave at any time." in each for each in everything)


def test_each_session_prints_what_holds_for_all(real: Library) -> None:
    """A trainer may print one session alone, and needs the rules for a safe room in it."""
    every = real.programmes.every_session
    common = [
        text.value for points in (every.things, every.notes, *dict(every.adapt).values()) for text in points.values()
    ]
    for session in real.sessions:
        said = words(list(session_blocks(Writer(real), session)))
        assert [each for each in common if said.count(each) != 1] == [], session.id


def test_a_programme_has_a_timetable_with_breaks_and_names_every_paper_once(writer: Writer) -> None:
    (programme,) = writer.library.programmes.programmes
    blocks = list(programme_blocks(writer, programme))
    table = next(each for each in blocks if isinstance(each, Table))
    rows = [" ".join(words(cell.blocks)) for row in table.rows[1:] for cell in row]
    assert rows[1::3] == ["Ask well", "Tea"]
    assert "09:45" in rows[0]
    assert "10:15" in rows[0]
    assert "10:30" in rows[3]
    said = words(blocks)
    first = said.index("Papers to hand out, in the order of use")
    assert said[first + 1 : first + 3] == ["A small consent form", "A small checklist"]


def test_a_trainer_prints_a_kit_once_and_the_papers_in_it_as_often_as_needed(writer: Writer) -> None:
    (programme,) = writer.library.programmes.programmes
    own, papers = ("programme:short-day", "session:small-session"), ("document:small-consent", "checklist:small-check")
    assert targets_of(writer.library, kit_of(programme)) == own
    assert targets_of(writer.library, whole_kit_of(writer.library, programme)) == (*own, *papers)
    page = workshop_pages(writer, (), (), Offered((), ()))[0]
    assert [each for each in targets(page.blocks) if each.startswith(("documents/", "checklists/"))] == [
        "documents/small-consent",
        "checklists/small-check",
    ]


def test_the_real_programmes_are_a_half_day_a_day_and_two_days(real: Library) -> None:
    minutes = {session.id: session.minutes for session in real.sessions}
    lengths = {
        each.id: [sum(part.minutes or minutes[part.id] for part in day.parts) / 60 for day in each.days]
        for each in real.programmes.programmes
    }
    assert any(len(days) == 1 and days[0] <= 4 for days in lengths.values())
    assert any(len(days) == 1 and 6 <= days[0] <= 8 for days in lengths.values())
    assert any(len(days) == 2 and max(days) <= 8 for days in lengths.values())


def test_the_report_names_each_list_of_texts_of_ours_and_links_it(real: Library) -> None:
    table = next(each for each in readability_blocks(Writer(real)) if isinstance(each, Table))
    listed = [target for row in table.rows[1:] for target in targets(row[0].blocks)]
    assert len(listed) == len(set(listed)) == len(table.rows) - 1
    assert {"guides", "principles", "stages", "documents", "workshops", "questions"} <= set(listed)
    assert all(float(words(row[1].blocks)[0]) <= 9 for row in table.rows[1:])
