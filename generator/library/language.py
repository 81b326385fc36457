"""A language of the site, as `translations/languages.yml` states it."""

from __future__ import annotations

from typing import Literal

from generator.library.text import Node


class Language(Node):
    """One language.

    `tag` is BCP 47, `name` its own name, `direction` of its script; `region` is the tag that word processors want
    (`fr-FR`); `fonts` are tried in order for print, and `print_size` (per cent) makes those that look small as easy to
    read as the others; `plural` is the gettext rule; `machine_drafts` says whether unchecked machine drafts may be
    shown on guidance pages.
    """

    tag: str
    name: str
    direction: Literal["ltr", "rtl"]
    region: str
    fonts: tuple[str, ...]
    plural: str
    machine_drafts: bool = True
    print_size: int = 100
    reviewers: tuple[str, ...] = ()


class Languages(Node):
    """`translations/languages.yml`: the languages in the order of the site's language switch."""

    languages: tuple[Language, ...]
