"""Papers stay light: how many there are, how many words they hold, how many pages they print, how these look."""

from __future__ import annotations

import io
import math
import os
import re
from functools import cache
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from generator.blocks.nodes import Conditional, Table
from generator.blocks.walk import blocks_in, fingerprint_of
from generator.compose.packs import booklet, packs_of
from generator.compose.papers import alone, is_translated, papers, side_by_side
from generator.library.answers import Answers
from generator.library.effort import words_in
from generator.library.library import Library
from generator.library.readability import measure_all
from generator.library.text import SOURCE_LANGUAGE, State, texts_in
from generator.load.answers import load_answers
from generator.render.formats import maker_of
from tests.conftest import ROOT, in_state, opened, some
from tests.tagged import heads_at_the_foot, said_on_pages, titles_at_the_foot

FORMS, CHECKLISTS, WORDS = 48, 24, 42_000
"""What there may be of each, and how many words all forms may hold: what nobody reads through helps nobody."""

ONE_SHEET = {"place-notice": 1, "volunteer-promise": 1, "letter-of-interest": 1, "consent-sheet": 2}
LADDER = {"results-agreement": 2, "table-agreement": 3, "records-agreement": 6}
FULL = {
    **dict.fromkeys(("adult-consent", "assent-7-11", "assent-12-17", "reuse-consent", "online-notice"), 8),
    **dict.fromkeys(("parental-permission", "community-consent"), 8),
    "oral-consent": 3,
    "information-sheet": 3,
    "group-discussion-consent": 3,
    "recording-consent": 4,
}
"""At most so many A4 pages, blank; with each condition answered, they are fewer."""
FULLNESS = 0.6
"""How much of a page has something on it, above the foot, unless it is the last."""
A4, FOOT, LARGE_FOOT = 842.0, 62.0, 97.0
SMALL_PRINT = 2
"""Paragraphs about the paper itself that end it, in two languages."""
COUNTED = ("none", "one", "two", "three", "four", "five", "six")


@cache
def library() -> Library:
    return opened(ROOT).source.usable


def printed(site: Path, id: str, name: str = "a4-print.pdf") -> bytes:
    """As it was printed for the site, which prints each once: nothing is printed here a second time."""
    return (site / f"en/papers/{id}.en.{name}").read_bytes()


