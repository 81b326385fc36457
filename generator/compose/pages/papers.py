"""The list of papers, which narrows, and a page for each form and checklist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.blocks.artifact import DATA, Offered, endings_for
from generator.blocks.narrowing import Facet, Narrowing
from generator.blocks.nodes import (
    Block,
    Folded,
    Foreign,
    Heading,
    Inline,
    Items,
    Link,
    Page,
    Paper,
    PaperPicture,
    Paragraph,
    Phrase,
    Plain,
    Strong,
)
from generator.blocks.scoring import SHEET
from generator.blocks.survey import ENDING as XLSX
from generator.blocks.survey import FOLDER as PHONE
from generator.blocks.walk import fingerprint_of
from generator.compose.downloads import download_link, download_links, size_of
from generator.compose.forms import instructions
from generator.compose.inline import phrase
from generator.compose.pages.standards import declared_standards
from generator.compose.papers import lowered
from generator.compose.sentences import first_sentence
from generator.compose.usual import leading, listed
from generator.compose.writer import Writer
from generator.library.effort import minutes
from generator.library.language import Language
from generator.library.purposes import PaperUse, Purpose
from generator.library.routes import on_site, route
from generator.library.scope import has_page
from generator.library.template import DocumentTemplate, Template, folder_of, target_of
from generator.library.text import Text

LIST = "documents"
"""The page that lists all papers."""
FIRST_PAPERS = 3
"""How many papers a page names to start with, when it is not the list."""
PICTURE_SIZE = (240, 340)
"""The width and height in pixels at which the first page of a paper is shown: a sheet of A4."""
_STAGE, _WORDS = "stage", "narrow-"
_SCRIPTS = ("assets/narrowing.js", "assets/javascripts/narrow.js")


def paper_pages(
    writer: Writer, composed: Sequence[Paper], offered: Offered, languages: Sequence[Language]
) -> list[Page]:
    """The list of papers, and a page for each with the ways to fill it in and to print it."""
    editions: dict[str, list[Paper]] = {}
    for paper in composed:
        editions.setdefault(paper.id, []).append(paper)
    uses = {use.paper: use for _, use in writer.library.purposes.uses}
    return [
        _list_page(writer),
        *(
            _paper_page(writer, each, uses.get(target_of(each)), editions[each.id], offered, languages)
            for each in writer.library.templates
            if has_page(writer.library.language, route(target_of(each)))
        ),
    ]


# -- the list -----------------------------------------------------------------------------------------


def _list_page(writer: Writer) -> Page:
    """Every paper by what one does with it; scripts narrow the list."""
    templates = {target_of(each): each for each in writer.library.templates}
    title, summary = writer.wording["documents-title"], writer.wording["documents-summary"]
    blocks: list[Block] = [writer.text(summary, "lead")]
    for purpose in writer.library.purposes.purposes:
        blocks += [Heading(2, phrase(purpose.title), purpose.id), writer.text(purpose.summary)]
        entries = tuple(_entry(writer, use, templates[use.paper]) for use in purpose.papers)
        blocks.append(Items(entries, role="contents"))
    blocks += _by_stage(writer)
    return replace(writer.page(LIST, title, summary, blocks), scripts=_SCRIPTS)


def _entry(writer: Writer, use: PaperUse, template: Template) -> tuple[Block, ...]:
    """The paper, what it is, and who fills it in when; it is never a link alone."""
    words = phrase(template.title)
    linked = Phrase((Strong((Link(route(use.paper), words.children),)),), words.lang, words.state, words.key)
    facts = writer.words_with(
        "paper-facts",
        people=_one(_listed(writer, _people(writer, use))),
        minutes=Plain(str(minutes(template))),
    )
    summary = first_sentence(phrase(template.summary))
    return Paragraph(linked), Paragraph(summary), Paragraph(Phrase(facts, writer.lang), "small")


def _by_stage(writer: Writer) -> Iterator[Block]:
    """For each stage the purposes for which it has papers: a way into the list without scripts."""
    yield writer.heading(2, "papers-by-stage")
    for stage in writer.library.framework.stages.stages:
        yield Heading(3, phrase(stage.name), _anchor(stage.id))
        counted = [
            (purpose, sum(stage.id in use.at for use in purpose.papers)) for purpose in writer.library.purposes.purposes
        ]
        named = [_counted(writer, purpose, count) for purpose, count in counted if count]
        yield Paragraph(Phrase(writer.listed_nodes(named), writer.lang))


def _anchor(stage: str) -> str:
    return f"{_STAGE}-{stage}"


def _counted(writer: Writer, purpose: Purpose, count: int) -> Inline:
    """A purpose as a link, and for how many papers of the stage it stands."""
    link = writer.own(Link(route(f"purpose:{purpose.id}"), phrase(purpose.title).children), purpose.title)
    return _one(Phrase(writer.words_with("papers-counted", purpose=link, count=Plain(str(count))), writer.lang))


def papers_to_start(writer: Writer, target: str, own: Sequence[Block]) -> list[Block]:
    """The section of the page on a principle or stage with the papers to start with, then the way to all others.

    `own` is what the guide says of them; where there is no guide, they are the first that apply it.
    """
    scheme, _, id = target.partition(":")
    way_on = all_papers(writer, id if scheme == _STAGE else "")
    if own:
        return [*own, way_on]
    first = [(paper, name) for paper in writer.papers_for(target)[:FIRST_PAPERS] if (name := writer.name_of(paper))]
    return [writer.heading(2, "papers-to-use"), *writer.links(first), way_on] if first else []


def all_papers(writer: Writer, stage: str = "") -> Paragraph:
    """The way from a page to the list: to the papers of a stage, or to all."""
    words = writer.words("all-papers-of-stage" if stage else "all-papers")
    target = f"{LIST}#{_anchor(stage)}" if stage else LIST
    return Paragraph(leading(target, words), "see")


def narrowing(writer: Writer) -> Narrowing:
    """The list of papers for the script of its page."""
    library = writer.library
    facets = (
        _facet(writer, "purpose", ((each.id, each.title) for each in library.purposes.purposes)),
        _facet(writer, _STAGE, ((each.id, each.name) for each in library.framework.stages.stages)),
        _facet(writer, "people", library.purposes.people.items()),
        _facet(writer, "level", ((each.id, each.title) for each in library.levels.levels)),
    )
    levels = {
        target_of(each): tuple(level.id for level in library.levels.levels if level.number in each.levels)
        for each in library.templates
    }
    entries = tuple(
        (route(use.paper), ((purpose.id,), use.at, use.by, levels[use.paper])) for purpose, use in library.purposes.uses
    )
    words = {id.removeprefix(_WORDS): writer.words(id) for id in writer.wording if id.startswith(_WORDS)}
    return Narrowing(facets, entries, tuple(each.id for each in library.purposes.purposes), words, LIST)


def _facet(writer: Writer, id: str, options: Iterable[tuple[str, Text]]) -> Facet:
    return Facet(id, writer.words(f"papers-{id}"), tuple((each, phrase(text)) for each, text in options))


# -- one paper ----------------------------------------------------------------------------------------


def _paper_page(
    writer: Writer,
    template: Template,
    use: PaperUse | None,
    editions: Sequence[Paper],
    offered: Offered,
    languages: Sequence[Language],
) -> Page:
    shown = editions[0]
    alt = writer.words("paper-picture", title=phrase(template.title).plain)
    blocks: list[Block] = [
        PaperPicture(shown, alt, *PICTURE_SIZE),
        writer.text(template.summary, "lead"),
        *_about(writer, template, use),
        Paragraph(writer.link(f"page:fill/{template.id}", writer.wording["fill-link"]), "action"),
        *_print_blank(writer, shown, offered),
        _other_ways(writer, template, editions, offered, languages),
        writer.heading(2, "how-to-use"),
        *instructions(writer, template),
        writer.heading(2, "the-text"),
        *lowered(shown.blocks),
        *_serves(writer, template),
        *(declared_standards(writer, template) if isinstance(template, DocumentTemplate) else []),
        Paragraph(writer.words("fingerprint-text", fingerprint=fingerprint_of(shown)), "small"),
    ]
    return writer.page(f"{folder_of(template)}/{template.id}", template.title, template.summary, blocks)


def _about(writer: Writer, template: Template, use: PaperUse | None) -> Iterator[Block]:
    """For whom it is, who fills it in when, and how long that takes."""
    yield writer.labelled("for-whom", phrase(template.audience))
    if use:
        yield writer.labelled("filled-in-by", _listed(writer, _people(writer, use)))
        yield writer.labelled("used-at", _listed(writer, _stages(writer, use)))
    levels = [each for each in writer.library.levels.levels if each.number in template.levels]
    if len(levels) < len(writer.library.levels.levels):
        said = writer.labelled("for-levels", _listed(writer, [each.title for each in levels]))
        yield writer.with_drawings(said, (f"level:{each.id}" for each in levels))
    yield writer.labelled("how-long", writer.words("paper-minutes", minutes=str(minutes(template))))


def _print_blank(writer: Writer, shown: Paper, offered: Offered) -> Iterator[Block]:
    """The PDF on the paper of the language, where any is made; a draft says why it stands beside English."""
    ending = _first_print(shown, offered)
    if ending:
        yield Paragraph(download_link(writer, shown, ending, offered, "print-blank"), "other-action")
    if shown.labels.draft:
        yield writer.text(writer.wording["why-beside"], "note")


def _first_print(shown: Paper, offered: Offered) -> str:
    return next((each for each in endings_for(shown, offered.papers) if each.endswith("-print.pdf")), "")


def _other_ways(
    writer: Writer,
    template: Template,
    editions: Sequence[Paper],
    offered: Offered,
    languages: Sequence[Language],
) -> Folded:
    """Every other file, the same page in other languages, and the way to answers that somebody saved."""
    first = _first_print(editions[0], offered)
    files = [
        link
        for edition in editions
        for link in download_links(writer, edition, offered, leave_out=first if edition is editions[0] else "")
    ]
    own = writer.library.language
    path = f"{folder_of(template)}/{template.id}"
    elsewhere = [
        Phrase((Link(on_site(each.tag, path), (Foreign(each.tag, (Plain(each.name),)),)),), writer.lang)
        for each in languages
        if each.tag != own.tag and has_page(each, path)
    ]
    answers = writer.link(f"page:fill/{template.id}", writer.wording["open-answers"])
    sheets = _data_file(writer, offered, f"{writer.lang}/{template.id}{SHEET}", "download-sheet-xlsx")
    phone = _data_file(writer, offered, f"{PHONE}/{template.id}{XLSX}", "download-xlsform")
    blocks: list[Block] = [listed((*files, *sheets, *phone, answers), "downloads")]
    if elsewhere:
        blocks.append(Paragraph(writer.words("in-other-languages"), "label"))
        blocks.append(listed(elsewhere))
    return Folded(writer.words("other-ways"), tuple(blocks))


def _data_file(writer: Writer, offered: Offered, name: str, words: str) -> Iterator[Phrase]:
    """A link to what stands with the data and belongs to this paper, where it is made."""
    file = f"{DATA}/{name}"
    if file in offered.sizes:
        said = writer.words(words)
        yield Phrase((Link(f"file:../{file}", said.children), *size_of(writer, file, offered)), said.lang)


def _serves(writer: Writer, template: Template) -> list[Block]:
    served = writer.subjects_of(target_of(template))
    if not served:
        return []
    links = writer.links_in_a_line((subject, name) for subject in served if (name := writer.name_of(subject)))
    return [writer.heading(2, "what-it-applies"), Paragraph(Phrase(links, writer.lang))]


# -- names --------------------------------------------------------------------------------------------


def _people(writer: Writer, use: PaperUse) -> list[Text]:
    return [writer.library.purposes.people[id] for id in use.by]


def _stages(writer: Writer, use: PaperUse) -> list[Text]:
    return [each.name for each in writer.library.framework.stages.stages if each.id in use.at]


def _listed(writer: Writer, texts: Iterable[Text]) -> Phrase:
    """The names as a list in words, each in its own language."""
    return Phrase(writer.listed_nodes(writer.own(Plain(phrase(text).plain), text) for text in texts), writer.lang)


def _one(words: Phrase) -> Inline:
    """The words as a single node, which can stand in the place of another."""
    return words.children[0] if len(words.children) == 1 else Foreign(words.lang, words.children)
