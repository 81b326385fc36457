"""What a worker is asked to build and what it answers; plain values that travel between processes as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

ABOVE = ("assets/images/", "assets/javascripts/", "assets/stylesheets/")
"""Folders of the theme that are the same in every language: their files stand above the languages, once for all."""
SUBJECT = "subject"
"""The entry of a page's front matter that its own head shows, and no other page's."""


@dataclass(frozen=True, slots=True)
class LanguageJob:
    """One language to build.

    `folder` is a place of the language's own for unfinished work, `store` the folder of finished work. `digests` names
    every file of the tree with its content's digest; `environment` stands for the packages and this builder's own code.
    """

    tag: str
    tree: Path
    folder: Path
    store: Path
    digests: dict[str, str]
    environment: str

    def fields(self) -> dict[str, Any]:
        """The job as JSON can say it."""
        return {name: str(value) if isinstance(value, Path) else value for name, value in asdict(self).items()}

    @classmethod
    def of(cls, fields: dict[str, Any]) -> LanguageJob:
        """The job that these fields say."""
        return cls(**{**fields, **{name: Path(fields[name]) for name in ("tree", "folder", "store")}})


@dataclass(frozen=True, slots=True)
class MkdocsWarning:
    """A warning of MkDocs, with the page it was reading ('' when it was between pages)."""

    page: str
    message: str


@dataclass(frozen=True, slots=True)
class LanguageResult:
    """What became of a job: `failure` is empty when every file of the site is known.

    A file of the site is found under a key in the store (`made`), or is a file of the tree as it is (`linked`).
    `watched` names the files and folders outside the tree that shaped the pages: the theme's folder and the hooks;
    `seen` is what the file system said of them when the job began.
    `used` are keys of work that the next build will want.
    """

    tag: str
    remarks: tuple[MkdocsWarning, ...]
    watched: tuple[str, ...]
    failure: str = ""
    made: dict[str, str] = field(default_factory=dict)
    linked: dict[str, str] = field(default_factory=dict)
    used: tuple[str, ...] = ()
    rendered: int = 0
    seen: str = ""

    def fields(self) -> dict[str, Any]:
        """The result as JSON can say it."""
        return asdict(self)

    @classmethod
    def of(cls, fields: dict[str, Any]) -> LanguageResult:
        """The result that these fields say."""
        remarks = tuple(MkdocsWarning(**each) for each in fields["remarks"])
        plain = {name: tuple(fields[name]) for name in ("watched", "used")}
        return cls(**{**fields, "remarks": remarks, **plain})
