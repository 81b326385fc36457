"""What a worker is asked to build and what it answers; plain values that travel between processes as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


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

    def fields(self) -> dict[str, Any]:
        """The job as JSON can say it."""
        return {**asdict(self), "tree": str(self.tree), "folder": str(self.folder)}

    @classmethod
    def of(cls, fields: dict[str, Any]) -> LanguageJob:
        """The job that these fields say."""
        return cls(**{**fields, "tree": Path(fields["tree"]), "folder": Path(fields["folder"])})

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

    def fields(self) -> dict[str, Any]:
        """The result as JSON can say it."""
        return asdict(self)

    @classmethod
    def of(cls, fields: dict[str, Any]) -> LanguageResult:
        """The result that these fields say."""
        remarks = tuple(Remark(**each) for each in fields["remarks"])
        return cls(**{**fields, "remarks": remarks, "watched": tuple(fields["watched"])})
