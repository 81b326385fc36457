"""Forms from phones come back as the answers that they hold, from each program that gives them out."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from generator.blocks.survey import PAPER, Survey, SurveyGroup, asked_in, kind_and_ids, other_name, question_name
from generator.compose.survey import survey
from generator.library.answers import Answers, Said
from generator.library.library import Library
from generator.library.slots import Contract, SlotType, contract_of
from generator.library.taking import Taken, take
from generator.library.template import is_on_phone
from generator.load.answers import load_answers
from generator.load.json_file import parse_json
from generator.load.returned.base import Sent, Unreadable
from generator.load.returned.phone import MOST_FORMS, answers_of, sent_forms
from generator.reading.collected import read_back
from generator.validate.answers import check_answers
from tests import attacks
from tests.conftest import ROOT, loaded
from tests.timing import measured, times

Form = dict[str, Any]
"""What a phone holds: answers by name, groups around them, rows of tables as lists."""


def library() -> Library:
    return loaded(ROOT)


@cache
def made(id: str) -> Survey:
    return survey([library()], id)


def contract(id: str) -> Contract:
    template = next(each for each in library().templates if each.id == id)
    return contract_of(template, library().framework.edition.id)


PAPERS = [each.id for each in library().templates if is_on_phone(each)]


def some_answers(id: str, chance: random.Random) -> Answers:
    """Answers that fit the paper, with words that programs could take for something else."""
    words = ["OK", "yes", "0012", "=1+1", "a;b,c\td", 'said "no"', "السلام", "line", "true", "null", " x "]
    own = contract(id)
    values: dict[str, Any] = {}
    for name, slot in own.slots.items():
        keys = [name.replace("*", str(number)) for number in (1, 2, 3)] if "*" in name else [name]
        for key in keys:
            match slot.type:
                case SlotType.TICK:
                    values[key] = True
                case SlotType.CHOICE:
                    values[key] = chance.choice(slot.choices)
                case SlotType.CHOICES:
                    values[key] = tuple(each for each in slot.choices if chance.random() < 0.7) or slot.choices[:1]
                case SlotType.DATE:
                    values[key] = "2999-01-31" if slot.not_before else "2027-01-31"
                case SlotType.NUMBER:
                    values[key] = "7"
                case SlotType.LINES:
                    values[key] = "one\ntwo"
                case SlotType.TEXT:
                    values[key] = chance.choice(words)
    for group in own.alone:
        for key in group[1:]:
            values.pop(key, None)
    return Answers({each: chance.random() < 0.5 for each in own.conditions}, values)


def filled(id: str, answers: Answers) -> Form:
    """The form as a phone keeps it."""
    form = made(id)
    slots = contract(id).slots

    def value(name: str, row: int = 0) -> str | None:
        match kind_and_ids(name):
            case ("condition", condition):
                return "yes" if answers.conditions[condition] else "no"
            case ("one", clause, _):
                return next((key.partition(".")[2] for key in ticks(name, clause) if key in answers.values), "___")
            case ("cell", table, column):
                return str(answers.values[f"{table}.{row}.{column}"])
            case ("sign", *_):
                return "1700000000000.jpg" if name.endswith("sign") else "Amina"
            case ():
                key = next((key for key in slots if question_name(key) == name), "")
                said = answers.values.get(key)
                if said is True:
                    return "yes" if "yes_no" in kinds.get(name, "") else "OK"
                return " ".join(said) if isinstance(said, tuple) else None if said is None else str(said)
        return None

    kinds = {each.name: each.choices.name for group in form.groups for each in asked_in(group.parts) if each.choices}

    def ticks(name: str, clause: str) -> list[str]:
        (asked,) = (each for group in form.groups for each in asked_in(group.parts) if each.name == name)
        return [f"{clause}.{id}" for id, _ in asked.choices.options] if asked.choices else []

    def group(parts: tuple[Any, ...], row: int = 0) -> Form:
        held: Form = {}
        for part in parts:
            if isinstance(part, SurveyGroup):
                held[part.name] = (
                    [group(part.parts, number) for number in (1, 2, 3)] if part.rows else group(part.parts)
                )
            elif (said := value(part.name, row)) is not None:
                held[part.name] = said
                if part.timed:
                    held[f"time___{part.name}"] = "2026-11-28T10:00:00.000Z"
        return held

    return {"form___start": "2026-11-28T09:00:00.000Z", "form___paper": form.paper, **group(form.groups)}


def flat(form: Form, divider: str, before: str = "") -> Form:
    """Each answer under the names of its groups; rows stay lists, with whole names in them."""
    held: Form = {}
    for name, value in form.items():
        path = f"{before}{name}"
        if isinstance(value, dict):
            held |= flat(value, divider, f"{path}{divider}")
        elif isinstance(value, list):
            held[path] = [flat(each, divider, f"{path}{divider}") for each in value]
        else:
            held[path] = value
    return held


def kobo(form: Form) -> tuple[bytes, list[bytes]]:
    more = {
        "_id": 7,
        "formhub/uuid": "a",
        "meta/instanceID": "uuid:1",
        "_attachments": [{"filename": "a"}],
        "__version__": "v",
    }
    return json.dumps({"count": 1, "results": [{**more, **flat(form, "/")}]}).encode(), []


def central(form: Form) -> tuple[bytes, list[bytes]]:
    more = {"__id": "uuid:1", "__system": {"submitterName": "x", "edits": 0}, "meta": {"instanceID": "uuid:1"}}
    return json.dumps({"value": [{**more, **form}], "@odata.context": "x"}).encode(), []


def table(lines: list[Form], delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(dict.fromkeys(key for line in lines for key in line)), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode("utf-8-sig")


def central_csv(form: Form) -> tuple[bytes, list[bytes]]:
    answers = flat(form, "-")
    rows = {name: value for name, value in answers.items() if isinstance(value, list)}
    main = {name: value for name, value in answers.items() if name not in rows}
    below = [
        table([{**{key.rpartition("-")[2]: said for key, said in row.items()}, "PARENT_KEY": "uuid:1"} for row in each])
        for each in rows.values()
    ]
    return table([{"SubmissionDate": "x", **main, "meta-instanceID": "uuid:1", "KEY": "uuid:1", "Status": ""}]), below


def kobo_csv(form: Form) -> tuple[bytes, list[bytes]]:
    """With a column for each choice too, and a semicolon between columns."""
    main: Form = {}
    for name, value in flat(form, "/").items():
        if not isinstance(value, list):
            main[name] = value
            if " " in value and "recording_kind" in name:
                main |= {f"{name}/{choice}": "1" for choice in value.split()}
    return table([{**main, "_id": "7", "_uuid": "a", "_index": "1"}], ";"), []


def taken(id: str, forms: list[Sent]) -> tuple[Taken, list[str]]:
    (sent,) = forms
    assert sent.paper == id
    file, beside = answers_of(sent, contract(id))
    found = take(contract(id), file)
    assert isinstance(found, Taken)
    return found, [name for name, _ in beside]


@pytest.mark.parametrize("export", [kobo, central, central_csv])
def test_what_was_typed_on_a_phone_comes_back(export: Callable[[Form], tuple[bytes, list[bytes]]]) -> None:
    chance = random.Random(7)
    for id in PAPERS:
        answers = some_answers(id, chance)
        content, rows = export(filled(id, answers))
        found, beside = taken(id, sent_forms(content, rows))
        assert found.listed == (), (id, found.listed)
        assert not found.another
        assert dict(found.answers.conditions) == dict(answers.conditions)
        remarks = {key for key in answers.values if asks_nothing(id, key)}
        assert dict(found.answers.values) == {key: said for key, said in answers.values.items() if key not in remarks}
        assert {kind_and_ids(name)[0] for name in beside} <= {"sign", "time"}


def asks_nothing(id: str, key: str) -> bool:
    """What can be said of an item of a checklist beside its tick stands on no paper, and so on no phone."""
    asked = {each.name for group in made(id).groups for each in asked_in(group.parts)}
    clause, _, tick = key.partition(".")
    one_of = any(name.startswith(other_name("one", clause, "")) for name in asked) and tick
    return question_name(key) not in asked and not one_of and not re.search(r"\.[123]\.", key)


def test_choices_come_back_from_a_column_each() -> None:
    id = "adult-consent"
    answers = some_answers(id, random.Random(1))
    content, _ = kobo_csv(
        filled(id, Answers(answers.conditions, {**answers.values, "recording-kind": ("photo", "video")}))
    )
    found, _ = taken(id, sent_forms(content))
    assert found.answers.values["recording-kind"] == ("photo", "video")
    head, _, line = content.decode("utf-8-sig").partition("\r\n")
    columns, values = next(csv.reader([head], delimiter=";")), next(csv.reader(io.StringIO(line), delimiter=";"))
    split = {name: said for name, said in zip(columns, values, strict=True) if not name.endswith("/recording_kind")}
    found, _ = taken(id, sent_forms(table([split], ";")))
    assert found.answers.values["recording-kind"] == ("photo", "video")


def test_a_question_that_a_team_added_is_said_and_nothing_is_lost() -> None:
    form = filled("oral-consent", some_answers("oral-consent", random.Random(3)))
    content, _ = kobo({**form, "colour_of_the_door": "blue"})
    found, _ = taken("oral-consent", sent_forms(content))
    assert [name for name, _ in found.listed] == ["colour-of-the-door"]


def answered(heads: str, *lines: str) -> tuple[dict[str, Any], dict[str, str]]:
    """What is taken of a table for the adult consent, and what is named."""
    rows = [f"form___paper,{heads}", *(f"{made('adult-consent').paper},{line}" for line in lines)]
    (sent,) = sent_forms("\n".join(rows).encode())
    file, _ = answers_of(sent, contract("adult-consent"))
    found = take(contract("adult-consent"), file)
    assert isinstance(found, Taken)
    strange = dict(found.listed)
    listed = {name: raw.text for name, raw in file.answers.items() if isinstance(raw, Said) and name in strange}
    return dict(found.answers.values), listed


TICK = "choice_take_part__take_part"
BOX = "choice-take-part.take-part"


@pytest.mark.parametrize(
    ("heads", "line", "said", "named"),
    [
        ("organisation", "A,b", {"organisation": "A"}, {"column 3": "b"}),
        ("organisation,", "A,b", {"organisation": "A"}, {"column 3": "b"}),
        ("organisation,organisation", "A,A", {"organisation": "A"}, {}),
        (
            "organisation,organisation,organisation",
            "A,B,A",
            {},
            {"organisation (column 2)": "A", "organisation (column 3)": "B", "organisation (column 4)": "A"},
        ),
        (f"{TICK},{TICK}", "no,OK", {}, {f"{BOX} (column 2)": "no", f"{BOX} (column 3)": "OK"}),
        (f"{TICK},{TICK}", ",OK", {}, {f"{BOX} (column 3)": "OK"}),
        ("recording_kind,recording_kind/photo", ",1", {"recording-kind": ("photo",)}, {}),
        ("keep_until", "2027-01-31 00:00:00", {"keep-until": "2027-01-31"}, {}),
        ("keep_until", "2027-01-31 09:30:00", {}, {"keep-until": "2027-01-31 09:30:00"}),
        (
            "recording_kind/photo,recording_kind/video",
            "Yes,1",
            {"recording-kind": ("video",)},
            {"recording-kind/photo": "Yes"},
        ),
        (
            "recording_kind,recording_kind/photo,recording_kind/video",
            "photo,1,1",
            {"recording-kind": ("photo",)},
            {"recording-kind/video": "1"},
        ),
        (
            "recording_kind,recording_kind/photo,recording_kind/video",
            "photo video,0,1",
            {"recording-kind": ("video",)},
            {"recording-kind/photo": "0"},
        ),
        (
            "recording_kind/photo,section___a/recording_kind/photo",
            "0,1",
            {},
            {"recording-kind/photo": "0, 1"},
        ),
    ],
)
def test_what_a_table_says_twice_or_without_a_head_is_named(
    heads: str, line: str, said: dict[str, Any], named: dict[str, str]
) -> None:
    """What differs is no answer: an empty box beside a ticked one is never consent."""
    assert answered(heads, line) == (said, named)


@pytest.mark.parametrize(
    ("words", "lost"), [("????", True), ("?? ??? 12", True), ("Wells ????", True), ("Which??", False), ("?", False)]
)
def test_letters_that_became_question_marks_are_no_answer(words: str, lost: bool) -> None:
    """So Excel saves Arabic in its own code page."""
    (sent,) = sent_forms(table([{PAPER: made("adult-consent").paper, "organisation": words}]))
    file, beside = answers_of(sent, contract("adult-consent"))
    assert (dict(file.answers), beside) == (
        ({}, [("organisation", Said(words))]) if lost else ({"organisation": Said(words)}, [])
    )


def sent_as_json(form: Form) -> tuple[dict[str, Any], list[str]]:
    """What is taken of a form for the adult consent in JSON, and what is named."""
    content = json.dumps([{"form___paper": made("adult-consent").paper, **form}]).encode()
    (sent,) = sent_forms(content)
    file, beside = answers_of(sent, contract("adult-consent"))
    found = take(contract("adult-consent"), file)
    assert isinstance(found, Taken)
    return dict(found.answers.values), [f"{name}: {file.answers[name].text}" for name, _ in found.listed] + [
        f"{name}: {raw.text}" for name, raw in beside if isinstance(raw, Said)
    ]


@pytest.mark.parametrize(
    "groups", [({f"a/{TICK}": "no"}, {f"b/{TICK}": "OK"}), ({"a": {TICK: "OK"}}, {"b": {TICK: "no"}})]
)
def test_an_answer_that_stands_in_two_groups_and_differs_is_none(groups: tuple[Form, Form]) -> None:
    said, named = sent_as_json({**groups[0], **groups[1]})
    assert said == {}
    assert sorted(each.rpartition(": ")[2] for each in named) == ["OK", "no"]
    assert all(each.startswith(f"{BOX} (answer ") for each in named)


@pytest.mark.parametrize(
    "heads",
    [
        *(f"a/{TICK},b/{TICK}", f"{TICK},b/{TICK}", f"a.{TICK},{TICK}"),
        *(f"{TICK},section___a/clause___b/{TICK}", f"section___a/{TICK},section___b/{TICK}"),
    ],
)
def test_a_column_of_a_group_does_not_win_over_another(heads: str) -> None:
    said, named = answered(heads, "no,OK")
    assert (said, sorted(named.values())) == ({}, ["OK", "no"])
    assert answered(heads, "OK,OK") == ({BOX: True}, {})


def test_words_among_rows_are_named() -> None:
    rows = ["No, I refuse", {"cell___signers__name": "A"}, ["deep"]]
    _, named = sent_as_json({"rows___signers": rows})
    assert "1/rows___signers: No, I refuse" in named
    content = json.dumps([{"form___paper": made("adult-consent").paper}, "No", 3]).encode()
    assert [(each.paper, each.count) for each in sent_forms(content)] == [("adult-consent", 1), ("", 2)]


@pytest.mark.parametrize("sign", "/.:")
def test_groups_in_json_may_be_divided_by_any_sign(sign: str) -> None:
    assert sent_as_json({f"section___a{sign}clause___b{sign}{TICK}": "OK"}) == ({BOX: True}, [])


def test_what_is_named_stands_in_the_order_of_the_file(tmp_path: Path) -> None:
    names = [f"door{number}" for number in range(9, 0, -1)]
    (tmp_path / "a.csv").write_bytes(table([{"form___paper": made("oral-consent").paper, **dict.fromkeys(names, "x")}]))
    _, found = read_back(ROOT, [tmp_path / "a.csv"], tmp_path / "out")
    said = [name for each in found if each.code == "RET002" for name in re.findall(r"door\d", each.message)]
    assert said == names


def test_the_line_that_excel_puts_before_the_heads_is_none() -> None:
    content = f"sep=;\r\nform___paper;organisation\r\n{made('oral-consent').paper};A\r\n".encode()
    assert taken("oral-consent", sent_forms(content))[0].answers.values == {"organisation": "A"}


def test_a_question_that_stands_twice_in_a_form_is_refused() -> None:
    content = f'[{{"form___paper": "{made("oral-consent").paper}", "{TICK}": "no", "{TICK}": "OK"}}]'.encode()
    with pytest.raises(Unreadable, match="stands twice"):
        sent_forms(content)


def test_an_older_version_is_known() -> None:
    form = filled("oral-consent", some_answers("oral-consent", random.Random(3)))
    form["form___paper"] = re.sub(r" \d+\.\d+\.\d+ ", " 0.0.1 ", form["form___paper"])
    found, _ = taken("oral-consent", sent_forms(central(form)[0]))
    assert found.another


def bad_files() -> Iterator[tuple[str, bytes]]:
    yield from {
        "empty": b"", "no forms": b'{"results": []}', "another form": b'{"value": [{"a": "b"}]}', "a number": b"[1, 2]",
        "a picture": b"\x89PNG\r\n\x1a\n\x00\xff\xfe", "a zip": b"PK\x03\x04" + bytes(range(256)), "a word": b"hello",
        "nearly too deep": b'[{"form___paper":' + b'{"a":' * 985 + b"1" + b"}" * 985 + b"}]",
        "deep": b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "cut": b'{"results": [{"form___paper": "oral-consent 1',
        "a long cell": b"form___paper\n" + b"x" * 200_000, "many": b"[" + b"{}," * MOST_FORMS + b"{}]",
        "no head": b"\n" * 100_000, "an id that leads out": b'[{"form___paper": "../../etc 1 1 en"}]',
        "a null": b'[{"form___paper": null}]', "a list": b'[{"form___paper": ["oral-consent 1 1 en"]}]',
        "quotes": b'form___paper\n"' + b"a" * 1000,
        "a quote left open": b'form___paper,a,b\n"oral-consent 1 1 en","a,"b"\n',
        "cut in its last line": b"form___paper,a,b\noral-consent 1 1 en,a,b\noral-consent 1 1 en,a",
    }.items()  # fmt: skip


@pytest.mark.parametrize(("name", "content"), list(bad_files()))
def test_what_is_no_form_of_ours_is_refused_with_a_reason(name: str, content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        sent_forms(content)
    assert refused.value.message, name
    assert refused.value.help


def test_hostile_answers_stay_words() -> None:
    for number, words in enumerate(attacks.texts()):
        if number % 7:
            continue
        form = {"form___paper": made("oral-consent").paper, "group/organisation": words, words: words}
        for content, rows in (kobo(form), (table([form]), list[bytes]())):
            for sent in sent_forms(content, rows):
                file, _ = answers_of(sent, contract("oral-consent"))
                found = take(contract("oral-consent"), file)
                assert isinstance(found, Taken)
                said = found.answers.text("organisation")
                assert said in words or len(said) < len(words)


def test_a_large_export_takes_no_time_of_its_own() -> None:
    """As long for each form as for the first ones: nothing is read twice."""
    form = flat(filled("adult-consent", some_answers("adult-consent", random.Random(5))), "/")

    def seconds(count: int) -> float:
        content = json.dumps({"results": [form] * count}).encode()
        with measured() as spent:
            assert len(sent_forms(content)) == count
        return spent.seconds

    assert times(lambda: seconds(1_000), lambda: seconds(100), 30) < 30


def test_spaces_in_the_head_of_a_column_cost_what_other_letters_do() -> None:
    numbers = count()  # a head that was seen before costs nothing

    def seconds(gap: str) -> float:
        content = f"form___paper,place,purpose,a{gap}b{next(numbers)}\nadult-consent 1 1,x,x,x\n".encode()
        with measured() as spent:
            assert len(sent_forms(content)) == 1
        return spent.seconds

    assert times(lambda: seconds(" " * 20_000), lambda: seconds("x" * 20_000), 50) < 50


def test_a_value_costs_the_same_wherever_in_a_file_of_answers_it_stands() -> None:
    def seconds(count: int) -> float:
        with measured() as spent:
            assert parse_json(Path("a.json"), "[" + "{},\n" * count + "1]")[1] == []
        return spent.seconds

    assert times(lambda: seconds(80_000), lambda: seconds(2_000), 120) < 120


def test_exports_become_files_of_answers_that_fill_takes(tmp_path: Path) -> None:
    """By the real command: JSON, and CSV with the rows of its table in a file beside it; signatures are said."""
    consent, log = (some_answers(id, random.Random(2)) for id in ("oral-consent", "field-log"))
    sent = tmp_path / "sent"
    sent.mkdir()
    (sent / "kobo.json").write_bytes(kobo(filled("oral-consent", consent))[0].decode().encode("utf-16"))
    content, rows = central_csv(filled("field-log", log))
    (sent / "log.csv").write_bytes(content)
    for number, each in enumerate(rows):
        (sent / f"log-rows{number}.csv").write_bytes(each)
    number, found = read_back(ROOT, [sent], tmp_path / "answers")
    assert number == 2, found
    assert {each.code for each in found} <= {"RET002"}
    for name, id, answers in (("kobo.json", "oral-consent", consent), ("log.json", "field-log", log)):
        file, mistakes = load_answers(tmp_path / "answers" / name)
        assert file is not None
        taken, mistakes = check_answers(contract(id), file.model, file.source.at)
        assert taken is not None
        assert mistakes == []
        assert dict(taken.answers.values) == dict(answers.values)


def test_an_export_of_an_unknown_paper_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("form___paper,a\nnobody-knows-it 1.0.0 1.0 en,b\n")
    (tmp_path / "b.json").write_text('{"form___paper": "cut')
    number, found = read_back(ROOT, [tmp_path / "a.csv", tmp_path / "b.json"], tmp_path / "answers")
    assert number == 0
    assert any("no paper 'nobody-knows-it'" in each.message for each in found)
    assert len(found) == 2
    assert not (tmp_path / "answers").exists()
