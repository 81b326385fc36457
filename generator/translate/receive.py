"""What is to happen with each row that came back: nothing is dropped, and nothing unsafe gets in."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from generator.blocks.marks import Refusal
from generator.catalog.entries import Catalog, Entry, digest, machine_digest
from generator.catalog.received import Row
from generator.diagnostics import Diagnostic, Severity
from generator.library.edits import edit_of, made_alike
from generator.library.language import LANGUAGES_FILE
from generator.library.library import Library
from generator.library.people import as_listed, bare_letters, without_addresses
from generator.library.text import UNSPACED, catalogue_of
from generator.translate.between import lost_letters, restored
from generator.translate.english import english_changed
from generator.translate.extract import Unit, units_for
from generator.translate.inline import safe_value
from generator.translate.letters import refuse_foreign_letters
from generator.translate.places import misplaced
from generator.translate.tongue import in_another_language
from generator.translate.waiting import untranslated


class Fate(StrEnum):
    """What happens with a row."""

    TAKEN = "taken"
    SAME = "same as before"
    EMPTY = "empty"
    REFUSED = "refused"
    CONFLICTING = "conflicting"
    """The words may be right, and something else stands against them: other English, or another person's words."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with its text's key, what stood there before, and its fate; `by` is whose it becomes, "" a machine's.

    Where only signs differ from an unchecked text, without a tick, its `marks_stay`: a comma makes nobody the author.
    So it is where many rows changed in one and the same way: who replaces a word everywhere has read none of them.
    A reason that is `of_all` is put right in one place for all rows of a file that it is true of.
    """

    row: Row
    key: str
    fate: Fate
    why: str = ""
    help: str = ""
    before: str = ""
    english: str = ""
    by: str = ""
    marks_stay: bool = False
    of_all: bool = False

    @property
    def diagnostic(self) -> Diagnostic:
        """Where the row stands, why it was not taken, and what to do."""
        place = f"{self.row.place}: " if self.row.place else ""
        code = "RECEIVE004" if self.fate is Fate.REFUSED else "RECEIVE005"
        severity = Severity.ERROR if self.fate is Fate.REFUSED else Severity.WARNING
        name = self.key or self.row.key or (self.row.source or self.row.text).strip()
        return Diagnostic(code, f"{name[:120]}: {place}{self.why}", self.row.position, self.help, severity)


_TELLING, _OF_A_SIGN = 20, 3
"""Shorter translations, in letters, may well be those of two texts; a sign without spaces says as much as three."""
_UNSPACED = re.compile(UNSPACED)
_COPIED = 8
"""The same words, numbers aside, beside the English of so many texts: a cell was copied down. Good files have 4."""
_STRAYS, _OF_CHANGED = 5, 3
"""So many rows with the words of other texts, and one of so many changed ones: somebody sorted or moved a column."""


@dataclass(frozen=True, slots=True)
class Tongues:
    """By what a text of another language is known: the words that each says often, and what is translated into it."""

    frequent: Mapping[str, frozenset[str]]
    catalog: Callable[[str], Catalog | None]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the rows are compared with: the English, a language's catalogue, and which texts wait for whom."""

    catalog: Catalog
    units: Mapping[str, Unit]
    keys_of: Mapping[str, Sequence[str]]
    standing: Mapping[str, Sequence[str]]
    """The keys of each longer translation, by its letters."""
    open: frozenset[str]
    """Texts without a usable translation."""
    unchecked: frozenset[str]
    """Those, and the drafts that wait for a person."""
    replace: bool = False
    tongues: Tongues | None = None


def desk(library: Library, catalog: Catalog, *, replace: bool = False, tongues: Tongues | None = None) -> Baseline:
    """All that a row is judged by. With `replace`, a file is taken for the newer one wherever nothing tells."""
    known = {unit.key: unit for unit in units_for(library, catalog)}
    keys_of: dict[str, list[str]] = {}
    for unit in known.values():
        keys_of.setdefault(unit.text, []).append(unit.key)
    standing: dict[str, list[str]] = {}
    for entry in catalog.active.values():
        standing.setdefault(bare_letters(entry.text), []).append(entry.key)
    wanted = untranslated(library, catalog)
    unchecked = untranslated(library, catalog, unchecked=True)
    return Baseline(catalog, known, keys_of, standing, frozenset(wanted), frozenset(unchecked), replace, tongues)


def judged(desk: Baseline, rows: Iterable[Row], by: str) -> list[Judged]:
    """Every row with its fate, in order. Two different translations of one text stand against each other."""
    found = [_judge(desk, row, by) for row in rows]
    kept = _without_copies(desk, _without_strays(desk, _without_other_languages(desk, found)))
    return _without_contradictions(_changed_alike(desk, kept))


