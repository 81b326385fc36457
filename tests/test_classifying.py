"""Finding out what kind of initiative it is: the real command on the tiny framework and on the real questions."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.classifying import Classifying
from generator.diagnostics import UsageError
from generator.library.asked import Asked, asked
from tests.conftest import ROOT, loaded
from tests.test_hostile import Answer


@pytest.fixture
def tiny(known: Path) -> Path:
    return known


def route(folder: Path, **changes: object) -> Path:
    """A file of chosen options; `changes` replace parts of it."""
    answers = {"ours": "yes", "recorded": "yes", "topics": ["water", "roads"], "persons": "no"}
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
    answer = Answer(tiny, "classify", "--answers", str(route(tiny)), "--out", str(out))
    assert answer.code == 0, answer.said
    assert out.stat().st_size > 500


def test_the_command_asks_by_numbers(tiny: Path) -> None:
    command = [sys.executable, "-m", "generator", "classify"]
    ran = subprocess.run(
        command, cwd=tiny, check=True, capture_output=True, text=True, input=f"9\n²\n{'9' * 5000}\n1\n2\n\nn\n",
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert "Is it your own work?" in ran.stdout
    assert "This is citizen data" in ran.stdout


@pytest.fixture(scope="module")
def real() -> Asked:
    return asked(loaded(ROOT))


@pytest.fixture(scope="module")
def walks(real: Asked) -> list[dict[str, tuple[str, ...]]]:
    """Every way through the first questions to a result.

    What comes before the questions on the level changes neither which of them are asked nor what they show. So all
    ways before them go on by one answer to each of them, and one way by all: 3,000 ways stand for 800,000.
    """
    risk = [question.id for question in real.levels.questions]
    before = [taken for taken in ways_of(real, {}) if not {*risk} & {*taken}]
    whole = next(taken for taken in before if real.way(taken).next == risk[0])
    done = [taken for taken in before if not real.way(taken).next]
    for said in ("yes", "no", "not-sure"):
        done += [passed(real, taken | dict.fromkeys(risk, (said,))) for taken in before if taken not in done]
    return done + ways_of(real, whole, until=None)


def ways_of(
    real: Asked, start: dict[str, tuple[str, ...]], until: str | None = "level"
) -> list[dict[str, tuple[str, ...]]]:
    """Every way on from some answers: to the questions on the level, or to the result."""
    done, open = [], [start]
    while open:
        taken = open.pop()
        question = next((each for each, chosen in real.walk(taken) if not chosen), None)
        if question is None or question.part == until or question.id not in real.triage_ids:
            done.append(taken)
        else:
            open += [taken | {question.id: (option.id,)} for option in question.options]
    return done


def passed(real: Asked, taken: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Only the answers to questions that are asked on this way."""
    return {id: taken[id] for id in real.way(taken).route}


def test_every_walk_is_short_and_names_few_papers(real: Asked, walks: list[dict[str, tuple[str, ...]]]) -> None:
    """At most twelve questions; something found in terms of the framework; at most six papers, each for the level."""
    reasons = {each.paper: each.reason.value for each in real.classifier.papers}
    scope = {each.id for each in real.classifier.findings if each.part == "scope"}
    assert len(walks) > 2_000
    for taken in walks:
        way = real.way(taken)
        assert len(way.route) == len(taken) <= 12
        assert scope & {*way.finds}, taken
        assert 1 <= len(way.papers) <= 6, taken
        assert all(reasons[paper] for paper in way.papers)
        if way.level:
            number = real.levels.by_id[way.level].number
            assert all(number in real.paper_levels[paper] for paper in (*way.papers, *way.more))


def test_papers_for_the_level_come_first(real: Asked, walks: list[dict[str, tuple[str, ...]]]) -> None:
    """What the level needs consent for stands before what any level could use."""
    consent = {paper for purpose in real.levels.purposes if purpose.id == "agree" for paper in purpose.papers}
    for taken in walks:
        way = real.way(taken)
        if way.level:
            named = [paper in consent or paper == "document:risk-assessment" for paper in way.papers]
            assert named[0], taken
            assert named == sorted(named, reverse=True), taken


def test_every_answer_is_found_on_some_way(real: Asked, walks: list[dict[str, tuple[str, ...]]]) -> None:
    taken = {(id, *chosen) for walk in walks for id, chosen in walk.items()}
    assert {(question.id, option.id) for question in real.triage for option in question.options} == taken


