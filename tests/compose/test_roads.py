"""Every road by which words reach paper, a screen or a program: no unchecked word comes along it without a label.

A command or a format that no row of the tables names fails.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache

import pytest

from generator.blocks.fill_in import PaperPreview
from generator.blocks.nodes import Note, Page
from generator.catalog.counts import Counts
from generator.classifying import Classifying
from generator.classifying import shown as shown_there
from generator.compose.addendum import addendum
from generator.compose.checked import SAFE_ALONE
from generator.compose.data.catalogue import SHEET, catalogue, sheet
from generator.compose.data.consent_record import consent_record, receipt
from generator.compose.data.records import collection
from generator.compose.data.scoring import score_sheet
from generator.compose.data.vocabulary import vocabulary
from generator.compose.kits import kit_page
from generator.compose.packs import booklets
from generator.compose.papers import alone, editions, may_stand_alone, papers, side_by_side, spoken
from generator.compose.pocket import pocket_guides
from generator.compose.result import result
from generator.compose.site import compose_frame
from generator.compose.survey import survey
from generator.desk.sending import words_around
from generator.library.answers import Answers
from generator.library.asked import asked
from generator.library.classifier import ClassifierQuestion
from generator.library.language import Language
from generator.library.library import Library
from generator.library.names import names
from generator.library.template import DocumentTemplate
from generator.library.text import State, Text, all_texts, map_texts, texts_in
from generator.packing import _told, book_of
from tests import commands
from tests.compose.previews import previews
from tests.compose.whole import whole_site
from tests.conftest import some

ARABIC = Language(
    tag="ar", name="العربية", direction="rtl", region="ar-SA", fonts=("Amiri",), plural="nplurals=1; plural=0;"
)
MARK = re.compile(r"⟦(\d+)⟧")
CONSENT = "small-consent"
FIELDS = tuple(each.name for each in fields(Library) if each.name != "language")
DEEPER = "screen-classify-deeper"


@pytest.fixture(scope="module")
def source(tiny_library: Library) -> Library:
    return tiny_library


def changed(library: Library, change: Callable[[Text], Text], *names: str) -> Library:
    """The library in Arabic with each text of these fields, or of all, passed through `change`."""
    held = {name: getattr(library, name) for name in names or FIELDS}
    return replace(library, language=ARABIC, **map_texts(held, lambda _, text: change(text)))


@cache
def places(source: Library) -> dict[str, set[str]]:
    """The keys of all texts, each with the fields of the library in which it stands."""
    found: dict[str, set[str]] = {}
    for name in FIELDS:
        for _, text in texts_in({name: getattr(source, name)}):
            found.setdefault(text.key, set()).add(name)
    return found


@cache
def all_checked(source: Library) -> Library:
    """Every text with its number, and all of them checked."""
    numbers = {key: number for number, key in enumerate(places(source))}

    def change(text: Text) -> Text:
        words = f"{text.value} ⟦{numbers[text.key]}⟧"
        return replace(text, value=words, lang="ar", state=State.REVIEWED, source=text.value, formerly="")

    return changed(source, change)


def translated(source: Library, states: dict[str, State]) -> Library:
    """Every text with its number, checked but for those in other states."""

    def change(text: Text) -> Text:
        return replace(text, state=states[text.key]) if text.key in states else text

    # A test asks for each text in turn: only what holds it is gone through.
    where = set[str]().union(*(places(source)[key] for key in states))
    return changed(all_checked(source), change, *where) if where else all_checked(source)


def answers_of(library: Library) -> Answers:
    document = next(each for each in library.documents if each.id == CONSENT)
    return Answers({each.id: False for each in document.conditions}, {})


def first_way(library: Library) -> dict[str, tuple[str, ...]]:
    taken: dict[str, tuple[str, ...]] = {}
    walk = asked(library)
    while (led := walk.way(taken)).next and len(taken) < 50:
        question = next(each for each in walk.questions if each.id == led.next)
        taken[question.id] = (question.options[0].id,)
    return taken


def document_of(library: Library) -> DocumentTemplate:
    return next(each for each in library.documents if each.id == CONSENT)


def filled(own: Library, source: Library) -> object:
    said = answers_of(source)
    return (
        alone(own, CONSENT, said) if may_stand_alone(own, CONSENT) else side_by_side(own, source, source, CONSENT, said)
    )


def cover(own: Library, source: Library) -> object:
    """What stands on cover and contents: the papers have their own labels."""
    first = booklets(own, papers(own, source))[0]
    return replace(first, papers=()) if first.draft else first


def shown(preview: PaperPreview) -> PaperPreview:
    """As scripts show it: stamp, and the heading above the English, only with what is not checked."""
    return replace(preview, stamp="", original=preview.document.title) if preview.checked else preview


def kit_front(own: Library, source: Library) -> object:
    return kit_page(own, own.kits.kits[0], [part.id for part in source.kits.parts], {}, Counts({}), "f" * 64)


def in_a_terminal(own: Library, source: Library) -> object:
    """What `classify` prints before there is a result."""
    walk = object.__new__(Classifying)
    walk.library, walk.source, walk.taken = own, source, {}
    return walk.stamps, [list(said(question)) for question in walk.asked.questions], walk.words(DEEPER)


def said(question: ClassifierQuestion) -> Iterator[str]:
    yield from (shown_there(each) for each in (question.question, question.help) if each)
    yield from (shown_there(option.text) for option in question.options)


def tables(own: Library, source: Library) -> object:
    """What the tables say without a state beside it; what is said of them all has its label in their title."""
    del source
    held = collection(own)
    records = [record for each in held.datasets for record in each.records]
    checked = [record for record in records if UNCHECKED.isdisjoint(map(str, record))]
    return [replace(held, datasets=tuple(replace(each, records=()) for each in held.datasets)), checked]


UNCHECKED = {str(state) for state in State} - {str(state) for state in SAFE_ALONE}


def without_states(thing: object) -> object:
    """All that is said, but for what stands beside a state."""
    if isinstance(thing, tuple):
        return [without_states(each) for each in thing]
    if not is_dataclass(thing):
        return thing
    held = [getattr(thing, each.name) for each in fields(thing)]
    parts = [part for each in held if isinstance(each, tuple) for part in each if is_dataclass(part)]
    return [without_states(each) for each in (parts if getattr(thing, "states", ()) else held)]


def entry(own: Library, source: Library) -> object:
    """A filled metadata sheet for a catalogue; the form of the small framework stands for it."""
    one, other = (
        replace(each, documents=tuple(form.model_copy(update={"id": SHEET}) for form in each.documents))
        for each in (own, source)
    )
    return sheet(one, other, Answers(values={"place": "point", "recorded": ("photo",), "organisation": "River Watch"}))


# What a road brings, as all its words. A label is the stamp, in English too.
ROADS: dict[str, Callable[[Library, Library], object]] = {
    "consent": lambda own, source: editions(own, source, CONSENT)[0],
    "filled in": filled,
    "checklist": lambda own, source: editions(own, source, source.checklists[0].id)[0],
    "worksheet": lambda own, source: editions(own, source, source.worksheets[0].id)[0],
    "session": lambda own, source: editions(own, source, source.sessions[0].id)[0],
    "decision chart": lambda own, source: editions(own, source, source.classifier.id)[0],
    "result": lambda own, source: result(own, source, first_way(source)),
    "pocket guide": pocket_guides,
    "preview": lambda own, source: [shown(each) for each in previews(own, source) if each.document.id == CONSENT],
    "addendum": lambda own, source: addendum(
        own, source, CONSENT, {each.id for each in document_of(source).clauses}, Answers()
    ),
    "phone": lambda own, source: survey((source, own), CONSENT),
    "phone checklist": lambda own, source: survey((source, own), source.checklists[0].id),
    "scoring sheet": score_sheet,
    "cover of a pack": cover,
    "receipt": lambda own, source: receipt(own, source, CONSENT, answers_of(source)),
    "record": lambda own, source: consent_record(spoken(own, source, CONSENT), CONSENT, answers_of(source)),
    "entry of a catalogue": entry,
    "questions in a terminal": in_a_terminal,
    "front page of a kit": kit_front,
    "list of Kiwix": lambda own, _: _told(own),
    "book": lambda own, _: book_of(own, {}),
    "tables": tables,
    "vocabulary": lambda own, source: without_states(vocabulary((source, own), "https://example.org/")),
    "catalogue of data": lambda own, source: without_states(catalogue((source, own), "https://example.org/", {})),
    "words at a translator's desk": lambda own, _: words_around(own),
}

PAGES = "pages"
"""They are tried as a whole, further below."""
COMMANDS: dict[str, tuple[str, ...]] = {
    "build": (*ROADS, PAGES),
    "serve": (PAGES,),
    "preview": (PAGES,),
    "fill": ("filled in",),
    "pack": ("cover of a pack", "consent", "checklist", "worksheet", "session", "decision chart"),
    "booklet": ("cover of a pack", "consent", "checklist", "worksheet", "session", "decision chart"),
    "classify": ("questions in a terminal", "result"),
    "record": ("receipt", "record"),
    "dcat": ("entry of a catalogue",),
    "reconsent": ("addendum",),
    "xlsform": ("phone", "phone checklist"),
    "data": ("tables", "vocabulary", "catalogue of data", "scoring sheet", "phone", "phone checklist"),
    "send": ("words at a translator's desk",),
    "kit": (PAGES,),
    "kits": (PAGES, "front page of a kit"),
    "zim": (PAGES, "list of Kiwix"),
    "epub": (PAGES, "book"),
}
"""The roads that each command takes."""
NO_TRANSLATION = {
    "check", "schemas", "quotes", "keep", "editorial", "sync", "status", "review", "receive", "read",
    "compare", "changed", "cells", "languages add", "languages weblate",
}  # fmt: skip
"""Commands that say nothing in another language, but for a paper's own words where somebody returned it."""


