"""Fields of Word: what one says of itself, where its words end, and the answer that LibreOffice has written often."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from generator.load.returned.base import MARKS, LinePiece, Unreadable, WordControl
from generator.load.returned.office import CLEAN
from generator.load.returned.xml import name_of, value_of

_RUNS_SOMETHING = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|MACROBUTTON)\b")
_LONGEST = len("INCLUDEPICTURE")
MOST_TOLD = 2_000
"""How many letters are told of what stands where no words are read."""
MOST_SAID = 10_000
"""How many letters a field may say of itself: it names what it does, and where that is."""
_ASKS = re.compile(r"\s*(FILLIN|FORMTEXT)\b")
_OF_PAPERS = re.compile(
    r"\s*((FILLIN|HYPERLINK|(NUM|SECTION)?PAGES?|PAGEREF|TOC|REF|FORM(TEXT|CHECKBOX|DROPDOWN))\b.*)?", re.DOTALL
)
"""Fields that show what somebody wrote, or where something stands."""
_MARKS, _MARKS_AND_SPACES = re.compile(f"[{MARKS}]+"), re.compile(rf"[\s{MARKS}]+")


@dataclass(slots=True)
class _Field:
    says: str = ""
    answer: WordControl | None = None
    shown: bool = False
    """Whether what comes now is what a reader sees of it, and not its code."""


@dataclass(slots=True)
class Fields:
    """The fields that are open while the signs of a document are passed by in their order."""

    _open: list[_Field] = field(default_factory=list)
    passed: set[int] = field(default_factory=set)
    """The signs that were passed by."""
    strange: list[str] = field(default_factory=list)
    """What stands in the code of fields and is no code, and fields that may say something else when they are opened."""

    def pass_by(self, sign: Element) -> None:
        """Notes where a field begins and ends; Unreadable for one that fetches or runs something."""
        self.passed.add(id(sign))
        match name_of(sign), value_of(sign, "fldCharType"):
            case "fldChar", "begin":
                self._open.append(_Field())
            case "fldChar", "separate" if self._open:
                self._open[-1].answer = _answer(self._open[-1].says)
                self._open[-1].shown = True
            case "fldChar", "end" if self._open:
                self._note(self._open.pop().says)
            case "instrText", _:
                # Word may cut it anywhere: only together its pieces are words.
                before = self._open[-1] if self._open else _Field()
                known = len(before.says)
                before.says += sign.text or ""
                if len(before.says) > MOST_SAID:
                    raise Unreadable("a field in it says more than any program writes", CLEAN)
                _refuse_active(before.says, max(0, known - _LONGEST))

    @property
    def in_code(self) -> bool:
        """Whether what stands here is the code of a field, which no reader sees."""
        return any(not each.shown for each in self._open)

    @property
    def asking(self) -> WordControl | None:
        """The field that asks and whose answer the next words are."""
        return next((each.answer for each in self._open if each.answer), None)

    def around(self, element: Element) -> WordControl | None:
        """The field, where what stands around words is one and asks for them; Unreadable as above."""
        says = value_of(element, "instr") if name_of(element) == "fldSimple" else ""
        _refuse_active(says)
        self._note(says)
        return _answer(says)

    def _note(self, says: str) -> None:
        """A field that works something out may say something else when the file is opened."""
        if not _OF_PAPERS.fullmatch(says):
            self.strange.append(f"a field: {' '.join(says.split())[:MOST_TOLD]}")


def _answer(says: str) -> WordControl | None:
    return WordControl("", asks=True) if _ASKS.match(says) else None


def _refuse_active(says: str, since: int = 0) -> None:
    if _RUNS_SOMETHING.search(says, since):
        raise Unreadable("a field in it fetches or runs something", CLEAN)


@dataclass(slots=True)
class Steps:
    """How often pieces may still be compared in a file, to find what stands in it often."""

    left: int = 300_000
    """Ours take a few thousand, however many scripts are in them."""

    def take(self) -> None:
        """One is gone; Unreadable after the last."""
        self.left -= 1
        if self.left < 0:
            raise Unreadable("its fields hold the same words more often than any program writes", CLEAN)


def once(pieces: Sequence[LinePiece], steps: Steps) -> tuple[LinePiece, ...]:
    """The pieces of a line, with each answer once.

    LibreOffice writes a field that asks before, between and behind the parts of its answer, once for each script in
    it, and every time with all of the answer; saved again, it does so with each of them. The first part may be gone.
    """
    left = list(pieces)
    # From the end: what was written often within what was written often is one by then.
    for at in reversed(range(len(left))):
        while end := _said_again(left, at, steps, whole=True):
            del left[at + 1 : end]
    # From the beginning: only before the first is a part gone.
    for at in range(len(left)):
        while end := _said_again(left, at, steps, whole=False):
            del left[at + 1 : end]
    return tuple(left)


def _said_again(pieces: Sequence[LinePiece], at: int, steps: Steps, *, whole: bool) -> int:
    """Where a field was repeated that stands there, after all of its answer or after the end of it; 0 if it was not."""
    first = pieces[at] if at < len(pieces) else LinePiece("")
    if not _asks(first):
        return 0
    answer, long, only_marks = _bare(first.words), 0, True
    said = ""  # by the parts so far; the first that says something else ends the search
    for end in range(at + 1, len(pieces)):
        steps.take()
        each = pieces[end]
        if _asks(each):
            if each.words != first.words:
                return 0
            if only_marks or (said == answer if whole else said and answer.endswith(said)):
                return end + 1
            continue
        said += _bare(each.words)
        long += len(each.words)
        only_marks = only_marks and not _MARKS.sub("", each.words)
        if long > 2 * len(first.words) or not (answer.startswith(said) if whole else said in answer):
            return 0
    return 0


def _asks(piece: LinePiece) -> bool:
    return piece.control is not None and piece.control.asks


def _bare(words: str) -> str:
    return _MARKS_AND_SPACES.sub("", words)
