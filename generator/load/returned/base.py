"""What a reader of a returned file hands on, and how it refuses one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from generator.diagnostics import Position
from generator.library.answers import AnswersFile, Raw, Said, ValueShape
from generator.library.text import Loc

T = TypeVar("T")

MOST_BYTES = 20_000_000
"""How large a file may be that comes back; ours have 300,000 bytes, and a photograph of a signature a few million."""

MARKS = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
"""Signs that only steer the direction of words, as a pattern has them between brackets."""


class Unreadable(Exception):
    """A file that is not read: what is wrong with it, and what to do."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message, self.help = message, help


Known = tuple[bytes, str, str]
"""How the bytes of a file begin, what it therefore is, and what to do instead."""
ARCHIVES: tuple[Known, ...] = tuple(
    (begin, "it is an archive", "unpack it, and name the files in it")
    for begin in (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
)


def refuse_known(content: bytes, known: Iterable[Known]) -> None:
    """Unreadable for what begins as one of these does."""
    for begin, message, help in known:
        if content.startswith(begin):
            raise Unreadable(message, help)


Cell: TypeAlias = tuple[int, int, int]
"""A cell of a table: the number of the table, of its row and of its column."""


def box(ticked: bool) -> Said:
    """What a box to tick says; an empty one says nothing, not even no."""
    return Said("true", ValueShape.WORD) if ticked else Said("")


def each_once(found: Iterable[tuple[str, T]], noun: str, nothing: T) -> dict[str, T]:
    """What was found by its names; a name that stands twice and differs says `nothing`.

    What was said each time is kept under the name with the number of that `noun`.
    """
    held: dict[str, T] = {}
    numbers: dict[str, int] = {}
    for number, (name, said) in enumerate(found, 1):
        if held.setdefault(name, said) != said:
            held.setdefault(f"{name} ({noun} {numbers[name]})", held[name])
            held[f"{name} ({noun} {number})"], held[name] = said, nothing
        numbers.setdefault(name, number)
    return held


@dataclass(frozen=True, slots=True)
class WordControl:
    """A place to write in a Word document; `name` is empty where a program has dropped it."""

    name: str
    label: str = ""
    tick: bool = False
    ticked: bool = False
    empty: bool = False
    asks: bool = False
    """Whether it is a field that asks for words: LibreOffice makes one of each control in an ODT or an old DOC."""


@dataclass(frozen=True, slots=True)
class LinePiece:
    """Words of a line: those that stand in a control, or those around it."""

    words: str
    control: WordControl | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `cell` is where in a table it stands; `marks` are the bookmarks in it."""

    pieces: tuple[LinePiece, ...]
    cell: Cell | None = None
    marks: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All that it says."""
        return "".join(piece.words for piece in self.pieces)


@dataclass(slots=True)
class Sent:
    """A form as a phone sent it: the id, version and edition of its paper, and what stands in each question."""

    paper: str = ""
    version: str = ""
    edition: str = ""
    values: dict[str, Raw] = field(default_factory=dict)
    """By the name of the question; the cell of a row that was added has the number of the row before its name."""
    beside: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What stands in columns below a name: the choices of a question, or questions in a group that somebody added."""
    rows: bool = True
    """Whether rows that were added to a table could stand in what was sent."""
    judged: str = ""
    """What somebody who looked at it has marked it with, where that is no yes: a form may have been turned down."""
    own_id: str = ""
    """What no other form is called, where the program says it."""
    part: bool = False
    """Whether the program says that it has given out only some of the forms."""
    count: int = 1
    """How many forms it stands for: those that do not say of which paper they are, are counted and no more."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What stands in a returned file.

    `title` and `foot` tell which paper it is; answers are a file of their own, named fields, words in lines, rows of a
    workbook, or what a phone sent.
    """

    title: str = ""
    foot: str = ""
    fields: Mapping[str, Said] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()
    """What is said beside the lines of a document: comments, notes at the foot or the end, and what is hidden."""
    around: tuple[str, ...] = ()
    """What stands at the head and at the foot of pages, paragraph by paragraph."""
    taken_back: tuple[str, ...] = ()
    """What is crossed out in a document, or deleted by a tracked change: it counts as if it were not there."""
    rows: tuple[Sequence[str], ...] = ()
    answers: AnswersFile | None = None
    sent: Sent | None = None
    at: Callable[[Loc], Position] | None = None
    """Where in the file an answer stands, where that is known."""
    printed: bool = False
    """Whether it holds what was printed into it only as a picture of letters: a PDF does."""