def _judge(desk: Baseline, row: Row, by: str) -> Judged:
    text = row.text.strip()
    key = _key(desk, row)
    unit, entry = desk.units.get(key), desk.catalog.active.get(key)
    if unit and (edited := _english_edited(desk, row, unit, entry)):
        return edited
    if not text:
        return Judged(row, key, Fate.EMPTY)
    if entry is not None:
        text = restored(text, entry.text.strip())
    if unit is None:
        return _without_text(desk, row)
    who = "" if row.draft else by or row.by
    who = _listed(who, desk.catalog.people) or who  # one spelling for one person
    found = Judged(
        replace(row, text=text), key, Fate.TAKEN, before=entry.text if entry else "", english=unit.text, by=who
    )
    if catalogue_of(key) in desk.catalog.broken:
        return _refused(found, "the file of this text in translations/ can't be read", "mend it first")
    is_ticked = row.ticked and key in desk.unchecked
    # A draft whose English has changed may be right as it is: who sends the newer file says so.
    is_settled = (who and is_ticked) or (desk.replace and key in desk.open)
    if entry is not None and text == entry.text.strip() and not is_settled:
        return _ticked_by_nobody(found) if is_ticked else replace(found, fate=Fate.SAME)
    if _as_sent(row, key, text) and not row.ticked:
        return replace(found, fate=Fate.SAME, why="it is as it was sent out")
    return (
        _english_changed(found, unit)
        or _unsafe(desk, found, unit)
        or _unknown(desk, found)
        or _standing(desk, found, entry)
    )


_listed = cache(as_listed)
"""A file names one person in thousands of rows."""


def _unknown(desk: Baseline, found: Judged) -> Judged | None:
    """A person whom the list of the language does not name is nobody: two names could be one person's."""
    if not found.by or _listed(found.by, desk.catalog.people):
        return None
    who, tag = without_addresses(found.by), desk.catalog.language.tag
    help = f"put {who} under `translators:` of '{tag}' in {LANGUAGES_FILE}, or say with --by whose words these are"
    why = f"'{who}' is not among the people of '{tag}'"
    return replace(found, fate=Fate.CONFLICTING, why=why, help=help, of_all=True)


def _english_edited(desk: Baseline, row: Row, unit: Unit, entry: Entry | None) -> Judged | None:
    """Nothing of such a row is taken: a fault of the English may be meant, or the wrong cell was written into."""
    english = desk.catalog.same_meaning(unit.key, unit.text)
    if entry is not None:
        english |= desk.catalog.same_meaning(unit.key, entry.source) | ({entry.previous} - {""})
    before = entry.text if entry else ""
    if not english_changed(row, unit.key, english, before):
        return None
    position, place = row.english_at or (row.position, row.place)
    why = "the English beside it was changed"
    if not row.fingerprint:
        why = "the English beside it is not ours: somebody changed it, or the file is of an older edition"
    said = f"it says “{_short(row.shown or row.source or '')}”"
    help = f"{said}: a translation goes into its own place, a fault of the English into an issue; then put ours back"
    found = replace(row, position=position, place=place)
    return Judged(found, unit.key, Fate.CONFLICTING, why, help, before, unit.text)


def _ticked_by_nobody(found: Judged) -> Judged:
    help = "say who read it with --by NAME"
    return replace(found, fate=Fate.CONFLICTING, why="it is ticked, and nobody is named for it", help=help)


def _key(desk: Baseline, row: Row) -> str:
    """The row's key; for one that was never ours, that of the only text with this English, or whose English it is."""
    if row.key in desk.units or row.key in desk.catalog.obsolete:
        return row.key
    same = desk.keys_of.get(row.key if row.source is None else row.source, ())
    return same[0] if len(same) == 1 else row.key


def _without_text(desk: Baseline, row: Row) -> Judged:
    found = Judged(row, row.key, Fate.REFUSED)
    if (old := desk.catalog.obsolete.get(row.key)) and old.text.strip() == row.text.strip():
        return replace(found, fate=Fate.SAME, why="its text is not used any more")
    if row.source is None:
        return replace(
            found,
            why="no text of this language has this key",
            help="look whether the file is of this version",
        )
    if same := desk.keys_of.get(row.source, ()):
        stand = {desk.catalog.active[key].text.strip() for key in same if key in desk.catalog.active}
        if row.text.strip() in stand and not row.ticked:
            return replace(found, fate=Fate.SAME, why="a text with this English has these words already")
        why = f"{len(same)} texts have this English, and nothing says which is meant"
        return replace(found, why=why, help=f"send it with its key, such as {same[0]}")
    why = "no text has this key or this English any more"
    return replace(found, fate=Fate.CONFLICTING, why=why, help="keep the words: they may fit a new text")


def _as_sent(row: Row, key: str, text: str) -> bool:
    return bool(row.fingerprint) and digest(key, row.source or "", text) == row.fingerprint


