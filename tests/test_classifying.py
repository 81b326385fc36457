"""Finding out what kind of initiative it is: the real command on the tiny framework and on the real questions."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.classifying import Classifying
from generator.diagnostics import UsageError
from generator.library.classifier import Classifier, ClassifierQuestion, Option
from generator.load.library import load_library
from tests.conftest import ROOT


def route(folder: Path, **changes: object) -> Path:
    """A file of chosen options; `changes` replace parts of it."""
    answers = {"ours": "yes", "recorded": "yes", "topics": ["water", "roads"]}
    file = folder / "route.json"
    file.write_text(json.dumps({"schema": "citizen-data-route/1", "answers": answers} | changes), encoding="utf-8")
    return file


def test_a_file_gives_the_result_with_reasons(tiny: Path) -> None:
    walk = Classifying(tiny, "en")
    assert walk.follow(route(tiny)) == []
    said = walk.write("md").decode()
    for words in ("This is citizen data", "Then it is citizen data.", "People know their roads.", "paragraph 4"):
        assert words in said
    assert "This is something else" not in said
    assert "Nobody says what." not in said


def test_an_answer_can_end_the_way(tiny: Path) -> None:
    walk = Classifying(tiny, "en")
    assert walk.follow(route(tiny, answers={"ours": "no"})) == []
    assert list(walk.taken) == ["ours"]
    said = walk.write("md").decode()
    assert "What the framework leaves open: Nobody says what." in said.replace("*", "")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"schema": "citizen-data-route/2"}, "CLS010"),
        ({"answers": {"ours": "yes", "recorded": "no", "topcs": []}}, "CLS011"),
        ({"answers": {"ours": "perhaps"}}, "CLS012"),
        ({"answers": {"ours": ["yes", "no"]}}, "CLS012"),
        ({"answers": {"ours": "yes"}}, "CLS013"),
        ({"answers": {"ours": 3}}, None),
    ],
)
def test_a_mistake_in_the_file_is_named(tiny: Path, changes: dict[str, object], code: str | None) -> None:
    found = Classifying(tiny, "en").follow(route(tiny, **changes))
    assert found
    assert code is None or code in {each.code for each in found}
    assert all(each.position.line > 0 for each in found)


def test_a_language_that_is_not_there_is_refused(tiny: Path) -> None:
    with pytest.raises(UsageError):
        Classifying(tiny, "xx")


@pytest.mark.parametrize("ending", ["md", "html", "docx", "pdf"])
def test_the_command_writes_every_format(tiny: Path, ending: str) -> None:
    out = tiny / f"result.{ending}"
    command = [sys.executable, "-m", "generator", "classify", "--answers", str(route(tiny)), "--out", str(out)]
    subprocess.run(command, cwd=tiny, check=True, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"})
    assert out.stat().st_size > 500


def test_the_command_asks_by_numbers(tiny: Path) -> None:
    command = [sys.executable, "-m", "generator", "classify"]
    ran = subprocess.run(
        command, cwd=tiny, check=True, capture_output=True, text=True, input="9\n1\n2\n",
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert "Is it your own work?" in ran.stdout
    assert "This is citizen data" in ran.stdout


@pytest.fixture(scope="module")
def real() -> Classifier:
    library = load_library(ROOT).library
    assert library
    return library.classifier


def test_every_way_through_the_real_questions_ends_with_a_finding(real: Classifier) -> None:
    """Each answer to each question is taken once; every such walk ends and finds something."""
    wanted = [(question.id, option) for question in real.questions for option in question.options]
    for id, option in wanted:
        taken = walk_through(real, {id: option})
        assert {finding for each in taken.values() for finding in each.finds}, f"{id}: {option.id}"


def walk_through(classifier: Classifier, wanted: dict[str, Option]) -> dict[str, Option]:
    """The shortest walk that takes the wanted options where it meets them, and else tries to stay on the way."""
    taken: dict[str, Option] = {}
    question: ClassifierQuestion | None = classifier.questions[0]
    for _ in itertools.count():
        if question is None:
            return taken
        going_on = (each for each in question.options if classifier.after(question, (each,)) is not None)
        taken[question.id] = wanted.get(question.id) or next(going_on, question.options[0])
        question = classifier.after(question, (taken[question.id],))
    return taken


def test_the_real_questions_know_the_framework(real: Classifier) -> None:
    """Both ways out, five modalities, three categories, and two questions for each of the six stages."""
    found = {finding.id for finding in real.findings}
    assert {"official-collection", "without-collaboration", "citizen-data"} <= found
    assert {"civic-action", "civic-driven", "joint", "nso-driven", "other-driven"} <= found
    assert {"integrated", "complementary", "independent"} <= found
    assert sum(question.part == "participation" for question in real.questions) >= 12
    assert any(option.open for question in real.questions for option in question.options)