def pages(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


def test_there_are_not_too_many_papers_or_words() -> None:
    assert len(library().documents) <= FORMS
    assert len(library().checklists) <= CHECKLISTS
    assert sum(map(words_in, library().documents)) <= WORDS


@pytest.mark.parametrize(("id", "most"), [*ONE_SHEET.items(), *LADDER.items(), *FULL.items()])
def test_a_paper_prints_on_few_pages(site: Path, id: str, most: int) -> None:
    assert pages(printed(site, id)) <= most


def test_a_summary_says_as_many_pages_as_are_printed(site: Path) -> None:
    """Where its English opens a sentence, or closes it, with a number of pages, or of sheets: each has two.

    That is true beside another language, too.
    """
    counted = re.compile(rf"(?:^|[.:] )({'|'.join(COUNTED[1:])}) (page|sheet)s?\b", re.IGNORECASE)
    said = {each.id: found for each in library().documents if (found := counted.search(each.summary.value))}
    assert len(said) >= 5
    for id, (number, kind) in ((id, found.groups()) for id, found in said.items()):
        most = COUNTED.index(number.lower()) * (2 if kind.lower() == "sheet" else 1)
        printings = [printed(site, id), *(beside(site, own, id) for own in turns(id))]
        assert [count for pdf in printings if not most - (kind == "sheet") <= (count := pages(pdf)) <= most] == [], id


@pytest.mark.parametrize(("id", "most"), [*ONE_SHEET.items(), *LADDER.items(), *FULL.items()])
def test_a_paper_prints_on_few_pages_in_each_language(id: str, most: int) -> None:
    """As it will print once each of its words is reviewed."""
    for own in reviewed(id):
        assert pages(maker_of("a4-print.pdf").render(alone(own, id), "a4-print.pdf")) <= most, own.language.tag


ANSWERED = {id: min(most, 6) for id, most in FULL.items()}
"""At most so many once each condition is answered."""


@pytest.mark.parametrize("name", ["a4-print.pdf", "letter-print.pdf"])
@pytest.mark.parametrize("answer", [False, True])
@pytest.mark.parametrize(("id", "most"), some(list(ANSWERED.items())))
def test_answered_conditions_make_a_form_shorter(id: str, most: int, answer: bool, name: str) -> None:
    """Also if all of its parts are used, in English and in each language as it will print once it is reviewed."""
    template = next(each for each in library().documents if each.id == id)
    answers = Answers(dict.fromkeys((each.id for each in template.conditions), answer))
    for own in (library(), *reviewed(id)):
        pdf = maker_of(name).render(alone(own, id, answers), name)
        assert pages(pdf) <= most, own.language.tag


def test_consent_on_one_sheet_is_read_in_five_minutes() -> None:
    """With its blanks filled: two pages, 600 words, plain enough for a child of twelve."""
    file, _ = load_answers(ROOT / "content/examples/water-points/consent-sheet.json")
    assert file is not None
    said = {name: raw.text for name, raw in file.model.answers.items() if "." not in name and hasattr(raw, "text")}
    paper = alone(library(), "consent-sheet", Answers({}, dict(said)))
    pdf = maker_of("a4-print.pdf").render(paper, "a4-print.pdf")
    assert pages(pdf) == 2
    template = next(each for each in library().documents if each.id == "consent-sheet")
    words = words_in(template.sections) + words_in(template.fields) + sum(len(each.split()) for each in said.values())
    assert words <= 600
    assert measure_all(text.value for _, text in texts_in(template.sections)).grade <= 6


def test_nobody_takes_more_than_twelve_pages_to_a_first_meeting() -> None:
    """Also where each paper stands beside its English."""
    for own in (library(), translated()[0]):
        pack = next(each for each in packs_of(own) if each.id == "first-meeting")
        made = booklet(own, pack, papers(own, library()))
        assert pages(maker_of("a4-pack.pdf").bind(made, "a4-pack.pdf")) <= 12, own.language.tag


def test_a_session_is_one_sheet_and_its_cards(site: Path) -> None:
    """The trainer holds both sides of one sheet, and cuts up another."""
    long = {each.id: count for each in library().sessions if (count := pages(printed(site, each.id))) > 3}
    assert long == {}


PRINTED = sorted(
    path.stem for folder in ("templates/documents", "content/checklists") for path in (ROOT / folder).glob("*.yaml")
)


def half_empty(pdf: bytes, foot: float = FOOT) -> list[int]:
    """The pages, but the last, on which the lowest thing above the foot stands too high."""
    document, found = pypdfium2.PdfDocument(pdf), []
    for number in range(len(document) - 1):
        tops = [box for each in document[number].get_objects() if (box := each.get_bounds())[1] > foot]
        if (A4 - min(bottom for _, bottom, _, _ in tops)) / (A4 - foot) < FULLNESS:
            found.append(number + 1)
    return found


@pytest.mark.parametrize("id", PRINTED)
def test_no_page_is_left_half_empty(site: Path, id: str) -> None:
    assert half_empty(printed(site, id)) == []
    assert not ends_in_small_print(printed(site, id))


@pytest.mark.parametrize("id", PRINTED)
def test_large_print_takes_no_sheet_for_small_print_alone(site: Path, id: str) -> None:
    if (site / f"en/papers/{id}.en.a4-large.pdf").exists():
        pdf = printed(site, id, "a4-large.pdf")
        assert not ends_in_small_print(pdf) or pages(pdf) % 2 == 0


@pytest.mark.parametrize("id", PRINTED)
def test_two_languages_in_large_print_go_on_on_the_next_page(site: Path, id: str) -> None:
    """They stand below each other, and leave one page half empty at most; rows of tables are higher."""
    has_table = any(isinstance(block, Table) for block in blocks_in(alone(library(), id).blocks))
    for own in () if has_table else turns(id):
        file = site / f"{own.language.tag}/papers/{id}.{own.language.tag}-en.a4-large.pdf"
        assert not file.exists() or len(half_empty(file.read_bytes(), LARGE_FOOT)) <= 1, own.language.tag


def ends_in_small_print(pdf: bytes) -> bool:
    """Whether nothing but the paragraphs about the paper itself stands on the last of its pages."""
    said = said_on_pages(pdf)
    last = [kinds for page, kinds in said if page == said[-1][0]]
    return said[-1][0] > 1 and len(last) <= SMALL_PRINT and {kinds[1] for kinds in last} <= {"/P", "/Span"}


@pytest.mark.parametrize("id", some(PRINTED))
def test_no_title_stands_alone_at_the_foot_of_a_page(site: Path, id: str) -> None:
    for pdf in (printed(site, id), *(beside(site, own, id) for own in turns(id))):
        assert said_on_pages(pdf)
        assert titles_at_the_foot(pdf) + heads_at_the_foot(pdf) == []


LADDER_BESIDE = {"results-agreement": 2, "table-agreement": 3}
"""Two languages take no more of these than one may."""


@cache
def translated() -> tuple[Library, ...]:
    editions = opened(ROOT)
    return tuple(editions.edition(each).library for each in editions.languages() if each.tag != SOURCE_LANGUAGE)


def turns(id: str) -> list[Library]:
    """The languages in which a paper is looked at: one, by turns, or all with ALL_PAPERS."""
    of_it = [each for each in translated() if is_translated(each, id)]
    return of_it if os.environ.get("ALL_PAPERS") else of_it[PAPERS.index(id) % len(of_it) :][:1]


def reviewed(id: str) -> list[Library]:
    """The same languages as if each of their words had been reviewed, so that the paper may stand alone."""
    return [_reviewed(own.language.tag) for own in turns(id)]


@cache
def _reviewed(tag: str) -> Library:
    return in_state(next(own for own in translated() if own.language.tag == tag), State.REVIEWED)


def beside(site: Path, own: Library, id: str) -> bytes:
    """As it was printed for the site, or what it would print if not each word of it were checked."""
    name, tag = "a4-print.pdf", own.language.tag
    file = site / f"{tag}/papers/{id}.{tag}-en.{name}"
    if file.exists():
        return file.read_bytes()
    return maker_of(name).render(side_by_side(own, library(), library(), id), name)


PAPERS = sorted((*PRINTED, *(path.stem for path in (ROOT / "content/sessions").glob("*.yaml"))))


@pytest.mark.parametrize("id", PAPERS)
def test_two_languages_side_by_side_take_few_pages(site: Path, id: str) -> None:
    """Not more than 1.6 times those of one, rounded up; and no page is left half empty, but before cards to cut out."""
    for own in turns(id):
        pdf = beside(site, own, id)
        assert pages(pdf) <= min(LADDER_BESIDE.get(id, 99), math.ceil(1.6 * pages(printed(site, id)))), own.language.tag
        if id in PRINTED:
            assert half_empty(pdf) == [], own.language.tag
            assert not ends_in_small_print(pdf), own.language.tag


def test_a_blank_is_wide_enough_for_a_hand(site: Path) -> None:
    """A line to write on is 80 mm long or more; the lines of tables are as wide as their columns."""
    for id in (each.id for each in library().documents):
        reader = pypdf.PdfReader(io.BytesIO(printed(site, id)))
        for name, field in (reader.get_fields() or {}).items():
            rect = [float(each) for each in field.get("/Rect", ())]
            if field.get("/FT") == "/Tx" and rect and "." not in name:
                assert rect[2] - rect[0] >= 80 / 25.4 * 72 - 1, f"{id}: {name}"


def test_packs_for_the_light_levels_are_ready_to_print() -> None:
    """Nothing in them stands under a condition, and their papers say by another fingerprint that parts are out."""
    made = papers(library(), library())
    ready = [booklet(library(), pack, made) for pack in packs_of(library()) if pack.ready]
    assert {each.id for each in ready} == {"level-things", "level-people"}
    whole = {paper.id: paper for paper in made}
    for pack in ready:
        for paper in pack.papers:
            assert not any(isinstance(block, Conditional) for block in paper.blocks)
            shorter = paper.blocks != whole[paper.id].blocks
            assert (paper.labels.footer != whole[paper.id].labels.footer) is shorter
            assert fingerprint_of(paper) in paper.labels.footer
