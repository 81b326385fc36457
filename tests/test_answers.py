"""What of a file of answers fits a paper: each case of tests/cases/answers, as the commands read it.

The browser tests run the same cases through the scripts (tests/browser/test_answers_files.py).
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.diagnostics import Diagnostic, Severity, has_errors
from generator.library.slots import Contract, contract_of
from generator.library.taking import AnswersRemark, Misfit, Taken
from generator.library.template import Checklist, DocumentTemplate
from generator.load.answers import load_answers
from generator.load.model_file import load_model
from generator.validate.answers import check_answers

FOLDER = Path(__file__).resolve().parent / "cases/answers"
CASES: list[dict[str, Any]] = [
    case | {"file": path.stem} for path in sorted(FOLDER.glob("*.json")) for case in json.loads(path.read_bytes())
]


@cache
def contract(cases: str = "") -> Contract:
    """That of the paper which the cases of a file are for."""
    model: type[Checklist | DocumentTemplate] = Checklist if cases == "checklist" else DocumentTemplate
    file, found = load_model(FOLDER / ("list.yaml" if model is Checklist else "paper.yaml"), model, "case")
    assert file is not None, found
    return contract_of(file.model, "1.0")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['file']}-{case['about']}"[:80])
def test_a_case_is_taken_as_it_says(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "answers.txt"
    path.write_bytes(case["text"].encode())
    file, found = load_answers(path)
    if file is None:
        assert case["want"] == "refused", found
        assert has_errors(found)
        return
    taken, found = check_answers(contract(case["file"]), file.model, file.source.at)
    if taken is None:
        assert case["want"] == "refused"
        assert has_errors(found)
        return
    assert written(taken) == case["want"]
    assert len(found) >= len(taken.listed) + len(taken.remarks)
    # Every message can be printed, whatever stands in the file: half a pair of surrogates would raise here.
    assert all(f"{each.message} {each.help}".encode() for each in found)
    if taken.another:
        assert not has_errors([each for each in found if each.code != "ANS010"])


def written(taken: Taken) -> dict[str, Any]:
    """As the cases say it."""
    said: dict[str, Any] = json.loads(json.dumps({"answers": taken.answers.values}))
    return {
        "conditions": dict(taken.answers.conditions),
        "answers": said["answers"],
        "listed": [[name, misfit.value] for name, misfit in taken.listed],
        "remarks": [[name, remark.value] for name, remark in taken.remarks],
        "another": taken.another,
    }


def test_the_cases_meet_everything_that_can_be_said() -> None:
    wants = [case["want"] for case in CASES if case["want"] != "refused"]
    assert {misfit for want in wants for _, misfit in want["listed"]} == set(Misfit)
    assert {remark for want in wants for _, remark in want["remarks"]} == set(AnswersRemark)
    assert any(want["another"] for want in wants)


def test_what_the_contract_gives_to_scripts_is_data_alone() -> None:
    given = contract().data
    assert json.loads(json.dumps(given))["slots"]["log.*.day"] == {}
    assert given["slots"]["name"] == {"needed": True, "most": 12}


def read(path: Path, text: str) -> tuple[Taken | None, list[Diagnostic]]:
    """What the commands take of a file with this text."""
    path.write_text(text, encoding="utf-8")
    file, found = load_answers(path)
    if file is None:
        return None, found
    return check_answers(contract(), file.model, file.source.at)


@pytest.mark.parametrize("letters", ["utf-8-sig", "utf-16", "utf-8"])
def test_a_file_that_says_what_its_letters_are_is_read(tmp_path: Path, letters: str) -> None:
    """As the site reads it: some editors save UTF-16, and UTF-8 with a mark."""
    for text in (
        "schema: citizen-data-answers/1\nanswers: {name: نهر}\n",
        '{"schema": "citizen-data-answers/1", "answers": {"name": "نهر"}}',
    ):
        path = tmp_path / "answers.txt"
        path.write_bytes(text.encode(letters))
        file, found = load_answers(path)
        assert file is not None, found
        taken, _ = check_answers(contract(), file.model, file.source.at)
        assert taken is not None
        assert dict(taken.answers.values) == {"name": "نهر"}


def test_there_is_an_end_to_length_and_depth(tmp_path: Path) -> None:
    """More than anybody types is listed or refused, and takes no time."""
    head = '{"schema": "citizen-data-answers/1", "answers": '
    taken, _ = read(tmp_path / "long.json", f'{head}{{"story": "{"x " * 50_001}"}}}}')
    assert taken is not None
    assert taken.listed == (("story", Misfit.LONG),)
    for deep in ("[" * 100_000, '{"a":' * 100_000):
        assert [each.code for each in read(tmp_path / "deep.json", head + deep)[1]] == ["JSON001"]


def test_an_earlier_file_opens_with_what_to_read_again(tmp_path: Path) -> None:
    """Nothing of it is an error but what the paper itself excludes; the same in a file of this version is."""
    said = '"answers": {"nane": "x", "place": "here", "people": "many", "name": "A"}}'
    head = '{"schema": "citizen-data-answers/1", "document": "case", "version": '
    taken, found = read(tmp_path / "old.json", f'{head}"1.0.0", {said}')
    assert taken is not None
    assert dict(taken.answers.values) == {"name": "A", "people": "many"}
    assert not has_errors(found)
    assert {each.code for each in found} == {"ANS002", "ANS003", "ANS005", "ANS006", "ANS007"}
    _, found = read(tmp_path / "new.json", f'{head}"1.1.0", {said}')
    assert [each.code for each in found if each.severity is Severity.ERROR] == ["ANS003", "ANS005", "ANS005"]


def test_the_example_of_the_readme_fits(tmp_path: Path) -> None:
    """As it stands there, and as JSON."""
    root = FOLDER.parents[2]
    example = (root / "README.md").read_text("utf-8").partition("```yaml\n")[2].partition("```")[0]
    paper, _ = load_model(root / "templates/documents/adult-consent.yaml", DocumentTemplate, "x")
    assert paper is not None
    data = yaml.safe_load(example)
    for text in (example, json.dumps(data, default=str)):
        (tmp_path / "answers").write_text(text, encoding="utf-8")
        file, found = load_answers(tmp_path / "answers")
        assert file is not None, found
        taken, found = check_answers(contract_of(paper.model, "1.0"), file.model, file.source.at)
        assert taken is not None
        assert taken.listed == ()
        assert len(taken.answers.values) == len(data["answers"])
        assert not has_errors(found)


def test_who_ticks_one_of_several_is_asked_to_wherever_the_words_say_so() -> None:
    """Each clause of the real papers that says to tick one excludes the others."""
    for path in sorted((FOLDER.parents[2] / "templates/documents").glob("*.yaml")):
        file, _ = load_model(path, DocumentTemplate, "x")
        assert file is not None
        for clause in file.model.clauses:
            if clause.ticks and clause.text and re.search(r"\b[Tt]ick one\b", clause.text.value):
                assert clause.tick_one == (tuple(clause.ticks),), f"{path.name}: {clause.id}"
