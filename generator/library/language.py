"""A language of the site, as `translations/languages.yml` states it."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator

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


class Language(Node):
    """One language.

    `tag` is BCP 47, `name` its own name, `direction` of its script; `region` is the tag that word processors want
    (`fr-FR`); `fonts` are tried in order for print, and `print_size` (per cent) makes those that look small as easy to
    read as the others; `paper` are the sizes on which people who read it print; `plural` is the gettext rule;
    `machine_drafts` says whether unchecked machine drafts may be shown on guidance pages.
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
    reviewers: tuple[str, ...] = ()

    @property
    def script(self) -> str:
        """The script of the language's own name, as Unicode calls it: `LATIN`, `ARABIC`, `DEVANAGARI`."""
        return unicodedata.name(self.name[0]).partition(" ")[0]

    @property
    def typed_in_pdf(self) -> bool:
        """Whether viewers of PDF show what is typed in it, for they neither join letters nor turn their order."""
        return self.script in _PLAIN_SCRIPTS


class Languages(Node):
    """`translations/languages.yml`: the languages in the order of the site's language switch."""

    languages: tuple[Language, ...]
