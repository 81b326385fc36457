"""What a page says of its translation: how far it is checked, what is checked otherwise, where the English changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from difflib import SequenceMatcher

from generator.blocks.nodes import (
    Block,
    Folded,
    Foreign,
    Inline,
    Items,
    Link,
    Mark,
    Note,
    Page,
    Paragraph,
    Phrase,
    Plain,
    Strong,
)
from generator.blocks.walk import phrases_in, phrases_of, phrases_of_form, rebuilt
from generator.compose.inline import phrase
from generator.compose.writer import Writer
from generator.library.language import Language
from generator.library.routes import on_site
from generator.library.text import SOURCE_LANGUAGE, State, Text

_SIGNS = {State.REVIEWED: "✓", State.HUMAN: "†", State.MACHINE: "‡"}
"""Of texts out of date it is said at the text what has changed, and English is seen to be English."""

MOST_CHANGES = 12
"""Of a page with more changes than this, nobody reads them one by one: it leads to the English page."""


def with_states(writer: Writer, page: Page, stale: Mapping[str, Text], languages: Sequence[Language]) -> Page:
    """The page with a quiet line below its title where not all of it is checked, marks and changes at its texts."""
    if writer.lang == SOURCE_LANGUAGE:
        return page
    asked = phrases_of_form(page.fill_in) if page.fill_in else ()
    states = Counter(each.state for each in (page.title, *phrases_in(page.blocks), *asked))
    usual = max(_SIGNS, key=lambda state: (states[state], state is State.MACHINE))
    marks = {state: _mark(writer, state) for state in _SIGNS if states[state] and state is not usual}
    changes = _changes(writer, page, stale)
    at_texts = changes if not page.fill_in and not page.scripts and len(changes) <= MOST_CHANGES else {}
    blocks, seen = _marked(page.blocks, marks, at_texts) if marks or at_texts else (page.blocks, set())
    key = [mark for state, mark in marks.items() if state in seen]
    page = replace(page, blocks=(*_banner(writer, states, seen, key), *blocks))
    return page if at_texts else _with_changes(writer, page, changes, languages)


def _mark(writer: Writer, state: State) -> Mark:
    said = writer.words(f"state-{state}-label")
    return Mark(_SIGNS[state], said.plain.rstrip(" \u00a0\u202f:："), said.lang)


def _marked(
    blocks: Sequence[Block], marks: Mapping[State, Mark], changes: Mapping[str, tuple[Block, ...]]
) -> tuple[tuple[Block, ...], set[State]]:
    """The blocks with marks and changes, and the states that have a mark somewhere."""
    told: set[str] = set()
    seen: set[State] = set()

    def words(phrase: Phrase) -> Phrase:
        mark = marks.get(phrase.state) if phrase.key else None
        if not mark:
            return phrase
        seen.add(phrase.state)
        return replace(phrase, children=(*phrase.children, mark))

    def after(block: Block) -> Iterator[Block]:
        for each in phrases_of(block):
            if each.key in changes and each.key not in told:
                told.add(each.key)
                yield from changes[each.key]

    return rebuilt(blocks, words, after), seen


def _banner(writer: Writer, states: Counter[State], marked: Set[State], key: Sequence[Mark]) -> Iterator[Note]:
    """What holds for the page, or for what has no mark on it, and a key to its marks; nothing where all is checked."""
    missing = states[State.MISSING] + states[State.BLOCKED]
    found = (
        ("machine", states[State.MACHINE] if State.MACHINE not in marked else 0),
        ("human", states[State.HUMAN] if State.HUMAN not in marked else 0),
        ("stale", states[State.STALE]),
        ("missing", missing),
    )
    said = [Paragraph(writer.words(f"banner-{name}", count=str(number))) for name, number in found if number]
    said += [Paragraph(Phrase((mark, Plain(f" {mark.words}.")), mark.lang)) for mark in key]
    if said:
        yield Note("draft", writer.words("banner-title"), tuple(said))


def _changes(writer: Writer, page: Page, stale: Mapping[str, Text]) -> dict[str, tuple[Block, ...]]:
    """What has changed in English in each outdated text of the page, as something to open."""
    keys = dict.fromkeys(each.key for each in phrases_in(page.blocks) if each.key in stale)
    summary = writer.words("changed-in-english")
    return {key: (Folded(summary, tuple(_told(writer, stale[key])), quiet=True),) for key in keys}


def _with_changes(
    writer: Writer, page: Page, changes: Mapping[str, tuple[Block, ...]], languages: Sequence[Language]
) -> Page:
    """The page with a closing section on them: below a form, and where they are too many to stand at their texts."""
    if not changes:
        return page
    source = next((each for each in languages if each.tag == SOURCE_LANGUAGE), None)
    if len(changes) > MOST_CHANGES and source:
        name = Foreign(source.tag, (Plain(source.name),))
        told: Block = Paragraph(Phrase((Link(on_site(source.tag, page.path), (name,)),), writer.lang))
    else:
        told = Items(tuple(each.blocks for found in changes.values() for each in found if isinstance(each, Folded)))
    changed = (writer.heading(2, "changed-in-english"), told)
    if page.fill_in:  # who fills it in came for the form
        return replace(page, fill_in=replace(page.fill_in, after=(*page.fill_in.after, *changed)))
    return replace(page, blocks=(*page.blocks, *changed))


def _told(writer: Writer, text: Text) -> Iterator[Block]:
    """The English before and now, with the words that went and came marked; what it was before may be unknown."""
    before, now = _plain(text.formerly).split(), _plain(text.source).split()
    if not before:
        yield _english(writer, "changed-now", (Plain(_plain(text.source)),))
        return
    steps = SequenceMatcher(None, before, now, autojunk=False).get_opcodes()
    yield _english(writer, "changed-before", _parted([(kind, before[a:b]) for kind, a, b, _, _ in steps]))
    yield _english(writer, "changed-now", _parted([(kind, now[a:b]) for kind, _, _, a, b in steps]))


def _plain(words: str) -> str:
    return phrase(Text(words)).plain if words else ""


def _parted(steps: Sequence[tuple[str, Sequence[str]]]) -> tuple[Inline, ...]:
    nodes: list[Inline] = []
    for kind, words in steps:
        if words:
            plain = Plain(" ".join(words))
            nodes += (*([Plain(" ")] if nodes else []), plain if kind == "equal" else Strong((plain,)))
    return tuple(nodes)


def _english(writer: Writer, label: str, nodes: tuple[Inline, ...]) -> Block:
    return writer.labelled(label, Phrase(nodes, SOURCE_LANGUAGE))
