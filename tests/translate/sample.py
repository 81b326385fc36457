"""A small library with every kind of text, and catalogues for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from generator.blocks.nodes import Page
from generator.catalog.entries import Catalog, Entry, PoFile, Review, Termbase
from generator.catalog.received import Row
from generator.catalog.source_lock import SourceLock
from generator.compose.inline import phrase
from generator.compose.markdown import markdown_blocks
from generator.diagnostics import Position
from generator.library.classifier import Classifier
from generator.library.criteria import Criteria
from generator.library.diagrams import Diagrams
from generator.library.glossary import Glossary
from generator.library.guides import Guides
from generator.library.interface import Interface
from generator.library.kits import Kits
from generator.library.language import Language
from generator.library.levels import Levels
from generator.library.library import Library
from generator.library.mappings import Mappings
from generator.library.markdown import MarkdownPage
from generator.library.matrix import Matrix
from generator.library.matters import Matters
from generator.library.menu import Menu
from generator.library.packs import Packs
from generator.library.pictures import Pictures
from generator.library.publication import Publication
from generator.library.purposes import Purposes
from generator.library.questions import QuestionPages
from generator.library.redirects import Redirects
from generator.library.session import Programmes
from generator.library.standards import Standards
from generator.library.template import Checklist, DocumentTemplate
from generator.library.text import catalogue_of, keyed, map_texts
from generator.library.works import CitedWorks
from generator.load.catalogs import load_catalog
from generator.load.markdown_page import parse_page
from generator.render.markdown import page_markdown
from generator.render.place import PagePlace
from generator.translate.extract import units
from generator.translate.receive import Fate, Judged, desk, judged
from generator.translate.take import take

ENGLISH = Language(
    tag="en", name="English", direction="ltr", region="en-GB", fonts=("Noto Sans",),
    plural="nplurals=2; plural=(n != 1);",
)  # fmt: skip
FRENCH = Language(
    tag="fr", name="Français", direction="ltr", region="fr-FR", fonts=("Noto Sans",),
    plural="nplurals=2; plural=(n > 1);", reviewers=("Reviewer One", "Reviewer Two"),
    translators=("A Person", "Another"),
)  # fmt: skip
ARABIC = Language(
    tag="ar", name="العربية", direction="rtl", region="ar-SA", fonts=("Amiri",), plural="nplurals=6; plural=0;"
)  # fmt: skip

CLASSIFIER = {
    "id": "decision-chart",
    "version": "1",
    "title": "Find your way",
    "summary": "Questions.",
    "plain": "Answer.",
    "caution": "It is no test.",
    "parts": [{"id": "scope", "title": "Scope", "text": "It asks.", "paragraphs": ["4"]}],
    "questions": [
        {
            "id": "ours",
            "part": "scope",
            "question": "Is it yours?",
            "paragraphs": ["4"],
            "options": [
                {"id": "yes", "text": "Yes", "because": "It is.", "finds": ["data"]},
                {"id": "no", "text": "No", "because": "It is not."},
            ],
        }
    ],
    "findings": [{"id": "data", "part": "scope", "title": "Data", "text": "It is.", "paragraphs": ["4"]}],
    "level_part": "scope",
    "papers": [{"paper": "document:consent", "reason": "Ask first.", "when": ["things"]}],
}

PAGE = """---
title: Start here
description: "What this is: a start."
---

Citizen data is *shared* work. It is made
by people, with [clear principles](principle:relevance) and [a form](document:consent).

## First part { #first }

- [ ] Ask people first.
- Read the file `data.csv`
  before you start.

  Then wait.

> Nothing is decided
> without you.

| Step | Who |
|------|-----|
| Plan \\| design | [the office](page:office) |

