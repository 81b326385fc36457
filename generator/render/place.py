"""Where on the site something is rendered: its page, its language, and the way from there to other pages."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.library.language import Language
from generator.library.scope import way_to

TITLE = "__title"
"""The id of each page's title. Builders make ids of words where none is given, and a page named "Fill" would take the
id by which scripts find its form. No id of an author begins with underscores, so none can meet this one."""


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A page of one language's site; `languages` are all that may occur on it, by tag.

    `language` is the one that is spoken here. Inside words of another, `home` is still the one whose site it is.
    """

    path: str
    language: Language
    languages: Mapping[str, Language]
    home: Language | None = None

    def direction(self, tag: str) -> str:
        """The direction of a language's script."""
        return self.languages[tag].direction if tag in self.languages else "ltr"

    def speaking(self, tag: str) -> PagePlace:
        """The same place inside an element of another language."""
        return replace(self, language=self.languages[tag], home=self.home or self.language)

    def html_link(self, target: str) -> str:
        """The relative address of a page or file as the finished site has it; absolute ones stay."""
        return self._relative(target, ".html")

    def from_top(self, target: str) -> str:
        """As `html_link`, from the folder of the language's site."""
        return replace(self, path="").html_link(target)

    def markdown_link(self, target: str) -> str:
        """The relative address of a page's Markdown source, so that a builder can check it."""
        return self._relative(target, ".md")

    def is_outside(self, target: str) -> bool:
        """True for what stands beside the folder of the page's language, or below the folder of another one."""
        return self._way_to(target).startswith("file:../")

    def language_of(self, target: str) -> str:
        """The tag of another language whose files the target is one of; empty for what stands beside this page.

        Only another language's files are reached through the folder above, also where this part of a page already
        speaks that language.
        """
        target = self._way_to(target)
        tag = target.removeprefix("file:../").partition("/")[0] if target.startswith("file:../") else ""
        return tag if tag in self.languages else ""

    def _relative(self, target: str, ending: str) -> str:
        return _relative(self._way_to(target), posixpath.dirname(self.path) or ".", ending)

    def _way_to(self, target: str) -> str:
        # An address, or a file, has a colon; the path of a page never has.
        return target if ":" in target else way_to(self.home or self.language, target)


def page_address(route: str) -> str:
    """The address of a page below its language's folder: `stages/design#why` → `stages/design.html#why`."""
    return _with_ending(route, ".html")


def _with_ending(route: str, ending: str) -> str:
    page, hash_mark, anchor = route.partition("#")
    return f"{page}{ending}{hash_mark}{anchor}"


_HERE = "/-/-"


@lru_cache(maxsize=50_000)  # a page links to the same terms and pages from many of its lines, and so do its neighbours
def _relative(target: str, folder: str, ending: str) -> str:
    if "://" in target or target.startswith("mailto:"):
        return target
    if target.startswith("file:"):
        # Both below a folder of no name that any has: else the way out of this one would depend on where we are run.
        return posixpath.relpath(f"{_HERE}/{target.removeprefix('file:')}", f"{_HERE}/{folder}")
    # An anchor holds no slash, so the way to the page is the way to the place on it.
    return posixpath.relpath(_with_ending(target, ending), folder)