def test_every_command_has_its_roads() -> None:
    assert commands.names() == {*COMMANDS, *NO_TRANSLATION}
    assert {road for roads in COMMANDS.values() for road in roads} == {*ROADS, PAGES}


def labelled(shown: str, source: Library) -> bool:
    """True where the stamp stands, or the reason why English stands beside it, or the line below a page's title."""
    labels = (source.wording.by_id[id].value for id in ("draft-stamp", "why-beside", "state-draft"))
    return any(each in shown for each in labels) or "kind='draft'" in shown


@pytest.mark.parametrize("road", ROADS)
def test_no_unchecked_word_comes_unlabelled(source: Library, road: str) -> None:
    bring = ROADS[road]
    known = list(places(source))
    checked = repr(bring(translated(source, {}), source))
    assert not labelled(checked, source), "all is checked"
    printed = sorted({int(number) for number in MARK.findall(checked)})
    assert printed, "the words of the language come along this road"
    for number in some(printed):
        for state in (State.MACHINE, State.STALE) if number % 5 == 0 else (State.MACHINE,):
            brought = repr(bring(translated(source, {known[number]: state}), source))
            assert labelled(brought, source) or f"⟦{number}⟧" not in brought, f"{known[number]} as {state}"


def is_draft(page: Page) -> bool:
    """True for a page that says so in the line below its title, and at the foot of each sheet that a browser prints."""
    return any(isinstance(block, Note) and block.kind == "draft" for block in page.blocks)