def test_the_deeper_questions_end_too(real: Asked, walks: list[dict[str, tuple[str, ...]]]) -> None:
    """Each answer to each of them is taken once, after the first and the last way to a result."""
    for start in (walks[0], walks[-1]):
        for wanted in (option for question in real.classifier.deeper for option in question.options):
            taken = dict(start)
            while question := next((each for each, got in real.walk(taken) if not got and each.id not in taken), None):
                chosen = wanted if wanted in question.options else question.options[0]
                taken[question.id] = (chosen.id,)
            assert real.way(taken).next == ""


# What the framework's text says of the case, with the paragraph: each ending was compared with it.
OWN = {"kind-of-work": "own-initiative"}
SHARED = OWN | {"citizens-part": "share-in-work"}
ENDINGS = [
    ("an office begins it with communities, for official statistics: 15 (4), 16, Box 2",
     SHARED | {"who-starts": "office", "category": "integrated"},
     {"citizen-data": "reading", "nso-driven": "said", "integrated": "said"},
     {"official-collection", "without-collaboration"}),
    ("citizens help with a census: 9", {"kind-of-work": "official-data"},
     {"official-collection": "said"}, {"without-collaboration", "citizen-data"}),
    ("citizens send information and nothing more: Box 1, 10",
     OWN | {"citizens-part": "only-answer", "influence": "no-influence", "who-starts": "other-actor"},
     {"only-send": "open", "other-driven": "reading"}, {"without-collaboration", "citizen-data"}),
    ("data about citizens, without them: 15, Box 2", OWN | {"citizens-part": "no-part"},
     {"without-collaboration": "reading"}, {"citizen-data"}),
    ("both sides start it: 15 (3)", SHARED | {"who-starts": "with-public-body"},
     {"joint": "said"}, {"nso-driven", "civic-driven"}),
    ("a ministry starts it: 16, Table 1 count it beside offices, 15 names none", SHARED | {"who-starts": "public-body"},
     {"other-driven": "reading"}, {"nso-driven"}),
    ("citizens alone: 15 (1)", SHARED | {"who-starts": "citizens", "who-joins": "nobody-else"},
     {"civic-action": "said"}, {"civic-driven"}),
    ("both types at once: 9 draws no line", SHARED | {"kind-of-work": "not-sure"},
     {"between-types": "open", "citizen-data": "reading"}, {"official-collection"}),
]  # fmt: skip


@pytest.mark.parametrize(("case", "answers", "finds", "never"), ENDINGS, ids=[each[0] for each in ENDINGS])
def test_an_ending_says_what_the_framework_says(
    real: Asked, case: str, answers: dict[str, str], finds: dict[str, str], never: set[str]
) -> None:
    found = real.way({id: (answer,) for id, answer in answers.items()}).finds
    assert {id: found.get(id) for id in finds} == finds, case
    assert not never & {*found}


def test_an_old_file_opens_with_what_fits(tiny: Path) -> None:
    """Of another version: what is not known is named and left out, and what it leaves open can be asked."""
    walk = Classifying(tiny, "en")
    old = {"ours": "yes", "gone": "x", "recorded": "perhaps"}
    found = walk.follow(route(tiny, version="0.9.0", answers=old))
    assert [(each.code, each.severity) for each in found] == [("CLS011", "warning"), ("CLS012", "warning")]
    assert walk.taken == {"ours": ("yes",)}
    assert walk.open is not None
    assert walk.open.id == "recorded"


def test_the_real_questions_know_the_framework(real: Asked) -> None:
    """Both ways out, five modalities, three categories, and how far and how well citizens take part at each stage."""
    found = {finding.id for finding in real.classifier.findings}
    assert {"official-collection", "without-collaboration", "citizen-data"} <= found
    assert {"civic-action", "civic-driven", "joint", "nso-driven", "other-driven"} <= found
    assert {"integrated", "complementary", "independent"} <= found
    stages = {each.removeprefix("more-in-") for each in found if each.startswith("more-in-")}
    assert len(stages) == 6
    asked_of_each = [question for question in real.questions if stages <= {option.id for option in question.options}]
    assert [question.part for question in asked_of_each] == ["participation"] * 3
    assert any(option.open for question in real.questions for option in question.options)
