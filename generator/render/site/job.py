"""What a worker is asked to build and what it answers; plain values that travel between processes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LanguageJob:
    """One language to build.

    `folder` is the language's own place in the cache: `site/` there holds the finished pages. `digests` names every
    file of the tree with its content's digest; `environment` stands for the packages and this builder's own code.
    """

    tag: str
    tree: Path
    folder: Path
    digests: dict[str, str]
    environment: str

    @property
    def site(self) -> Path:
        """Where the finished pages stand."""
        return self.folder / "site"


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning of MkDocs, with the page it was reading ('' when it was between pages)."""

    page: str
    message: str


@dataclass(frozen=True, slots=True)
class LanguageResult:
    """What became of a job: `failure` is empty when the site is complete and in place.

    `watched` names the files and folders outside the tree that shaped the pages: the theme's folder and the hooks.
    """

    tag: str
    remarks: tuple[Remark, ...]
    watched: tuple[str, ...]
    failure: str = ""
    rendered: int = 0
    kept: int = 0