def _english_changed(found: Judged, unit: Unit) -> Judged | None:
    """Only letters and digits count: programs change signs, and an author's comma changes no meaning."""
    source = found.row.source
    if lost_letters(found.row.text, source or "", unit.text):
        help = "save the file as UTF-8 (in Excel: CSV UTF-8) or .xlsx where it was written, and send that"
        return _refused(found, "“?” stands for letters or signs; a program has lost them on the way", help)
    if source is None or source == unit.text or bare_letters(source) == bare_letters(unit.text):
        return None
    why = f"the English is now “{_short(unit.text)}”; this was made from “{_short(source)}”"
    help = "look whether it still fits, and send it with the English of today"
    return replace(found, fate=Fate.CONFLICTING, why=why, help=help)


def _unsafe(desk: Baseline, found: Judged, unit: Unit) -> Judged | None:
    language = desk.catalog.language
    try:
        safe_value(unit.text, found.row.text, rtl=language.direction == "rtl")
        refuse_foreign_letters(unit.text, found.row.text, language.tag)
    except Refusal as refusal:
        return _refused(found, refusal.reason, refusal.help)
    return None


def _standing(desk: Baseline, found: Judged, entry: Entry | None) -> Judged:
    """The row's fate beside what stands there now."""
    row, key = found.row, found.key
    is_draft = key in desk.unchecked
    if found.by and not row.ticked and _is_machines(desk, found, entry):
        help = "write x under 'checked' where they are right as they stand"
        return _refused(found, "a machine wrote these words, and nobody ticked them", help)
    if found.by and not row.ticked and _in_signs_alone(desk, found, entry):
        return replace(found, by="", marks_stay=True)
    if key in (desk.unchecked if found.by else desk.open):
        return found
    is_newer = bool(row.fingerprint) and entry is not None and row.fingerprint == entry.digest
    if (found.by and (desk.replace or is_newer)) or (is_draft and desk.replace):
        return found
    if is_draft:
        why = "a draft stands there" + (", and the file calls this one unfinished" if row.draft else "")
        help = "say whose words these are with --by NAME, or take them as a newer draft with --replace"
        return replace(found, fate=Fate.CONFLICTING, why=why, help=help)
    why = f"a person's translation stands there: “{_short(found.before)}”"
    help = "if the file is the newer, say so with --replace and --by NAME"
    return replace(found, fate=Fate.CONFLICTING, why=why, help=help)


def _is_machines(desk: Baseline, found: Judged, entry: Entry | None) -> bool:
    """True for a machine's words; those of the draft that stands there may differ in a comma, and stay a draft."""
    if machine_digest(found.key, found.row.text) not in desk.catalog.machine_texts:
        return False
    return entry is None or bare_letters(entry.text) != bare_letters(found.row.text)


def _in_signs_alone(desk: Baseline, found: Judged, entry: Entry | None) -> bool:
    """True where the words of an unchecked text, or a machine's, came back with no more than other signs."""
    words = machine_digest(found.key, found.row.text)
    same = entry is not None and machine_digest(found.key, entry.text) == words
    return same and (found.key in desk.unchecked or words in desk.catalog.machine_texts)


def _refused(found: Judged, why: str, help: str) -> Judged:
    return replace(found, fate=Fate.REFUSED, why=why, help=help)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 100 else f"{text[:99]}…"


def _without_other_languages(desk: Baseline, found: list[Judged]) -> list[Judged]:
    """Longer texts that read as another language stay out, and in such a file the shorter ones that are its own."""
    if desk.tongues is None or desk.replace:
        return found
    tag = desk.catalog.language.tag
    taken = [each for each in found if each.fate is Fate.TAKEN]
    others = {id(each): in_another_language(each.row.text, tag, desk.tongues.frequent) for each in taken}
    kept_out = {row: other for row, other in others.items() if other}
    for other in sorted(set(kept_out.values())):
        theirs = desk.tongues.catalog(other)
        standing = theirs.active if theirs else {}
        for each in taken:
            entry = standing.get(each.key)
            if entry and bare_letters(entry.text) == bare_letters(each.row.text) != bare_letters(each.english):
                kept_out.setdefault(id(each), other)
    help = f"write it in '{tag}'; if it is right so, say so with --replace"
    return [
        replace(each, fate=Fate.CONFLICTING, why=f"the text reads as '{kept_out[id(each)]}'", help=help)
        if id(each) in kept_out
        else each
        for each in found
    ]


