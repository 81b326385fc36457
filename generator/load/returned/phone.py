"""Forms that were filled in on phones, as answers of their papers.

KoBo and ODK give them out as JSON, or as CSV with a file of its own for the rows of a table. Nothing in it says what
kind of answer a question wants: "OK" can be a tick or a word. So the contract of the paper decides.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, zip_longest
from types import MappingProxyType
from typing import Any

from generator.blocks.survey import EMPTY, PAPER, TICKED, key_of, kind_and_ids
from generator.library.answers import SCHEMA, AnswersFile, Raw, Said, ValueShape
from generator.library.slots import Contract, SlotType
from generator.load.returned.base import Sent, Unreadable, each_once
from generator.load.text_file import unicode

MOST_FORMS = 10_000
"""How many forms one file may hold."""
_LISTS = ("results", "value")
"""Where KoBo and ODK Central hold the forms of an answer of theirs."""
_KEY, _PARENT = "KEY", "PARENT_KEY"
_OF_PROGRAMS = re.compile(
    r"_[^0-9].*|audit|(PARENT_)?KEY|S(ubmissionDate|tatus|ubmitter(ID|Name)|ET-OF-.*)|Attachments(Present|Expected)"
    r"|ReviewState|DeviceID|Edits|FormVersion|.*@odata\..*|.*_URL|instance(ID|Name)"
)
"""Names that programs give to what they add themselves; a question that a team adds may be called anything else."""
_JUDGED = ("ReviewState", "reviewState", "_validation_status")
"""Where ODK Central and KoBo keep what an office thinks of a form; KoBo gives it a group of its own in JSON."""
_TURNED_DOWN = re.compile(r"rejected|has_?issues|(validation_status_)?(not[_ ]approved|on[_ ]hold)", re.IGNORECASE)
_IDS = ("_uuid", "__id", _KEY, "instanceID", "meta/instanceID", "meta-instanceID")
_NEXT, _ROWS_ELSEWHERE = ("next", "@odata.nextLink"), "@odata.navigationLink"
"""Where the two say that more forms, or the rows of a table, are to be fetched from another address."""
_THEIRS = ("meta", "formhub", "__system")
"""Groups that programs add."""
_GROUPS = re.compile(r"^(?:.*[^A-Za-z0-9_])?(?:group|section|clause|signs|rows?)___[a-z0-9_]+[^A-Za-z0-9_]+")
"""The groups before a name up to the last of ours, with whatever a program was told to put between them."""
# A run of spaces is looked at once, from its beginning, and not from each of them.
_BETWEEN, _HYPHENS = (re.compile(rf"(?:(?<!\s)\s+)?{sign}\s*") for sign in ("[/.:|]", "-"))
"""What stands between the names in the head of a column."""
_NOTHING = Said("n/a")
"""What some programs write where a question was not asked."""
_PAPER = re.compile(r"(?=.{1,60} )([a-z0-9]+(?:-[a-z0-9]+)*) ([^ ]{1,20}) ([^ ]{1,20})(?: (.*))?")
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[ T]00:00(:00(\.0+)?)?")
"""A day as spreadsheets and programs write it that keep no days without a time."""
_MARKED = ("1", "1.0", "true", "True", "TRUE")
_UNMARKED = ("", "0", "0.0", "false", "False", "FALSE", "n/a")
_SEPARATOR = re.compile(r"sep=.\r?\n")
"""A line of Excel's own before the heads."""
_TRUE, _FALSE = Said("true", ValueShape.WORD), Said("false", ValueShape.WORD)


def sent_forms(content: bytes, rows: Sequence[bytes] = ()) -> list[Sent]:
    """The forms of an export; `rows` are the other files of a CSV export. Unreadable where it is none of ours."""
    text = _text(content)
    try:
        forms = list(
            _of_json(text) if text.lstrip()[:1] in ("{", "[") else _of_csv(text, [_text(each) for each in rows])
        )
    except RecursionError as error:
        raise Unreadable("it holds groups deeper than any form", "export it again, as JSON or CSV") from error
    known = [form for form in forms if form.paper]
    if known and len(known) < len(forms):
        known.append(Sent(count=len(forms) - len(known)))
    if not known:
        raise Unreadable(
            "no form of this toolkit stands in it", f"export it with the question {PAPER}, from KoBo or ODK"
        )
    return known


def holds_rows(content: bytes) -> bool:
    """Whether it holds only rows that were added to a table, for the forms of another file."""
    head = _text(content).partition("\n")[0]
    return any(True for _ in _lines(f"{head}\nx", _PARENT))