```text
not for translators
```
"""

CONSENT = {
    "id": "consent", "kind": "consent", "version": "1", "title": "Consent form", "summary": "A form.",
    "audience": "People who take part.", "levels": [1], "instructions": {"adapt": "Adapt this form."},
    "stages": ["design"], "principles": ["informed-consent"], "paragraphs": ["22"],
    "fields": [{"id": "organisation", "label": "Name of the organisation"}, {"id": "days", "label": "Number of days"}],
    "sections": [
        {"id": "key", "title": "Key facts", "clauses": [
            {"id": "voluntary", "text": "You may **refuse**. {organisation} will not ask why within {days} days.",
             "critical": True, "note": "Keep it as free of pressure as the English."},
            {"id": "about", "title": "About", "text": "We follow [the principles](principle:informed-consent)."},
        ]},
    ],
}  # fmt: skip

STANDARDS = {
    "title": "Standards",
    "summary": "A map.",
    "disclaimer": "It is no advice.",
    "families": {},
    "standards": [],
}
GROUP = {"id": "journey", "title": "The journey", "summary": "Six guides.", "pages": ["design"]}
DOOR = {"id": "start", "title": "Start", "page": "page:index"}
GUIDES = {"title": "Guides", "summary": "How to do it.", "groups": [GROUP]}
WORK = {"id": "study", "title": "A study", "author": "Example", "year": 2020, "plain": "A study."}
WORKS = {"title": "Works", "summary": "What we cite.", "works": [WORK]}
DAY = {"id": "day-1", "title": "Day one", "start": "09:00", "parts": [{"id": "tea", "minutes": 15, "title": "Tea"}]}
PROGRAMME = {"id": "short", "version": "1", "title": "Short", "summary": "A day.", "aim": "Tea.", "audience": "All."}
PROGRAMMES = {"title": "Workshops", "summary": "Days.", "programmes": [PROGRAMME | {"days": [DAY], "after": {}}]}
PURPOSES = {
    "people": {"team": "The team"},
    "purposes": [
        {
            "id": "plan",
            "title": "Plan",
            "summary": "Decide.",
            "papers": [{"paper": "document:consent", "by": ["team"], "at": ["design"]}],
        }
    ],
}
PACK = {
    "id": "pack",
    "title": "A pack",
    "summary": "For a day.",
    "audience": "Trainers.",
    "papers": ["document:consent"],
}

LEVELS = {
    "levels": [{"id": "things", "number": 1, "title": "Things", "text": "You count.", "need": "Nothing."}],
    "answers": {"yes": "Yes", "no": "No", "not-sure": "Not sure", "careful": "Take care."},
    "questions": [{"id": "persons", "question": "Is a person in it?", "help": "A name is enough.",
                   "because": "Then ask.", "otherwise": "Then do not ask.", "raises": "things"}],
    "purposes": [],
}  # fmt: skip
CRITERION = {
    "id": "truth", "group": "all", "name": "Truth", "question": "Is it true?", "why": "A lie helps nobody.",
    "evidence": "A second count.", "who": "All.", "principles": ["relevance"],
    "stages": ["design"], "paragraphs": ["4"],
    "needs": {},
}  # fmt: skip
SHEET = {
    "id": "score", "version": "1", "title": "Score", "summary": "One question.", "audience": "All.", "levels": [1],
    "instructions": {},
}  # fmt: skip
CRITERIA = {
    "title": "Criteria", "summary": "When data are good.", "plain": "Name the use.", "paragraphs": ["4"],
    "scale": {"no": "No"},
    "frames": [], "groups": [{"id": "all", "title": "All"}], "criteria": [CRITERION], "sheet": SHEET,
}  # fmt: skip
CHECKLIST = {
    "id": "design", "version": "1", "title": "Design", "summary": "Before you start.", "audience": "Organisers.",
    "levels": [1], "instructions": {},
    "sections": [
        {"id": "people", "title": "People", "items": [
            {"id": "ask", "action": "Ask the community.", "why": "It is their data.", "evidence": "A note.",
             "who": "You", "principles": ["relevance"], "stages": ["design"], "paragraphs": ["20"]},
        ]},
    ],
}  # fmt: skip


def page(text: str = PAGE, path: str = "index", lock: SourceLock | None = None) -> MarkdownPage:
    found, diagnostics = parse_page(text, Path(f"content/{path}.md"), path, lock or SourceLock())
    assert found is not None, diagnostics
    return found


def shown(page: MarkdownPage, *, alike: bool = False) -> str:
    """The page as the builder of a French site reads it; `alike` shows English as if it were French."""
    if alike:
        page = map_texts(page, lambda _, text: replace(text, lang="fr"))
    composed = Page(page.path, phrase(page.title), "", tuple(markdown_blocks(page, "fr")), FRENCH)
    return page_markdown(composed, PagePlace(page.path, FRENCH, {"en": ENGLISH, "fr": FRENCH}))


NOTES = {
    "official-wording-translated": "The framework’s own words", "desk-note-faithful": "Translate them faithfully.",
    "desk-note-critical": "Critical: change nothing.", "desk-note-keep": "Keep as it is: {words}",
    "desk-note-means": "{name} stands for: {label}", "desk-said-term": "Agreed term: {words}",
    "desk-note-was": "The English was: {words}", "state-blocked": "Refused", "desk-place": "Where it stands",
    "desk-longest": "Most letters", "desk-po-how": "Write after msgstr.",
}  # fmt: skip


def library(
    page_text: str = PAGE,
    lock: SourceLock | None = None,
    words: Mapping[str, str] | None = None,
    notes: Mapping[str, str] = NOTES,
    **messages: str,
) -> Library:
    words = words or messages or {"search": "Search", "count": "Results: {count}"}
    interface, wording = (
        Interface.model_validate({"messages": [{"id": id, "text": text} for id, text in each.items()]})
        for each in (words, notes)
    )
    term = {"id": "citizen-data", "term": "Citizen data", "meaning": "Data."}
    glossary = {"title": "Glossary", "summary": "Words.", "terms": [term]}
    dates = {"url": "https://toolkit.example/", "released": "2026-11-22", "version": "1"}
    site = {"title": "Toolkit", "tagline": "For all."} | dates
    return Library(
        language=ENGLISH,
        measures={},
        publication=keyed(Publication.model_validate(site), "content/site"),
        interface=keyed(interface, "interface"),
        wording=keyed(wording, "wording"),
        data=keyed(Interface(messages=()), "content/data"),
        mappings=Mappings(),
        kits=Kits(),
        frameworks={},
        glossary=keyed(Glossary.model_validate(glossary), "content/glossary"),
        standards=keyed(Standards.model_validate(STANDARDS), "content/standards"),
        levels=keyed(Levels.model_validate(LEVELS), "content/levels"),
        criteria=keyed(Criteria.model_validate(CRITERIA), "content/criteria"),
        matters=Matters(matters=()),
        matrix=Matrix(),
        question_pages=keyed(
            QuestionPages.model_validate({"pages": [{"id": "all", "title": "Questions", "themes": ["small"]}]}),
            "content/question-pages",
        ),
        redirects=Redirects(),
        menu=keyed(Menu.model_validate({"doors": [DOOR]}), "content/menu"),
        guides=keyed(Guides.model_validate(GUIDES), "content/guides"),
        works=keyed(CitedWorks.model_validate(WORKS), "content/works"),
        programmes=keyed(Programmes.model_validate(PROGRAMMES), "content/programmes"),
        diagrams=Diagrams(),
        pictures=Pictures(),
        sessions=(),
        examples=(),
        classifier=keyed(Classifier.model_validate(CLASSIFIER), "content/classifier"),
        purposes=keyed(Purposes.model_validate(PURPOSES), "content/purposes"),
        packs=keyed(Packs.model_validate({"packs": [PACK]}), "content/packs"),
        documents=(keyed(DocumentTemplate.model_validate(CONSENT), "documents/consent"),),
        checklists=(keyed(Checklist.model_validate(CHECKLIST), "content/checklists/design"),),
        pages=(page(page_text, lock=lock),),
    )


def catalog(translations: Mapping[str, str], source: Library, language: Language = FRENCH) -> Catalog:
    """A catalogue of confirmed translations of the library's texts."""
    texts = {unit.key: unit.text for unit in units(source)}
    entries = [entry(key, texts[key], text) for key, text in translations.items()]
    return catalog_of(*entries, language=language)


