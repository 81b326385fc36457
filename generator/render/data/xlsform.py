"""A form for a phone as an XLSForm: the workbook that ODK, KoBo and others read (xlsform.org).

Words stay words: in a text of a form `${…}` would stand for an answer, marks for bold type, and `<…>` for a style. A
joiner that nobody sees keeps them apart.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from generator.blocks.nodes import Blank, Emphasis, Foreign, Inline, Link, Phrase, Strong
from generator.blocks.nodes import words_of as words_alone
from generator.blocks.survey import (
    EMPTY,
    PAPER,
    Asks,
    Said,
    Survey,
    SurveyGroup,
    SurveyItem,
    asked_in,
    other_name,
    question_name,
)
from generator.render.data.workbook import LONGEST, new_workbook, shown

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_JOINER = "\u2060"
_NO_CODE = re.compile(r"(?<=\$)(?=\{)|(?<=<)(?=[a-zA-Z/!?])|(?<=\])(?=\()|^(?=#)", re.MULTILINE)
_MARKS = re.compile(r"[*_\\]")
_LITERALS = re.compile(r"['‘’]+|\$|[^'‘’$]+")
_GAPS = re.compile(r"[ \t\r\n\f\v]+")

_TYPES: Mapping[Asks, tuple[str, str, str]] = {
    Asks.NOTE: ("note", "", ""),
    Asks.TEXT: ("text", "", ""),
    Asks.LINES: ("text", "multiline", ""),
    Asks.NUMBER: ("integer", "", ""),
    Asks.DATE: ("date", "", ""),
    Asks.TICK: ("acknowledge", "", ""),
    Asks.ONE: ("select_one", "", ""),
    Asks.SOME: ("select_multiple", "", ""),
    Asks.SIGNATURE: ("image", "signature", "max-pixels=1200"),
    Asks.PICTURE: ("image", "new", "max-pixels=1200"),
}
"""What each question is called, how it looks, and what else is said of it."""
_MOST_ON_A_SCREEN = 10
"""How many notes and questions may stand on one screen."""

_TOLD = ("label", "hint", "constraint_message", "required_message")
"""The columns that there are for each language."""
_PLAIN = (
    "required", "relevant", "constraint", "appearance", "parameters", "default", "calculation", "trigger",
)  # fmt: skip

_Row = Mapping[str, str | Said]


def xlsform(survey: Survey) -> bytes:
    """The three sheets of the form: questions, choices, and what holds for all of it."""
    out = io.BytesIO()
    languages = [f"{name} ({tag})" for name, tag in survey.languages]
    with new_workbook(out, survey.title, survey.publisher, survey.released) as book:
        _sheet(book, "survey", ("type", "name", *_TOLD, *_PLAIN), languages, _survey(survey))
        _sheet(book, "choices", ("list_name", "name", "label"), languages, _choices(survey))
        settings = {
            "form_title": survey.title,
            "form_id": survey.id,
            "version": survey.version,
            "default_language": languages[0],
            "style": "pages",
            # Empty, for the team: where answers go, and the key that locks them on the phone.
            "submission_url": "",
            "public_key": "",
        }
        _sheet(book, "settings", tuple(settings), languages, [settings])
    return out.getvalue()


def _sheet(book: Workbook, name: str, columns: Sequence[str], languages: Sequence[str], rows: Iterable[_Row]) -> None:
    """A sheet with a column for each language of what is told, and a row for each of the rows."""
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1})
    places: dict[str, int] = {}
    titles: list[str] = []
    for column in columns:
        places[column] = len(titles)
        titles += [f"{column}::{language}" for language in languages] if column in _TOLD else [column]
    for place, title in enumerate(titles):
        sheet.write_string(0, place, shown(title), head)
        sheet.set_column(place, place, 40 if "::" in title else 16)
    for number, row in enumerate(rows, 1):
        for column, said in row.items():
            cells = [said] if isinstance(said, str) else ["\n".join(map(_words, lines)) for lines in said]
            for place, words in enumerate(cells, places[column]):
                if words:
                    sheet.write_string(number, place, shown(words)[:LONGEST])
    sheet.freeze_panes(1, 0)


# -- questions ----------------------------------------------------------------------------------------


def _survey(survey: Survey) -> Iterator[_Row]:
    yield from ({"type": type, "name": other_name("form", type)} for type in ("start", "end"))
    yield {"type": "audit", "name": "audit"}  # when each question was seen; of places only where a team asks for them
    yield {"type": "calculate", "name": PAPER, "calculation": f"'{survey.paper}'"}
    for group in survey.groups:
        yield from _group(group)
    for name in survey.shown:
        yield {"type": "calculate", "name": _shown(name), "calculation": f"coalesce(${{{name}}}, '…')"}


def _group(group: SurveyGroup) -> Iterator[_Row]:
    kind = "repeat" if group.rows else "group"
    look = "field-list" if _fits_a_screen(group) else ""
    yield {"type": f"begin_{kind}", "name": group.name, "label": group.label, "relevant": _stands(group.when),
           "appearance": look}  # fmt: skip
    for part in group.parts:
        yield from _group(part) if isinstance(part, SurveyGroup) else _asked(part)
    yield {"type": f"end_{kind}", "name": group.name}


def _fits_a_screen(group: SurveyGroup) -> bool:
    """Whether all of it is shown at once: it is short, and holds no rows to add, which need screens of their own."""
    return not _adds_rows(group.parts) and 0 < sum(1 for _ in asked_in(group.parts)) <= _MOST_ON_A_SCREEN


def _adds_rows(parts: tuple[SurveyItem | SurveyGroup, ...]) -> bool:
    return any(isinstance(part, SurveyGroup) and (part.rows or _adds_rows(part.parts)) for part in parts)


def _asked(asked: SurveyItem) -> Iterator[_Row]:
    type, appearance, parameters = _TYPES[asked.asks]
    yield {
        "type": f"{type} {asked.choices.name}" if asked.choices else type,
        "name": asked.name,
        "label": asked.label,
        "hint": asked.hint,
        "required": "yes" if asked.needed else "",
        "required_message": asked.needed,
        "relevant": _open(asked.when) if asked.unanswered else _stands((asked.when,) if asked.when else ()),
        "constraint": _constraint(asked),
        "constraint_message": asked.wrong,
        "default": _default(asked),
        "appearance": appearance,
        "parameters": parameters,
    }
    if asked.timed:
        time, answer = f"${{time___{asked.name}}}", f"${{{asked.name}}}"
        # The first yes counts: looking at the box again changes nothing, and taking the tick away empties it.
        kept = f"if({answer} = '' or {answer} = '{EMPTY}', '', if({time} = '', now(), {time}))"
        yield {"type": "calculate", "name": f"time___{asked.name}", "calculation": kept, "trigger": answer}


def _stands(conditions: tuple[str, ...]) -> str:
    """A part stands there until somebody says that its condition does not hold, as on paper."""
    return " or ".join(f"{_condition(each)} != 'no'" for each in conditions)


def _open(condition: str) -> str:
    return f"{_condition(condition)} = ''"


def _condition(id: str) -> str:
    return f"${{{other_name('condition', id)}}}"


def _default(asked: SurveyItem) -> str:
    """What the team wrote: words as a formula of literals, for bare words are read as one as soon as they have a sign.

    Programs make typographic quotes plain, so each kind stands in literals of the other; `$` and `{` never meet. An end
    of a line becomes a space in the form that is made of it.
    """
    if asked.asks not in (Asks.TEXT, Asks.LINES) or not asked.default:
        return asked.default
    literals = [f'"{each}"' if each[0] in "'‘’" else f"'{each}'" for each in _LITERALS.findall(asked.default)]
    return f"concat({', '.join(literals)}, '')"


def _constraint(asked: SurveyItem) -> str:
    if asked.excludes:
        return ". = '' or (" + " and ".join(f"${{{other}}} = ''" for other in asked.excludes) + ")"
    if asked.asks is Asks.NUMBER:
        return ". >= 0" + (f" and . <= {'9' * asked.most}" if asked.most else "")
    if asked.not_before:
        return f"${{{asked.not_before}}} = '' or . >= ${{{asked.not_before}}}"
    return f"string-length(.) <= {asked.most}" if asked.most else ""


# -- choices ------------------------------------------------------------------------------------------


def _choices(survey: Survey) -> Iterator[_Row]:
    asked = (each for group in survey.groups for each in asked_in(group.parts))
    lists = {each.choices.name: each.choices for each in asked if each.choices}
    for name, held in lists.items():
        for id, label in held.options:
            yield {"list_name": name, "name": id, "label": label}


# -- words --------------------------------------------------------------------------------------------


def _words(phrase: Phrase) -> str:
    return "".join(map(_inline, phrase.children))


def _inline(node: Inline) -> str:
    match node:
        case Blank(field):
            return f"${{{_shown(question_name(field.name))}}}"
        case Strong(children) | Emphasis(children) | Link(_, children) | Foreign(_, children):
            return "".join(map(_inline, children))
        case _:
            return _plain(words_alone((node,)))


def _plain(words: str) -> str:
    """The words as every program shows them."""
    return _NO_CODE.sub(_JOINER, _MARKS.sub(r"\\\g<0>", _GAPS.sub(" ", words)))


def _shown(name: str) -> str:
    """The answer as it stands in a text: three dots until there is one."""
    return f"shown___{name}"