def answers_of(sent: Sent, contract: Contract) -> tuple[AnswersFile, list[tuple[str, Raw]]]:
    """What was answered, as a file of answers for the paper, and what else stands in the form, with its name.

    What the paper does not know is an answer too, so that whoever takes the file in says so.
    """
    file: dict[str, Any] = {"schema": Said(SCHEMA), contract.kind: Said(sent.paper)}
    file |= {"version": Said(sent.version), "edition": Said(sent.edition)}
    conditions: dict[str, Raw] = {}
    answers: dict[str, Raw] = {}
    beside: list[tuple[str, Raw]] = []
    for name, raw in _answered(sent, contract).items():
        if raw in (Said(""), Said("null", ValueShape.WORD), ()) or (
            raw == _NOTHING and not _asks_for_words(contract, name)
        ):
            continue
        match _kind(name):
            case _ if isinstance(raw, Said) and _is_lost(raw.text):
                beside.append((name, raw))
            case ("condition", id):
                conditions[id] = _truth(raw)
            case ("one", clause, _) if isinstance(raw, Said):
                answers |= {f"{clause}.{raw.text}": _TRUE} if raw.text != EMPTY else {}
            case ("cell", row, table, column):
                answers[f"{table}.{row}.{column}"] = raw
            case ():
                key = key_of(name)
                answers[key] = _fitted(contract, key, raw)
            case _:
                beside.append((name, raw))
    return AnswersFile.model_validate({**file, "conditions": conditions, "answers": answers}), beside


def _is_lost(words: str) -> bool:
    """Whether letters may be gone: Excel's own code page has a question mark for each that it lacks, as of Arabic."""
    return "????" in words or ("??" in words and not any(map(str.isalpha, words)))


def _asks_for_words(contract: Contract, name: str) -> bool:
    """Whether people may write what they like there; what is no answer of the paper, they may have written too."""
    match _kind(name):
        case ("condition" | "one", *_):
            return False
        case ("cell", row, table, column):
            slot = contract.slot(f"{table}.{row}.{column}")
        case _:
            slot = contract.slot(key_of(name.rpartition("/")[2]))
    return slot is None or slot.type in (SlotType.TEXT, SlotType.LINES)


def _answered(sent: Sent, contract: Contract) -> dict[str, Raw]:
    """Every answer by its name, once; choices that have a column each are one.

    A mark that is none, or differs from the choice's own column, is said. A group that somebody put around questions
    looks the same in the heads of columns: the paper tells which it is.
    """
    found = dict(sent.values)
    grouped: list[tuple[str, Raw]] = []
    for name, beside in sent.beside.items():
        slot = contract.slot(key_of(name))
        if slot is None or slot.type is not SlotType.CHOICES:
            grouped += ((each, Said(words)) for each, words in beside.items() if not _is_added(each))
            continue
        raw = sent.values.get(name)
        together = raw.text.split() if isinstance(raw, Said) and raw.text and raw != _NOTHING else None
        marked = [each for each, words in beside.items() if words in _MARKED]
        strange = {each for each, words in beside.items() if words not in (*_MARKED, *_UNMARKED)}
        if together is not None:
            strange |= {each for each in beside if (each in together) != (each in marked)}
        taken = [each for each in (marked if together is None else together) if each not in strange]
        found[name] = tuple(map(Said, taken))
        found |= {f"{name}/{each}": Said(beside[each]) for each in beside if each in strange}
    return each_once([*found.items(), *grouped], "answer", Said(""))


def paper_of(words: str) -> tuple[str, str, str, str] | None:
    """The id, version and edition of the paper that these words name, as our forms say it, and what follows."""
    found = _PAPER.fullmatch(words)
    return (found[1], found[2], found[3], found[4] or "") if found else None


def is_time(name: str) -> bool:
    """Whether the question only keeps when another one was answered."""
    return kind_and_ids(name)[:1] == ("time",)


def _kind(name: str) -> tuple[str, ...]:
    """The kind and the ids of a question's name, the number of its row among them."""
    row, _, own = name.rpartition("/")
    kind = kind_and_ids(own)
    return (kind[0], row, *kind[1:]) if row and kind else kind


def _fitted(contract: Contract, key: str, raw: Raw) -> Raw:
    """The value as a file of answers says it."""
    slot = contract.slot(key)
    if slot is None or isinstance(raw, tuple):
        return raw
    if slot.type is SlotType.TICK:
        return _truth(raw)
    if slot.type is SlotType.DATE and (day := _MIDNIGHT.fullmatch(raw.text)):
        return Said(day[1])
    return tuple(Said(each) for each in raw.text.split()) if slot.type is SlotType.CHOICES else raw