def take_in(
    root: Path,
    source: Library,
    texts: Mapping[str, str],
    by: str = "",
    ticked: Iterable[str] = (),
    *,
    newer: bool = False,
) -> list[Judged]:
    """The texts came back in a file: judged and taken in, as `receive` does it."""
    held, _ = load_catalog(root, FRENCH)
    ticks = frozenset(ticked)
    rows = [Row(key, text, Position(Path("back.csv"), 1, 1), ticked=key in ticks) for key, text in texts.items()]
    found = judged(desk(source, held, replace=newer), rows, by)
    take(root, source, held, Termbase(), found)
    return found


def taken(found: Iterable[Judged]) -> int:
    """How many are somebody's words now, or a new draft."""
    return sum(each.fate is Fate.TAKEN and not each.marks_stay for each in found)


def entry(key: str, source: str, text: str, **more: object) -> Entry:
    return replace(Entry(key, source, text, Position(Path(f"{catalogue_of(key)}.po"), 3, 1)), **more)  # type: ignore[arg-type]


def catalog_of(*entries: Entry, language: Language = FRENCH, reviews: tuple[Review, ...] = ()) -> Catalog:
    files: dict[str, list[Entry]] = {}
    for each in entries:
        files.setdefault(catalogue_of(each.key), []).append(each)
    return Catalog(language, {name: PoFile(name, tuple(held)) for name, held in files.items()}, reviews)


def review(of: Entry, reviewer: str, *, second: bool = False, digest: str = "") -> Review:
    position = Position(Path("review.tsv"), 2, 1)
    return Review(of.key, digest or of.digest, reviewer, "2026-11-22", second, position)
