"""Words as the search knows them: without case, accents and endings. The scripts follow the same rules.

What differs between scripts and languages is data (`RULES`), which is published with the index, so that the script that
reads a question folds its words as the index folded the texts. Shared cases hold both (`tests/cases/search.json`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise
from typing import Any

from generator.cache.pure import pure
from generator.library.text import UNSPACED

RULES: dict[str, Any] = {
    # What is left out after taking letters apart: accents, and the vowel signs of Arabic and Hebrew.
    "marks": "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]",
    # Letters that people type for one another.
    "letters": {
        "ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i",
        "ٱ": "ا", "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك",
        # Homophones of the Ethiopic script are written for one another.
        "ሐ": "ሀ", "ኀ": "ሀ", "ሠ": "ሰ", "ዐ": "አ", "ፀ": "ጸ",
    },
    # The zeros of the digits that are read as European ones.
    "zeros": [0x0660, 0x06F0, 0x0966, 0x09E6],
    # The article and the particles, learned and colloquial, that Arabic writes as one with a word; three letters must
    # remain. The colloquial ones end before a word that itself begins so, such as “world”.
    "article": "^[وف]?(?:(?:[بك]|[عه](?!الم))?ال|لل)(?=.{3})",
    # Scripts without spaces between words: their signs are looked up in pairs.
    "unspaced": UNSPACED,
    # What an elision leaves (l’, d’, qu’): no word of its own.
    "elided": "^(?:[a-z]|qu)$",
    # The root of a word, in languages that bend words at their beginning: before it a verb has person, tense and object
    # or an infinitive, a noun its class; behind it may stand “in” or a question. Three letters must remain.
    "roots": {
        "sw": (
            "^(?:(?:(?:ha)?(?:ni|u|a|tu|mwa|m|wa|i|li|ya|ki|vi|zi|ku|pa)|si)(?:na|li|ta|me|ka|ki|nge|ja)"
            "(?:ye|yo|o|lo|cho|vyo|zo|po|ko|mo)?(?:ku|mw(?=[aeiou])|mu(?=u)|m|wa|ni|tu|ji|zi|vi|ki)?"
            "|(?:ku|kw(?=[aeiou]))(?:ku|mw(?=[aeiou])|mu(?=u)|m|wa)?"
            "|(?:mw(?=[aei])|w(?=aa)|wa|mi|ma|m|ki|vi|ch(?=[aeou])|vy(?=[aeou])|u)(?:ku)?(?=.{4})"
            ")?(.{3,}?)(?:ni|je)?$"
        ),
    },
}  # fmt: skip

_MARKS = re.compile(RULES["marks"])
_ARTICLE = re.compile(RULES["article"])
_UNSPACED = re.compile(RULES["unspaced"])
_RUNS = re.compile("(?:{0})+|(?:(?!{0}).)+".format(RULES["unspaced"]))
_ELIDED = re.compile(RULES["elided"])
_SPELT_FREELY = {"ar"}
"""Languages in which people type letters for one another, so that the stemmer must see the folded word."""
_ROOTS = {tag: re.compile(around) for tag, around in RULES["roots"].items()}


class _Apart(dict[int, str]):
    """Maps signs that are no part of a word to a space, and invisible ones to nothing; each is looked up once."""

    def __missing__(self, code: int) -> str:
        category = unicodedata.category(chr(code))
        # Marks of direction and joining are pasted along with words and are no part of them.
        said = "" if category == "Cf" else " " if category[0] in "ZPSC" else chr(code)
        self[code] = said
        return said


_APART = _Apart()


def words_in(text: str) -> list[str]:
    """The words of a text as they stand, in their order."""
    return text.translate(_APART).split()


def small_words_in(text: str) -> list[str]:
    """The same in small letters: as the index counts words, and looks for their stems."""
    return words_in(text.lower())


def fold(word: str) -> str:
    """The word without case, accents, vowel signs and variants of letters, with European digits."""
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", word.lower()))
    return "".join(map(_letter, unicodedata.normalize("NFC", bare)))


@cache
def _letter(letter: str) -> str:
    for zero in RULES["zeros"]:
        if 0 <= ord(letter) - zero <= 9:
            return str(ord(letter) - zero)
    said: str = RULES["letters"].get(letter, letter)
    return said


@pure
def keys(word: str) -> tuple[str, ...]:
    """The forms under which a written word is found: none for what an elision leaves, pairs in unspaced scripts."""
    # A name in Latin letters stands in a Chinese sentence without a space before or after it.
    return tuple(key for run in _RUNS.findall(fold(word)) for key in _keys_of(run))


def _keys_of(run: str) -> tuple[str, ...]:
    if _UNSPACED.match(run):
        return tuple(a + b for a, b in pairwise(run)) or (run,)
    return () if _ELIDED.match(run) else (_ARTICLE.sub("", run),)


def keys_in(text: str) -> list[str]:
    """The keys of all words of a text, one for each time that a word stands there."""
    return [key for word in words_in(text) for key in keys(word)]


@cache
def _stemmer(tag: str) -> Any:
    """Snowball's stemmer for a language, by its English name; None for a language without one."""
    import Stemmer  # late: most builds meet no new word
    from babel import Locale, UnknownLocaleError

    try:
        name = (Locale.parse(tag, sep="-").get_language_name("en") or "").lower()
    except (ValueError, UnknownLocaleError):
        return None
    # 0: it need not remember words, each is asked once.
    return Stemmer.Stemmer(name, 0) if name in Stemmer.algorithms() else None


@pure
def stem(word: str, tag: str) -> str:
    """The folded form that a word, in small letters, shares with its other forms in the language."""
    stemmer = _stemmer(tag)
    if stemmer is None:
        return root(fold(word), tag)
    if tag in _SPELT_FREELY:
        return str(stemmer.stemWord(_ARTICLE.sub("", fold(word)))) or fold(word)
    # Endings are told by their accents (-ción, -ées, -ой), so those are folded after the ending is gone.
    return fold(str(stemmer.stemWord(word))) or fold(word)


def root(key: str, tag: str) -> str:
    """A folded word without what its language puts around the root."""
    found = _ROOTS[tag].match(key) if tag in _ROOTS else None
    return found[1] if found else key