def _without_strays(desk: Baseline, found: list[Judged]) -> list[Judged]:
    """Words that are another text's stay out; so does all that changed in a file whose words stand in other rows."""
    files: dict[Path, list[Judged]] = {}
    for each in found:
        files.setdefault(each.row.position.file, []).append(each)
    kept_out: dict[int, Judged] = {}
    for rows in files.values():
        changed = [each for each in rows if each.fate is Fate.TAKEN and not _in_signs(each)]
        strays = {id(each): key for each in changed if (key := _whose(desk, each))}
        moved = _moved(rows, len(strays), len(changed)) if changed else ""
        if desk.replace and not moved:
            continue
        for each in changed:
            if moved:
                why = f"{moved}: a column was sorted or moved by itself"
                help = "put the translations beside their keys again; send those that are right alone, with --replace"
            elif id(each) in strays:
                why = f"these are the words of {strays[id(each)]}"
                help = "write them beside their own key; if they are right here too, say so with --replace"
            else:
                continue
            kept_out[id(each)] = replace(each, fate=Fate.CONFLICTING, why=why, help=help)
    return [kept_out.get(id(each), each) for each in found]


def _without_copies(desk: Baseline, found: list[Judged]) -> list[Judged]:
    """Words that stand beside the English of many texts stay out: a cell was copied down the column."""
    if desk.replace:
        return found
    english: dict[str, set[str]] = {}
    for each in found:
        if each.fate is Fate.TAKEN and not _in_signs(each):
            english.setdefault(_numberless(each.row.text), set()).add(_numberless(each.english))
    copied = {words: len(beside) for words, beside in english.items() if words and len(beside) >= _COPIED}
    help = "write the translation of each text beside it; if these words are right for all, say so with --replace"

    def kept(each: Judged) -> Judged:
        number = copied.get(_numberless(each.row.text), 0) if each.fate is Fate.TAKEN and not _in_signs(each) else 0
        why = f"the same words stand beside {number} different texts"
        return replace(each, fate=Fate.CONFLICTING, why=why, help=help) if number else each

    return [kept(each) for each in found] if copied else found


def _numberless(text: str) -> str:
    return "".join(each for each in bare_letters(text) if not each.isdecimal())


def _changed_alike(desk: Baseline, found: list[Judged]) -> list[Judged]:
    """Drafts of a file that changed in one way, without a tick, hold the new words and are as unchecked as before."""
    edits: dict[Path, dict[int, Hashable]] = {}
    for each in found:
        if each.fate is not Fate.TAKEN or not each.by or each.row.ticked or each.marks_stay:
            continue
        if each.before.strip() and each.key in desk.unchecked:
            edits.setdefault(each.row.position.file, {})[id(each)] = edit_of(each.before, each.row.text)
    alike = {which for made in edits.values() for which in _which(made, made_alike(made.values()))}
    return [replace(each, by="", marks_stay=True) if id(each) in alike else each for each in found]


def _which(made: Mapping[int, Hashable], edits: frozenset[Hashable]) -> Iterator[int]:
    return (which for which, edit in made.items() if edit in edits)


def _in_signs(each: Judged) -> bool:
    return bare_letters(each.row.text) == bare_letters(each.before)


def _moved(rows: Sequence[Judged], strays: int, changed: int) -> str:
    """How the rows of a file show that their words stand beside other keys; "" where they do not."""
    if strays >= _STRAYS and strays * _OF_CHANGED >= changed:
        return f"{strays} rows of this file hold the words of other texts"
    found = misplaced([(each.english, each.row.text) for each in rows if each.english and each.row.text.strip()])
    return f"{found.number} rows of this file fit the English of other rows better than their own" if found else ""


def _whose(desk: Baseline, each: Judged) -> str:
    """The key of the text with other English whose translation these words are; "" where they are nobody else's."""
    words, english = bare_letters(each.row.text), bare_letters(each.english)
    size = len(words) * (_OF_A_SIGN if _UNSPACED.search(words) else 1)
    keys = desk.standing.get(words, ()) if size >= _TELLING else ()
    theirs = [key for key in keys if key != each.key]
    same = any(bare_letters(desk.catalog.active[key].source) == english for key in theirs)
    return "" if same or not theirs else theirs[0]


def _without_contradictions(found: list[Judged]) -> list[Judged]:
    by_key: dict[str, list[Judged]] = {}
    for each in found:
        if each.fate is Fate.TAKEN:
            by_key.setdefault(each.key, []).append(each)
    return [_against(each, by_key.get(each.key, ())) if each.fate is Fate.TAKEN else each for each in found]


def _against(each: Judged, all_of_key: Sequence[Judged]) -> Judged:
    others = [other for other in all_of_key if other.row.text != each.row.text]
    if others:
        places = ", ".join(dict.fromkeys(_place(other.row) for other in others))
        return _refused(
            each, f"other words stand for the same text in {places}", "leave one of them, and take it again"
        )
    return each if each is all_of_key[0] else replace(each, fate=Fate.SAME, why="it stands there twice")


def _place(row: Row) -> str:
    path: Path = row.position.file
    return f"{path}, {row.place or f'line {row.position.line}'}"
