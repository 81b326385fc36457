"""How far a translation is: how many texts are in which state, and what was found in those that were judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from generator.library.text import State, Text, catalogue_of

BACK_FILE, READ_FILE = "back-translation.csv", "reading.csv"
"""In a language's folder: its critical clauses, translated back by somebody who had not seen the English, and a sample
of its texts, read again beside the English."""
JUDGEMENTS = ("right", "minor", "major", "meaning")
"""How a translation was judged: no fault, a slip, a fault that a reader stumbles on, another meaning."""
STATES: tuple[State, ...] = (State.REVIEWED, State.HUMAN, State.MACHINE, State.STALE, State.MISSING, State.BLOCKED)
"""The states of a translation, from the one that can be trusted most."""
QUEUES = (State.STALE, State.HUMAN)
"""States in which a text waits: for a translator since its English has changed, and for a reviewer."""
MOST_SHOWN = 5
"""How many texts of a queue are named on a page."""
CRITICAL, OTHER = "critical", "other"
_BEGINNINGS = {
    "framework/": "framework",
    "interface": "frame",
    "wording": "frame",
    "documents/": "documents",
    "content/checklists": "checklists",
    "content/guides/": "guides",
    "content/questions/": "questions",
    "content/sessions/": "sessions",
}
"""The part of the toolkit that a text belongs to, by how its catalogue begins."""
PARTS = (*dict.fromkeys(_BEGINNINGS.values()), OTHER)


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a translation was judged, as it stood then."""

    key: str
    translation: str
    judgement: str


@dataclass(frozen=True, slots=True)
class Judgements:
    """How many translations were judged how, and those in which a fault was found."""

    by_judgement: Mapping[str, int]
    faulty: tuple[Judgement, ...]


def judged(judgements: Iterable[Judgement]) -> Judgements:
    """What is told of the judgements: few of thousands have found a fault."""
    held = list(judgements)
    counts = {each: sum(one.judgement == each for one in held) for each in JUDGEMENTS}
    return Judgements(counts, tuple(each for each in held if each.judgement != JUDGEMENTS[0]))


@dataclass(frozen=True, slots=True)
class JudgedCounts:
    """How many texts were judged how, and how many of those with a fault say something else by now."""

    by_judgement: Mapping[str, int]
    mended: int

    @property
    def total(self) -> int:
        """All texts that were judged."""
        return sum(self.by_judgement.values())


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text that waits for somebody; `since` is the day on which its English was found to have changed, if known."""

    key: str
    since: str = ""
    critical: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """Texts by state, and what was found in critical clauses (`back`) and in a sample (`read`).

    `words` are the English words of each part by the state of their texts; those of critical clauses stand apart too.
    `first` are the few texts of each queue that matter most.
    """

    by_state: Mapping[State, int]
    back: JudgedCounts = JudgedCounts({}, 0)
    read: JudgedCounts = JudgedCounts({}, 0)
    words: Mapping[str, Mapping[State, int]] = field(default_factory=dict)
    first: Mapping[State, Sequence[Waiting]] = field(default_factory=dict)

    @property
    def all_words(self) -> Mapping[State, int]:
        """The words of all parts by state."""
        return {state: sum(self.words.get(part, {}).get(state, 0) for part in PARTS) for state in STATES}

    @property
    def total(self) -> int:
        """All texts."""
        return sum(self.by_state.values())


def count(texts: Iterable[Text], critical: Collection[str] = ()) -> Counts:
    """The texts counted by state, and their English words by part."""
    states: Counter[State] = Counter()
    words: dict[str, Counter[State]] = {}
    for text in texts:
        states[text.state] += 1
        number = len((text.source or text.value).split())
        words.setdefault(part_of(text.key), Counter())[text.state] += number
        if text.key in critical:
            words.setdefault(CRITICAL, Counter())[text.state] += number
    return Counts(states, words=words)


def waiting(texts: Iterable[Text], critical: Collection[str], since: Mapping[str, str]) -> dict[State, list[Waiting]]:
    """What has changed in English, the oldest first, and what nobody has reviewed; critical clauses before all others.

    What became stale before days were kept is older than all that has one.
    """
    held: dict[State, list[Waiting]] = {state: [] for state in QUEUES}
    for text in texts:
        if text.state in held:
            held[text.state].append(Waiting(text.key, since.get(text.key, ""), text.key in critical))
    return {state: sorted(each, key=lambda one: (not one.critical, one.since)) for state, each in held.items()}


def part_of(key: str) -> str:
    """The part of the toolkit that a text belongs to."""
    return _part_of(catalogue_of(key))


@cache  # hundreds of texts stand in each
def _part_of(catalogue: str) -> str:
    return next((part for beginning, part in _BEGINNINGS.items() if catalogue.startswith(beginning)), OTHER)


def count_judged(held: Judgements, texts: Mapping[str, Text]) -> JudgedCounts:
    """The judgements counted; a text is mended when its words are other ones now, or gone with their English."""
    mended = sum(each.key not in texts or texts[each.key].value != each.translation for each in held.faulty)
    return JudgedCounts(held.by_judgement, mended)
