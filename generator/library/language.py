"""A language of the site, as `translations/languages.yml` states it."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator

from generator.library.people import has_address, same_person, without_addresses
from generator.library.text import Node

LANGUAGES_FILE = "translations/languages.yml"

PaperSize = Literal["a4", "letter"]
PAPERS: tuple[PaperSize, ...] = get_args(PaperSize)
"""The sizes of paper that we print on."""
_PLAIN_SCRIPTS = frozenset({"LATIN", "GREEK", "CYRILLIC"})
"""Scripts that a viewer of PDF can write: letter after letter from left to right, with a font that is small enough."""

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*")


def checked_tag(value: str) -> str:
    """A language tag in its usual letters; it names folders, so anything else is a ValueError."""
    if not _TAG.fullmatch(value):
        raise ValueError("a language is named by its tag of BCP 47, such as fr, pt-BR or zh-Hant")
    return value


Tag = Annotated[str, AfterValidator(checked_tag)]


def checked_people(value: tuple[str, ...]) -> tuple[str, ...]:
    """A list of people without addresses, and nobody twice; else a ValueError."""
    for number, person in enumerate(value):
        if has_address(person):
            raise ValueError(f"addresses are not kept: write {without_addresses(person)}")
        if not person.isprintable() or not person.strip():
            raise ValueError("a person is named on one line, by a handle, a hash of an address, or a name")
        if twice := next((each for each in value[:number] if same_person(each, person)), ""):
            raise ValueError(f"'{twice}' and '{person}' are one person: write one entry")
    return value


People = Annotated[tuple[str, ...], AfterValidator(checked_people)]


class Language(Node):
    """One language.

    `tag` is BCP 47, `name` its own name, `direction` of its script; `region` is the tag that word processors want
    (`fr-FR`); `fonts` are tried in order for print, and `print_size` (per cent) makes those that look small as easy to
    read as the others; `paper` are the sizes on which people who read it print; `plural` is the gettext rule;
    `machine_drafts` says whether unchecked machine drafts may be shown on guidance pages; `only` are the catalogues
    that are translated, by name or by folder (`content/start/`), where that is not everything: the rest is in English;
    `translators` and `reviewers` are the people whose work counts, each by a forge handle (`@aa`) or `mail-` and the
    hash of an e-mail address.
    """

    tag: Tag
    name: str
    direction: Literal["ltr", "rtl"]
    region: Tag
    fonts: tuple[str, ...]
    plural: str
    paper: tuple[PaperSize, ...] = ("a4",)
    machine_drafts: bool = True
    print_size: int = 100
    translators: People = ()
    reviewers: People = ()
    only: tuple[str, ...] = ()

    def covers(self, catalogue: str) -> bool:
        """True when the texts of the catalogue are there to be translated."""
        return not self.only or any(_is_in(catalogue, each) for each in self.only)

    def covers_some(self, folder: str) -> bool:
        """True when one of the catalogues below a folder (`documents/`) is there to be translated."""
        return not self.only or any(each.startswith(folder) or _is_in(folder, each) for each in self.only)

    @property
    def script(self) -> str:
        """The script of the language's own name, as Unicode calls it: `LATIN`, `ARABIC`, `DEVANAGARI`."""
        return unicodedata.name(self.name[0]).partition(" ")[0]

    @property
    def typed_in_pdf(self) -> bool:
        """Whether viewers of PDF show what is typed in it, for they neither join letters nor turn their order."""
        return self.script in _PLAIN_SCRIPTS


def _is_in(name: str, listed: str) -> bool:
    """Whether a catalogue is what a list names: itself, or anything in the folder (`content/start/`)."""
    return name == listed or (listed.endswith("/") and name.startswith(listed))


CORE = "core"
"""In a language's `only` it stands for the list of that name."""


class Languages(Node):
    """`translations/languages.yml`: the languages in the order of the site's language switch.

    `core` are the catalogues that come first in a language which does not have everything.
    """

    languages: tuple[Language, ...]
    core: tuple[str, ...] = ()

    @property
    def spelt_out(self) -> tuple[Language, ...]:
        """The languages, with the list of the core in the place of its name."""
        return tuple(map(self._with_core, self.languages))

    def _with_core(self, language: Language) -> Language:
        if CORE not in language.only:
            return language
        named = (each for name in language.only for each in (self.core if name == CORE else (name,)))
        return language.model_copy(update={"only": tuple(dict.fromkeys(named))})
