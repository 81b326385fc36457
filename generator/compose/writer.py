"""The writer of one language: turns texts and wording into phrases and the usual small blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from generator.blocks.nodes import (
    Block,
    Drawing,
    Foreign,
    Heading,
    Inline,
    Items,
    Link,
    Page,
    Paragraph,
    Phrase,
    Placeholder,
    Plain,
    Quotation,
    Strong,
)
from generator.compose.checked import SAFE_ALONE
from generator.compose.inline import NOTHING, Places, phrase
from generator.compose.usual import leading
from generator.library.coverage import papers_for
from generator.library.framework import Points
from generator.library.library import Library
from generator.library.names import names
from generator.library.reads import shared
from generator.library.routes import route
from generator.library.text import SOURCE_LANGUAGE, Text

_DESCRIPTION_LENGTH = 155


class Writer:
    """Writes in the language of its library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.wording = library.wording.by_id
        self._names = names(library)
        self._papers = papers_for(library)
        self._drawings = _drawings(library)

    def picture(self, target: str) -> Drawing | None:
        """What is drawn for a page, by its path or as `scheme:id`, or for something without a page (`card:stop`)."""
        return self._drawings.get(route(target))

    def papers_for(self, subject: str) -> list[str]:
        """The documents and checklists that apply `principle:id` or `stage:id`, as targets."""
        return self._papers.get(subject, [])

    def subjects_of(self, paper: str) -> list[str]:
        """The principles and stages that a document or checklist applies, as targets."""
        return [subject for subject, papers in self._papers.items() if paper in papers]

    @property
    def lang(self) -> str:
        """The language's tag."""
        return self.library.language.tag

    @property
    def in_english(self) -> Text:
        """The words beside what a language has only in English."""
        return self.library.interface.by_id["search-english"]

    def ordered_targets(self, scheme: str) -> list[str]:
        """Every target of a scheme, in the order of its file."""
        return [target for target in self._names if target.startswith(f"{scheme}:")]

    def drawn(self, target: str, nodes: Iterable[Inline]) -> tuple[Inline, ...]:
        """The nodes behind the drawing of a target; alone where it has none."""
        drawing = self.picture(target)
        return (drawing, *nodes) if drawing else tuple(nodes)

    def with_drawings(self, said: Paragraph, targets: Iterable[str]) -> Paragraph:
        """The paragraph behind what is drawn for these."""
        drawn = [drawing for target in targets if (drawing := self.picture(target))]
        return replace(said, phrase=replace(said.phrase, children=(*drawn, Plain(" "), *said.phrase.children)))

    def words(self, id: str, **values: str) -> Phrase:
        """A string of `content/wording.yaml` with `{name}` filled in."""
        return phrase(self.wording[id], {name.replace("_", "-"): Plain(value) for name, value in values.items()})

    def say(self, id: str, **values: str) -> str:
        """As `words`, as bare characters, where no markup can stand."""
        return self.words(id, **values).plain

    def words_with(self, id: str, **nodes: Inline) -> tuple[Inline, ...]:
        """A string of the wording with whole inline nodes in the places of its `{name}`."""
        return phrase(self.wording[id], nodes).children

    def titled(self, id: str, title: Text) -> Phrase:
        """A title with words of the wording around it, where both are in one language; a title has only one."""
        held, around = phrase(title), self.wording[id]
        if around.lang != title.lang:
            return held
        return replace(held, children=(Plain(self.say(id, title=held.plain)),))

    def heading(self, level: int, id: str, anchor: str = "", **values: str) -> Heading:
        """A heading from the wording; its anchor is the wording's id, so it is the same in every language."""
        return Heading(level, self.words(id, **values), anchor or id)

    def named(self, name: str, lang: str = "") -> Phrase:
        """A name or number that is not translated."""
        return Phrase((Plain(name),), lang or self.lang)

    def text(self, text: Text, role: str = "") -> Paragraph:
        """A paragraph of one text."""
        return Paragraph(phrase(text), role)

    def points(self, points: Points, ordered: bool = False, places: Places = NOTHING) -> list[Block]:
        """A list of texts, or nothing; something stands in each of the places."""
        if not points:
            return []
        return [Items(tuple((Paragraph(phrase(text, places)),) for text in points.values()), ordered)]

    def link(self, target: str, text: Text) -> Phrase:
        """A text that is a link as a whole."""
        return leading(route(target), phrase(text))

    def links(self, targets: Iterable[tuple[str, Text]], role: str = "") -> list[Block]:
        """A list of links, or nothing."""
        items = tuple((Paragraph(self.link(target, text)),) for target, text in targets)
        return [Items(items, role=role)] if items else []

    def links_in_a_line(self, targets: Iterable[tuple[str, Text]]) -> tuple[Inline, ...]:
        """Links as one list in words; nothing where there are none."""
        return self.listed_nodes(self.own(Link(route(target), phrase(text).children), text) for target, text in targets)

    def own(self, node: Inline, text: Text) -> Inline:
        """The node; where its words fell back to another language, it says so."""
        return node if text.lang == self.lang else Foreign(text.lang, (node,))

    def listed_nodes(self, parts: Iterable[Inline]) -> tuple[Inline, ...]:
        """As `listed`, of whole nodes."""
        each = [(part,) for part in parts]
        return reduce(self._and_more, each) if each else ()

    def _and_more(self, first: tuple[Inline, ...], following: tuple[Inline, ...]) -> tuple[Inline, ...]:
        held = {"first": first, "next": following}
        nodes = phrase(self.wording["list-and-more"], {name: Placeholder(name) for name in held}).children
        return tuple(each for node in nodes for each in (held[node.name] if isinstance(node, Placeholder) else (node,)))

    def described_links(self, targets: Iterable[tuple[str, Text, Text]]) -> list[Block]:
        """A list of links, each followed by a paragraph about it."""
        items: list[tuple[Block, ...]] = []
        pictured = True
        for target, text, about in targets:
            pictured = pictured and self.picture(target) is not None
            name = Phrase(self.drawn(target, [_strong_link(target, text)]), text.lang, text.state)
            items.append((Paragraph(name), Paragraph(phrase(about))))
        return [Items(tuple(items), role="pictured" if pictured else "contents")] if items else []

    def quotation(self, quotes: Sequence[Text], places: Sequence[str]) -> Quotation:
        """The framework's own words, labelled, with their paragraphs. A translation says that it is none of theirs."""
        translated = any(quote.lang != SOURCE_LANGUAGE for quote in quotes)
        label = self.words("official-wording-translated" if translated else "official-wording")
        return Quotation(tuple(phrase(quote) for quote in quotes), label, self.source(places))

    def page(
        self, path: str, title: Text, summary: Text, blocks: Sequence[Block], kicker: Phrase | None = None
    ) -> Page:
        """A page; its summary also describes it to search engines. The kicker says what kind of page it is."""
        above = [Paragraph(kicker, "kicker")] if kicker else []
        return Page(path, phrase(title), _shortened(phrase(summary).plain), (*above, *blocks), self.library.language)

    def rests_on(self, places: Sequence[str]) -> list[Block]:
        """The closing section that names the paragraphs which a page rests on."""
        unique = list(dict.fromkeys(places))
        return [self.heading(2, "rests-on"), Paragraph(self.source(unique), "source")] if unique else []

    def linked_name(self, target: str, name: str, lang: str = "") -> Phrase:
        """A name that is not translated, as a link."""
        return Phrase((Link(route(target), (Plain(name),)),), lang or self.lang)

    def labelled(self, label: str, value: Phrase) -> Paragraph:
        """`Why:` and the words that follow; the label keeps its own language where it fell back."""
        return self.with_label(self.words(label), value)

    def with_label(self, words: Phrase, value: Phrase) -> Paragraph:
        """As `labelled`, with any words as the label."""
        said: Inline = Strong(words.children)
        if words.lang != value.lang:
            said = Foreign(words.lang, (said,))
        # One state for both: that of the value, and of the label where nothing can be said against the value.
        state = words.state if value.state in SAFE_ALONE else value.state
        return Paragraph(Phrase((said, Plain(" "), *value.children), value.lang, state, value.key), "labelled")

    def name_of(self, target: str) -> Text | None:
        """The name of what `scheme:id` leads to, or None when there is no such thing."""
        return self._names.get(target)

    def source(self, places: Sequence[str]) -> Phrase:
        """`Copenhagen Framework, paragraphs 12 and 17`, in words."""
        return self.words("framework-source", places=self.places(places))

    def places(self, places: Sequence[str]) -> str:
        """Paragraphs, boxes and notes as words: `paragraph 12; box 1`."""
        return self.listed([self._place(place) for place in places])

    def listed(self, parts: Sequence[str]) -> str:
        """The parts as one list in words, joined as the language joins them."""
        return (
            reduce(lambda first, following: self.say("list-and-more", first=first, next=following), parts)
            if parts
            else ""
        )

    def _place(self, place: str) -> str:
        kind, _, number = place.partition("-")
        if kind.isdigit():
            return self.say("place-paragraph", number=kind)
        return self.say(f"place-{kind}", number=number)


@shared(maxsize=4)  # a paper is composed in up to three languages, paper by paper
def writer_for(library: Library) -> Writer:
    """The writer in the library's language."""
    return Writer(library)


def _drawings(library: Library) -> dict[str, Drawing]:
    """Each drawing by the page that it stands for; a door's by its own name and by the page that it opens."""
    drawn = {of: Drawing(each.path, each.turned) for each in library.pictures.pictures for of in each.of}
    opened = {door.page: drawn[f"door:{door.id}"] for door in library.menu.doors if f"door:{door.id}" in drawn}
    return {route(target): drawing for target, drawing in {**opened, **drawn}.items()}


def _strong_link(target: str, text: Text) -> Inline:
    return Link(route(target), phrase(text).children)


def _shortened(words: str) -> str:
    """At most the length that search engines show, cut between words."""
    if len(words) <= _DESCRIPTION_LENGTH:
        return words
    blank = words.rfind(" ", 0, _DESCRIPTION_LENGTH)
    # Not every language parts its words by blanks.
    return words[: blank if blank > 0 else _DESCRIPTION_LENGTH] + "…"