def _truth(raw: Raw) -> Raw:
    """Yes and no as a file of answers says them; anything else as it is."""
    if isinstance(raw, Said) and raw.text in (TICKED, "yes"):
        return _TRUE
    return _FALSE if raw == Said("no") else raw


# -- reading --------------------------------------------------------------------------------------------


def _text(content: bytes) -> str:
    try:
        return unicode(content)
    except UnicodeDecodeError as error:
        raise Unreadable("it is not text in UTF-8", "export it again, as CSV or JSON") from error


def _form(
    values: Mapping[str, Raw],
    beside: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    rows: bool = True,
    judged: str = "",
    own_id: str = "",
    part: bool = False,
) -> Sent:
    """The form with what its hidden question says of its paper."""
    said = values.get(PAPER)
    paper = paper_of(said.text) if isinstance(said, Said) else None
    own = {name: raw for name, raw in values.items() if name != PAPER and not _is_added(name)}
    return Sent(*(paper[:3] if paper else ("", "", "")), own, beside, rows, judged=judged, own_id=own_id, part=part)


def _own_id(form: Mapping[str, Any]) -> str:
    """What KoBo or ODK calls this form and no other; "" where it does not say."""
    meta = form.get("meta")
    held = (form, meta) if isinstance(meta, dict) else (form,)
    said = (str(each[name]) for name in _IDS for each in held if each.get(name))
    return next((id.removeprefix("uuid:") for id in said), "")


def _judged(form: Mapping[str, Any]) -> str:
    """What somebody has marked the form with, unless that is a yes or nothing."""
    held = (form, *(each for name in _THEIRS if isinstance(each := form.get(name), dict)))
    for name, said in ((name, each[name]) for each in held for name in _JUDGED if name in each):
        words = said.get("uid", "") if isinstance(said, dict) else said
        if isinstance(words, str) and _TURNED_DOWN.fullmatch(words.strip()):
            return f"{name}: {words.strip()}"
    return ""


def _is_added(name: str) -> bool:
    """Whether a program added it, or it only says when the form was open."""
    return bool(_OF_PROGRAMS.fullmatch(name)) or kind_and_ids(name)[:1] == ("form",)


def _limited(count: int) -> None:
    if count > MOST_FORMS:
        raise Unreadable(f"it holds more than {MOST_FORMS} forms", "export fewer at a time")


def _of_json(text: str) -> Iterator[Sent]:
    # No places are kept of what is read, as `load/json_file.py` does: an export is a hundred times as large as answers.
    try:
        data: Any = json.loads(
            text, parse_int=_number, parse_float=_number, parse_constant=_number, object_pairs_hook=_named_once
        )
    except (ValueError, RecursionError) as error:
        raise Unreadable("it is damaged, or not JSON", "export it again, as JSON or CSV") from error
    held = [data[name] for name in _LISTS if isinstance(data.get(name), list)] if isinstance(data, dict) else [data]
    forms = list(chain.from_iterable(held)) if held else [data]
    _limited(len(forms))
    part = isinstance(data, dict) and any(isinstance(data.get(name), str) for name in _NEXT)
    for each in forms:
        if isinstance(each, dict):
            values = each_once(_flat(each), "answer", Said(""))
            yield _form(values, rows=not _lacks_rows(each), judged=_judged(each), own_id=_own_id(each), part=part)
        else:
            yield Sent()


def _lacks_rows(group: Mapping[str, Any]) -> bool:
    """Whether a table of the form, or of a group in it, stands at another address only."""
    return any(
        (name.endswith(_ROWS_ELSEWHERE) and name.removesuffix(_ROWS_ELSEWHERE) not in group)
        or (isinstance(value, dict) and _lacks_rows(value))
        for name, value in group.items()
    )


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) < len(pairs):
        raise Unreadable("a question stands twice in one of its forms", "export it again, as JSON or CSV")
    return held


def _flat(group: Mapping[str, Any], row: str = "") -> Iterator[tuple[str, Raw]]:
    """Each question of a group and of those in it; the names of groups may stand before it, or around it."""
    for path, value in group.items():
        name = _GROUPS.sub("", path).rpartition("/")[2]
        if path.split("/")[0] in _THEIRS or _OF_PROGRAMS.fullmatch(name):
            continue
        if isinstance(value, dict):
            yield from _flat(value, row)
        elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
            for number, each in enumerate(value, 1):
                yield from _flat(each if isinstance(each, dict) else {name: each}, str(number))
        else:
            said = tuple(map(_said, value)) if isinstance(value, list) else _said(value)
            yield f"{row}/{name}" if row else name, said


def _number(said: str) -> Said:
    """A number as it was typed: 1.10 is not 1.1."""
    return Said(said, ValueShape.NUMBER)


