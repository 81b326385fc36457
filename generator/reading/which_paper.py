"""Which paper a returned file is, in which languages and of which version: by what stands in it, never by its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.cache.store import key_of
from generator.compose.inline import phrase
from generator.compose.papers import as_printed, side_by_side, unfilled
from generator.editions import Editions
from generator.library.answers import AnswersFile
from generator.library.language import Language
from generator.library.library import Library
from generator.library.slots import Contract, contract_of
from generator.library.template import Template
from generator.load.returned.base import Returned, Unreadable
from generator.load.returned.line_words import like
from generator.reading.archive import fingerprints_of
from generator.reading.scored import paper_in

FINGERPRINT = re.compile(r"\b[0-9a-f]{4}-[0-9a-f]{4}\b")
# Between words without spaces, as in Chinese, a number stands beside letters.
_VERSION = re.compile(r"(?<![0-9A-Za-z.])\d+\.\d+\.\d+(?![0-9A-Za-z.])")
_EDITION = re.compile(r"(?<![0-9A-Za-z.])\d+\.\d+(?![0-9A-Za-z.])")
_BEFORE_FINGERPRINT = 300
"""How many letters of the line at the foot are read: title, licence, version, edition and languages."""


@dataclass(frozen=True, slots=True)
class PaperIdentity:
    """What a returned file says of itself: which paper, in which languages, of which version."""

    template: Template
    library: Library
    beside: Library | None
    version: str
    edition: str
    fingerprint: str


class Papers:
    """The papers of the project, among which a returned file is looked up."""

    def __init__(self, root: Path) -> None:
        self.editions = Editions(root)
        self.source = self.editions.source.usable

    def library(self, tag: str) -> Library:
        """The library in a language."""
        return self.editions.edition(self.editions.languages([tag])[0]).library

    def contract(self, template: Template) -> Contract:
        """What an answers file of the paper may hold."""
        return contract_of(template, self.source.framework.edition.id)

    def named(self, id: str) -> Template | None:
        """The paper with that id, in English."""
        return next((each for each in self.source.templates if each.id == id), None)

    def is_todays(self, mark: PaperIdentity) -> bool:
        """Whether it has the fingerprint of the paper as it is printed today."""
        paper = (
            side_by_side(mark.library, mark.beside, self.source, mark.template.id)
            if mark.beside
            else unfilled(mark.library, mark.template.id)
        )
        return mark.fingerprint in fingerprints_of(paper)

    def recognised(self, returned: Returned) -> PaperIdentity:
        """Which paper a file is; Unreadable where that can't be told."""
        if returned.answers is not None:
            return self._of_answers(returned.answers)
        if returned.rows:
            return self._of_workbook(returned)
        foot = _foot(returned.foot)
        spoken = self._spoken(foot)
        library, template = self._titled(returned, foot, spoken) or self._with_fields(returned)
        others = [each for each in spoken if each.tag != library.language.tag]
        beside = self.library(others[0].tag) if others and library.language in spoken else None
        version = _VERSION.search(foot)
        # After the version: a licence such as "CC BY 4.0" may stand above the foot of a page.
        edition = _EDITION.search(foot, version.end() if version else 0)
        marked = (version, edition, FINGERPRINT.search(foot))
        return PaperIdentity(template, library, beside, *(each[0] if each else "" for each in marked))

    def _of_answers(self, file: AnswersFile) -> PaperIdentity:
        id = file.document or file.checklist or ""
        template = self.named(id)
        if template is None:
            known = "it names no paper" if not id else f"there is no paper '{id[:60]}'"
            raise Unreadable(known, "write 'document: ID' with the id of a paper, as the address of its page has it")
        return PaperIdentity(template, self.source, None, file.version or "", file.edition or "", "")

    def _of_workbook(self, returned: Returned) -> PaperIdentity:
        """By what a hidden cell says, or by its title."""
        named = paper_in(returned.rows)
        id, version, edition, tag = named or ("", "", "", "")
        titled = None if named else self._titled(returned, "", ())
        library = titled[0] if titled else self.source
        if tag in {each.tag for each in self.editions.known_languages}:
            library = self.library(tag)
        template = next((each for each in library.criteria.sheets if each.id in (id, titled and titled[1].id)), None)
        if template is None:
            raise Unreadable(
                "it is no scoring sheet of ours, nor an export of KoBo or ODK",
                "read the scoring sheet with its title; checklists come back as Word documents or files of answers",
            )
        return PaperIdentity(template, library, None, version, edition, "")

    def _spoken(self, foot: str) -> list[Language]:
        """The languages that the line at the foot names, in their order."""
        parts = [part.strip() for part in re.split(r"[·/\n]", foot)]
        named = {language.name: language for language in self.editions.known_languages}
        return [named[part] for part in parts if part in named]

    def _titled(self, returned: Returned, foot: str, spoken: Sequence[Language]) -> tuple[Library, Template] | None:
        languages = spoken[:1] or self.editions.known_languages
        title = like(returned.title)
        # A paper says twice what it is called: then a line that names another one only names it.
        sure = bool(title) and like(foot).startswith(f"{title} ·")
        said = dict.fromkeys((title, *(() if sure else (like(line.words) for line in returned.lines[:12]))))
        for language in languages:
            named = self._titles(language)
            at_foot = (
                title
                for title in named
                if (foot and like(foot).startswith(f"{title} ·")) or f" {title} · " in f" {like(foot)}"
            )
            if found := next((title for title in (*said, *at_foot) if title in named), None):
                library = self.library(language.tag)
                return library, as_printed(library, named[found])
        return None

    def _titles(self, language: Language) -> dict[str, str]:
        """The id of each paper by its title in a language. Remembered, for most files are of one language."""

        def made() -> dict[str, str]:
            templates = self.library(language.tag).templates
            # A translation that is behind is printed in English.
            named = {like(each.title.source or each.title.value): each.id for each in templates}
            return named | {like(phrase(each.title).plain): each.id for each in templates}

        code = self.editions.code.digest(__name__)
        return self.editions.remembered(lambda: key_of("titles", code, self.editions.edition_key(language)), made)

    def _with_fields(self, returned: Returned) -> tuple[Library, Template]:
        """The paper that has most of the fields; Unreadable where none has half of them."""
        names = {
            *returned.fields,
            *(piece.control.name for line in returned.lines for piece in line.pieces if piece.control),
        }
        names = {name.replace("_", ".") for name in names} - {""}
        # Once a paper, and not once a name: a file may have five thousand of them.
        contracts = [(each, self.contract(each)) for each in self.source.templates if names]
        held = ((sum(_has(contract, name) for name in names), each) for each, contract in contracts)
        most, best = max(held, default=(0, None), key=lambda share: share[0])
        if best is None or most * 2 < len(names):
            raise Unreadable(
                "it is none of our papers, or nothing in it says which",
                "read a paper of the toolkit, with its title and foot",
            )
        return self.source, best


def _foot(words: str) -> str:
    """The line that every page has at its foot, as far as it was found: what stands up to the fingerprint."""
    said = " ".join(words.replace("·", " · ").split())
    places = [each.span() for each in FINGERPRINT.finditer(said)]
    return said[max(0, places[-1][0] - _BEFORE_FINGERPRINT) : places[-1][1]] if places else ""


def _has(contract: Contract, name: str) -> bool:
    return contract.slot(name) is not None or contract.slot(name.rpartition(".")[0]) is not None
