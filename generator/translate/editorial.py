"""Changes of the English that change no fact, so that no translation is out of date: what a slip of the pen is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from generator.blocks.marks import PLACEHOLDER, parse, targets_in
from generator.catalog.entries import EDITORIAL_FILE, Catalog
from generator.diagnostics import Diagnostic, Position
from generator.library.library import Library
from generator.translate.extract import units
from generator.translate.files import write_text

_HEADER = (
    "# key\tEnglish before\tEnglish now. Written by `citizen-data editorial`: lines are added at the end, "
    "never taken away.\n"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,:/–-]\d+)*%?")
_SENTENCE = re.compile(r"(?:^|[.?!:;]\s+|[“\"(*]\s*)(?=[A-Z])")
_ENDING = re.compile(r"[.?!:;…]")
_SIGN = re.compile(r"[%&/#@¬]|[-−–](?=\d)|[^\W\d_]+,")
_ARTICLES = frozenset({"a", "an", "the"})
_WEIGHTY = frozenset({
    "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "unless", "except",
    "only", "if", "or", "and", "but", "until", "before", "after", "must", "may", "can", "could", "should", "shall",
    "will", "would", "might", "need", "needs", "ought", "have", "has", "do", "does", "all", "every", "each", "any",
    "some", "most", "least", "more", "less", "few", "many", "both", "either", "half", "once", "twice", "first",
    "second", "third", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty",
    "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "dozen",
})  # fmt: skip
"""Words that say no, may, must, how many, when and under which condition."""


@dataclass(frozen=True, slots=True)
class Edited:
    """How many changes were recorded, and why the others were not."""

    recorded: tuple[tuple[str, str, str], ...]
    diagnostics: list[Diagnostic]


def record(root: Path, library: Library, catalogs: Collection[Catalog], keys: Collection[str]) -> Edited:
    """`editorial.tsv` says that the changes of these texts, since they were translated, change no meaning."""
    english = {unit.key: unit.text for unit in units(library)}
    standing = _standing(english)
    found: list[Diagnostic] = []
    recorded: list[tuple[str, str, str]] = []
    for key in dict.fromkeys(keys):
        now = english.get(key)
        before = sorted({each for catalog in catalogs for each in _before(catalog, key, now or "")})
        if now is None or not before:
            message = "no text has this key" if now is None else "no translation of it is out of date"
            found.append(Diagnostic("EDIT002", f"{key}: {message}", Position(root / EDITORIAL_FILE), "look at the key"))
        for each in before if now else ():
            if reason := change_of_meaning(each, now or "", _others(standing, now or "")):
                found.append(_refused(key, reason, Position(root / EDITORIAL_FILE)))
            else:
                recorded.append((key, each, now or ""))
    if recorded:
        file = root / EDITORIAL_FILE
        held = file.read_text(encoding="utf-8") if file.is_file() else _HEADER
        write_text(file, held + "".join("\t".join(row) + "\n" for row in recorded))
    return Edited(tuple(recorded), found)


def forged(root: Path, library: Library, held: Mapping[str, tuple[tuple[str, str], ...]]) -> Iterator[Diagnostic]:
    """A finding for each change that is recorded although a fact in it changed."""
    english = {unit.key: unit.text for unit in units(library)} if held else {}
    standing = _standing(english)
    for key, pairs in held.items():
        known = _others(standing, english.get(key, ""))
        for before, now in pairs:
            if reason := change_of_meaning(before, now, known):
                yield _refused(key, reason, Position(root / EDITORIAL_FILE))


def change_of_meaning(before: str, now: str, known: Collection[str]) -> str:
    """What may have changed beside letters; "" for nothing. `known` are words that stand elsewhere, spelt right."""
    for name, facts in _FACTS.items():
        if facts(before) != facts(now):
            return f"{name} differ"
    old, new = _words(before), _words(now)
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, came = old[a:b], new[c:d]
        if kind == "equal" or _ARTICLES.issuperset((*gone, *came)) or "".join(gone) == "".join(came):
            continue
        if len(gone) != len(came) or not all(_is_slip(*pair, known) for pair in zip(gone, came, strict=True)):
            return f"“{' '.join(gone)}” and “{' '.join(came)}” are not the same word"
    return ""


def _is_slip(before: str, now: str, known: Collection[str]) -> bool:
    """True where one word is written in another way: as elsewhere in the world, or right where it was misspelt."""
    if _spelling(before) == _spelling(now):
        return True
    near = SequenceMatcher(None, before, now, autojunk=False).ratio() >= 0.8 and abs(len(before) - len(now)) <= 2
    alike = near or sorted(before) == sorted(now)
    # A word that stands elsewhere too was no slip: consent and content are alike, and not the same. What stands nowhere
    # else may be no better than the slip: nobody knows whether people were to be employees or employers.
    return alike and before not in known and now in known and not before.endswith(now) and not now.endswith(before)


def _spelling(word: str) -> str:
    word = re.sub(r"is(e[ds]?|ing|ation|ations|er|ers)$", r"iz\1", word)
    return re.sub(r"our(s|ed|ing|able|al|hood)?$", r"or\1", word)


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(_said(text))]


def _said(text: str) -> str:
    return PLACEHOLDER.sub(" ", re.sub(r"\]\([^()\s]*\)", "]", text))


def _names(text: str) -> Counter[str]:
    """Words with a capital where no sentence begins."""
    said = _said(text)
    begins = {found.end() for found in _SENTENCE.finditer(said)}
    return Counter(each[0] for each in _WORD.finditer(said) if each[0][0].isupper() and each.start() not in begins)


def _signs(text: str) -> Counter[str]:
    """Signs of currency, of measures and of reckoning, and commas behind a weighty word: “No, …” is not “No …”."""
    said = _said(text)
    found = (each.casefold() for each in _SIGN.findall(said))
    kept = (each for each in found if not each.endswith(",") or each.rstrip(",") in _WEIGHTY)
    return Counter([*kept, *(letter for letter in said if unicodedata.category(letter) in ("Sc", "Sm", "So", "No"))])


_FACTS: Mapping[str, Callable[[str], object]] = {
    "numbers": lambda text: Counter(_NUMBER.findall(_said(text))),
    "words that say no, may, must, how many or when": lambda text: Counter(
        word for word in _words(text) if word in _WEIGHTY or word.endswith("n't")
    ),
    "signs": _signs,
    "names": _names,
    "placeholders or links": lambda text: (sorted(PLACEHOLDER.findall(text)), sorted(targets_in(parse(text)))),
    "ends of sentences": lambda text: Counter(_ENDING.findall(_said(text))),
}


def _before(catalog: Catalog, key: str, now: str) -> Iterator[str]:
    entry = catalog.active.get(key)
    if entry is not None and entry.text.strip():
        same = catalog.same_meaning(key, now)
        old = entry.previous or entry.source
        if old not in same:
            yield old


def _standing(english: Mapping[str, str]) -> Counter[str]:
    """In how many texts each word stands; counted once, however many changes are looked at."""
    return Counter(word for text in english.values() for word in set(_words(text)))


def _others(standing: Counter[str], text: str) -> Collection[str]:
    """The words that stand in another text than this one."""
    return standing.keys() - {word for word in _words(text) if standing[word] == 1}


def _refused(key: str, reason: str, position: Position) -> Diagnostic:
    help = "let its translations be out of date: somebody has to look at them"
    return Diagnostic("EDIT003", f"{key}: this is more than a change of letters: {reason}", position, help)