def _said(value: Any) -> Said:
    match value:
        case Said():
            return value
        case None | bool():
            return Said({None: "null", True: "true", False: "false"}[value], ValueShape.WORD)
        case str():
            return Said(value)
    return Said("", ValueShape.OTHER)


def _of_csv(text: str, rows: Sequence[str]) -> Iterator[Sent]:
    below: dict[str, list[dict[str, str]]] = {}
    for line in (line for each in rows for line in _lines(each, _PARENT)):
        below.setdefault(line[_PARENT], []).append(line)
    for line in _lines(text, PAPER):
        own, beside = _columns(line)
        yield _form(
            {**own, **dict(_added(below.get(line.get(_KEY, ""), ())))}, beside, bool(rows), _judged(line), _own_id(line)
        )


def _added(rows: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, Raw]]:
    """The cells of the rows that somebody added, each under the number that its row has in its table."""
    numbers: Counter[str] = Counter()
    for line in rows:
        cells = {name: words for path, words in line.items() if _is_cell(name := _names(path)[-1])}
        numbers.update({kind_and_ids(name)[1] for name in cells})
        yield from ((f"{numbers[kind_and_ids(name)[1]]}/{name}", Said(words)) for name, words in cells.items())


def _is_cell(name: str) -> bool:
    return len(kind_and_ids(name)) == 3 and kind_and_ids(name)[0] == "cell"


def _lines(text: str, needed: str) -> Iterator[dict[str, str]]:
    """The lines of a table by its heads, whatever stands between its columns; none where no column has that name."""
    text = _SEPARATOR.sub("", text, count=1) if text.startswith("sep=") else text
    try:
        # With a quote that is left open, the cells behind it would answer other questions.
        tables = (csv.reader(io.StringIO(text, newline=""), delimiter=each, strict=True) for each in ",;\t")
        headed = ((next(filter(None, table), []), table) for table in tables)
        heads, lines = next((each for each in headed if needed in (_names(head)[-1] for head in each[0])), ([], ()))
        if _is_labelled(heads):
            raise Unreadable(
                "its columns are headed with the words of the questions, which are no names",
                "export it again with names: “XML values and headers” in KoBo",
            )
        cells: Sequence[str] = heads
        for number, cells in enumerate(filter(None, lines)):
            _limited(number)
            yield _by_heads(heads, cells)
        if len(cells) < len(heads) and not text.endswith(("\r", "\n")):
            raise Unreadable("its last line is cut off", "copy or export the whole file again")
    except csv.Error as error:
        raise Unreadable(f"it is no table: {error}", "export it again, as CSV or JSON") from error


def _by_heads(heads: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells of a line by their heads; what has none, or stands twice under one and differs, by its column."""
    held: dict[str, str] = {}
    for number, (head, words) in enumerate(zip_longest(heads, cells, fillvalue=""), 1):
        if head not in held and head:
            held[head] = words
        elif words and not head:
            held[f"column {number}"] = words
        elif head and held[head] != words:
            held.setdefault(f"{head} (column {heads.index(head) + 1})", held[head])
            held[f"{head} (column {number})"], held[head] = words, ""
    return held


def _columns(line: Mapping[str, str]) -> tuple[dict[str, Raw], dict[str, dict[str, str]]]:
    """What stands in each column by its question; apart, what stands below a name that is no group of ours."""
    own: list[tuple[str, Raw]] = []
    beside: dict[str, dict[str, str]] = {}
    for path, words in line.items():
        names = _names(path)
        if names[0] in _THEIRS:
            continue
        if len(names) == 1 or kind_and_ids(names[-1]):
            own.append((names[-1], Said(words)))
        else:
            held = beside.setdefault(names[-2], {})
            # What differs is no mark, and is named as it stands.
            held[names[-1]] = words if held.get(names[-1], words) == words else f"{held[names[-1]]}, {words}"
    return each_once(own, "column", Said("")), beside


@lru_cache(maxsize=4096)
def _names(path: str) -> tuple[str, ...]:
    """The names in the head of a column without our groups: others, the question, a choice of it, with its hyphens."""
    *before, choice = _BETWEEN.split(_GROUPS.sub("", path))
    return (*re.split("[-/]", "/".join(before)), choice) if before else tuple(_HYPHENS.split(choice))


def _is_labelled(heads: Iterable[str]) -> bool:
    """Whether most questions are headed by their words: names have no spaces, and seldom other letters than English."""
    named = [_GROUPS.sub("", head) for head in heads if head and not _is_added(_names(head)[-1])]
    return sum(bool(re.search(r"\s|[^\x00-\x7f]", head)) for head in named) * 2 > len(named)
