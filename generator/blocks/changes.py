"""What a returned paper says otherwise than the paper that was printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """How a line was changed."""

    ALTERED = "altered"
    MISSING = "missing"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Word:
    """Words of a line; `own` are those that the other side does not have."""

    words: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A line that differs: the clause it stands in, with the name of that, and both sides as they are."""

    how: ChangeKind
    clause: str
    title: str
    printed: tuple[Word, ...] = ()
    returned: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement that clauses answer: its standard and what it asks."""

    id: str
    standard: str
    asks: str


@dataclass(frozen=True, slots=True)
class Changes:
    """All of it. `missing` are clauses of which nothing is left, by their names; `open` blanks by their labels."""

    paper: str
    title: str
    version: str
    fingerprint: str
    changes: tuple[Change, ...] = ()
    missing: tuple[str, ...] = ()
    lost: tuple[Need, ...] = ()
    """Requirements of the declared standards that no clause of the file answers any more."""
    touched: tuple[Need, ...] = ()
    """Those of which a clause was altered."""
    open: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether the file says what the paper says."""
        return not self.changes