def test_a_page_with_an_unchecked_word_says_so(source: Library) -> None:
    def pages(own: Library) -> dict[str, Page]:
        site = whole_site(own, papers(own, source), [own.language, source.language])
        return {page.path: page for page in site.pages}

    known = list(places(source))
    checked = pages(translated(source, {}))
    assert [path for path, page in checked.items() if is_draft(page)] == []
    shown = Counter(number for page in checked.values() for number in set(MARK.findall(repr(page.blocks))))
    # Those on one page only, a few at a time: each batch in other places of the site.
    anywhere = {text.key for text in (*names(source).values(), *all_texts(source.menu))}
    alone = sorted(int(number) for number, pages in shown.items() if pages == 1)
    alone = [number for number in alone if known[number] not in anywhere and not known[number].startswith("wording#")]
    for first in some(range(7)):
        unchecked = set(alone[first::7])
        for path, page in pages(translated(source, {known[number]: State.MACHINE for number in unchecked})).items():
            words = {int(number) for number in MARK.findall(repr(page.blocks))}
            assert is_draft(page) or not words & unchecked, (path, [known[number] for number in words & unchecked])


@pytest.mark.parametrize(
    "key", ["wording#used-on.text", "interface#skip-to-content.text", "framework/1.0/stages#title"]
)
def test_no_sheet_says_that_it_is_checked_while_a_word_of_the_site_is_not(source: Library, key: str) -> None:
    def checked(own: Library) -> bool:
        return compose_frame(own, (own.language, source.language), source.language, "https://example.org/").checked

    assert checked(translated(source, {})) and checked(source)
    assert not checked(translated(source, {key: State.MACHINE}))


def test_the_contents_of_a_book_say_that_its_titles_are_unchecked(source: Library) -> None:
    draft = source.wording.by_id["state-draft"].value
    assert draft not in book_of(translated(source, {}), {}).contents
    assert draft in book_of(translated(source, {next(iter(places(source))): State.MACHINE}), {}).contents
    assert draft not in book_of(source, {}).contents
