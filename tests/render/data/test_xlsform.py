"""The forms for phones of the real papers, read by the programs that people give them to."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook

from generator.blocks.nodes import Phrase, Plain
from generator.blocks.survey import Survey, asked_in, key_of, kind_and_ids, other_name, question_name
from generator.blocks.walk import fields_of, phrases_in
from generator.compose.papers import alone
from generator.compose.survey import survey
from generator.compose.writer import writer_for
from generator.library.answers import Answers
from generator.library.library import Library
from generator.library.slots import ANY_ROW, Contract, contract_of
from generator.library.template import Checklist, DocumentTemplate, is_on_phone
from generator.render.data.xlsform import xlsform
from tests import attacks
from tests.conftest import ROOT, loaded, opened, some

NAMESPACES = {"x": "http://www.w3.org/2002/xforms", "h": "http://www.w3.org/1999/xhtml"}


@cache
def libraries() -> list[Library]:
    editions = opened(ROOT)
    source = editions.source.usable
    return [source, *(editions.edition(each).library for each in editions.languages() if each.tag != "en")]


@cache
def made(id: str) -> tuple[Survey, bytes]:
    form = survey(libraries(), id)
    return form, xlsform(form)


PAPERS = [each.id for each in loaded(ROOT).templates if is_on_phone(each)]
DOCUMENTS = [each.id for each in loaded(ROOT).documents if is_on_phone(each)]


def converted(content: bytes, form_name: str) -> Any:
    """The XForm that pyxform makes of a form without a warning."""
    from pyxform.xls2xform import convert  # type: ignore[import-untyped]

    result = convert(io.BytesIO(content), validate=False, form_name="data")
    assert result.warnings == [], (form_name, result.warnings)
    return etree.fromstring(result.xform.encode())


@dataclass(frozen=True)
class XForm:
    """A compiled form with answers in it."""

    tree: Any
    instance: Any

    @classmethod
    def of(cls, tree: Any) -> XForm:
        held = deepcopy(tree.find(".//x:model/x:instance/*", NAMESPACES))  # a document of its own, for its paths
        for node in held.iter():
            node.tag = etree.QName(node).localname  # so that paths name what they mean
        return cls(tree, etree.ElementTree(held))

    def binds(self, what: str) -> dict[str, str]:
        return {
            bind.get("nodeset"): bind.get(what)
            for bind in self.tree.iterfind(".//x:bind", NAMESPACES)
            if bind.get(what)
        }

    def answer(self, name: str, value: str) -> None:
        (node,) = self.instance.xpath(f"//{name}")
        node.text = value

    def holds(self, path: str, expression: str) -> bool:
        (node,) = self.instance.xpath(path)
        return bool(node.xpath(f"boolean({expression})"))

    def shown(self) -> list[str]:
        """The paths of all groups, notes and questions that a person sees now."""
        relevant = self.binds("relevant")
        hidden = tuple(path for path, expression in relevant.items() if not self.holds(path, expression))
        asked = self.tree.xpath("//h:body//*[@ref or @nodeset]", namespaces=NAMESPACES)
        paths = [each.get("ref") or each.get("nodeset") for each in asked]
        return [
            path for path in paths
            if path.startswith("/data/") and not any(f"{path}/".startswith(f"{each}/") for each in hidden)
        ]  # fmt: skip

    def words(self, language: str) -> dict[str, str]:
        """What is said under each name in a language; what was answered in a text is three dots."""
        (translation,) = self.tree.xpath(f"//x:translation[@lang='{language}']", namespaces=NAMESPACES)
        said = {}
        for text in translation.iterfind("x:text", NAMESPACES):
            value = text.find("x:value", NAMESPACES)
            parts = [value.text or "", *(f"…{output.tail or ''}" for output in value)]
            said[text.get("id")] = "".join(parts)
        return said


def plain(words: str) -> str:
    """The words as a program shows them: marks that were kept from meaning anything, joiners, and kinds of quotes."""
    words = re.sub(r"\\([*_\\])", r"\1", words.replace("\u2060", ""))
    return " ".join(words.translate({ord(each): '"' for each in "“”"} | {ord(each): "'" for each in "‘’"}).split())


def lines(words: str) -> Iterator[str]:
    yield from (plain(line) for line in words.split("\n") if plain(line))


def situations(document: DocumentTemplate) -> Iterator[dict[str, bool]]:
    ids = [each.id for each in document.conditions]
    yield {}
    for value in (True, False):
        yield dict.fromkeys(ids, value)
    chance = random.Random(document.id)
    for _ in range(3 if ids else 0):
        yield {id: chance.random() < 0.5 for id in ids if chance.random() < 0.8}


def asked_for(path: str) -> str | None:
    """The answer that a question is for, as the contract of the paper names it; None for what asks for none."""
    name = path.rpartition("/")[2]
    match kind_and_ids(name):
        case ():
            return key_of(name)
        case ("cell", table, column):
            return f"{table}.{ANY_ROW}.{column}"
    return None


def ticks_of(form: Survey, name: str) -> set[str]:
    """The ticks of the paper among which a question lets people choose."""
    (asked,) = (each for group in form.groups for each in asked_in(group.parts) if each.name == name)
    clause = kind_and_ids(name)[1]
    return {f"{clause}.{id}" for id, _ in asked.choices.options if "___" not in id} if asked.choices else set()


@pytest.mark.parametrize("id", some(DOCUMENTS))
def test_a_form_shows_what_the_paper_shows(id: str) -> None:
    """For any conditions: the same questions, and each text of the paper word for word, and nothing else."""
    source = libraries()[0]
    document = next(each for each in source.documents if each.id == id)
    contract, (form, content) = contract_of(document, source.framework.edition.id), made(id)
    xform = XForm.of(converted(content, id))
    said = xform.words("English (en)")
    writer = writer_for(source)
    around = {
        plain(writer.say(each))
        for each in ("fill-conditions", "fill-one-of", "answer-empty", "answer-yes", "answer-no")
    }
    around |= {plain(each.question.value) for each in document.conditions}
    for conditions in situations(document):
        for each in contract.conditions:
            xform.answer(other_name("condition", each), {True: "yes", False: "no", None: ""}[conditions.get(each)])
        shown = xform.shown()
        assert wanted_of(contract, conditions) == {
            key for path in shown for key in keys_of(form, path)
        }, (id, conditions)  # fmt: skip
        paper = alone(source, id, Answers(conditions))
        printed = {plain(each.plain) for each in phrases_in(paper.blocks)} - {""}
        out = {"left-out", "left-out-text"}  # a form on a phone shows nothing in the place of what does not apply
        unsaid = {plain(writer.say(each)) for each in out} | {
            plain(each.words.value) for each in document.conditions if conditions.get(each.id) is False
        }  # fmt: skip
        heard = {line for path in shown for words in words_at(said, form, path) for line in lines(words)}
        assert printed - unsaid <= heard, (id, conditions, printed - unsaid - heard)
        blanks = {plain(each.label) for _, each in fields_of(paper)}
        assert heard - printed - blanks - around <= set(opening(form)), (id, conditions)


def opening(form: Survey) -> set[str]:
    return {plain(each.plain) for asked in asked_in(form.groups[0].parts) for each in asked.label[0]}


def words_at(said: dict[str, str], form: Survey, path: str) -> Iterator[str]:
    """Label, hint and choices of a question."""
    yield from (said[f"{path}:{what}"] for what in ("label", "hint") if f"{path}:{what}" in said)
    name = path.rpartition("/")[2]
    for group in form.groups:
        for asked in asked_in(group.parts):
            if asked.name == name and asked.choices:
                yield from (said[f"{asked.choices.name}-{number}"] for number in range(len(asked.choices.options)))


def keys_of(form: Survey, path: str) -> set[str]:
    name = path.rpartition("/")[2]
    if kind_and_ids(name)[:1] == ("one",):
        return ticks_of(form, name)
    key = asked_for(path)
    return {key} if key else set()


def wanted_of(contract: Contract, conditions: dict[str, bool]) -> set[str]:
    return {key for key, slot in contract.slots.items() if not (slot.when and conditions.get(slot.when) is False)}


@pytest.mark.parametrize("id", some([each for each in PAPERS if each not in DOCUMENTS]))
def test_a_checklist_says_all_that_its_paper_says(id: str) -> None:
    source = libraries()[0]
    checklist = next(each for each in source.templates if each.id == id)
    form, content = made(id)
    xform = XForm.of(converted(content, id))
    said = xform.words("English (en)")
    heard = {line for words in said.values() for line in lines(words)}
    paper = alone(source, id)
    printed = {plain(each.plain) for each in phrases_in(paper.blocks)} - {""}
    table = plain(writer_for(source).say("scale-table")), plain(writer_for(source).say("scale-statement"))
    assert printed - heard <= set(table)
    remarks = {key for key in contract_of(checklist, "").slots if key.count(".") and not key.endswith(".notes")}
    keys = {key for path in xform.shown() for key in keys_of(form, path)}
    assert keys == set(contract_of(checklist, "").slots) - remarks
    assert isinstance(checklist, Checklist)


@pytest.mark.slow
def test_the_validator_of_odk_takes_each(tmp_path: Path) -> None:
    java = shutil.which("java")
    jar = Path(str(files("pyxform"))) / "validators/odk_validate/bin/ODK_Validate.jar"
    if java is None or not jar.is_file():
        pytest.skip("Java or ODK Validate is not installed")
    for id in PAPERS:
        (tmp_path / f"{id}.xml").write_bytes(etree.tostring(converted(made(id)[1], id)))
    forms = sorted(map(str, tmp_path.iterdir()))
    run = subprocess.run([java, "-Xmx400m", "-jar", str(jar), *forms], capture_output=True, text=True, check=False)
    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    assert said.count("Xform is valid") == len(PAPERS)


def test_the_workbook_says_who_speaks_and_which_paper_it_is() -> None:
    form, content = made("adult-consent")
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["survey", "choices", "settings"]
    names = [cell.value for cell in book["survey"][1]]
    labels = [name for name in names if str(name).startswith("label::")]
    assert labels[0] == "label::English (en)"
    assert [str(label)[-4:] for label in labels] == [f"({each.language.tag})" for each in libraries()]
    for what in ("hint", "constraint_message", "required_message"):
        assert [name for name in names if str(name).startswith(f"{what}::")] == [
            str(label).replace("label", what) for label in labels
        ]
    settings = dict(zip(*([cell.value for cell in row] for row in book["settings"]), strict=True))
    paper = alone(libraries()[0], "adult-consent")
    fingerprint = re.findall(r"[0-9a-f]{4}-[0-9a-f]{4}", paper.labels.footer)[0]
    assert settings["form_id"] == "adult-consent"
    assert fingerprint in str(settings["version"])
    hidden = {row[1].value: row for row in book["survey"] if row[0].value == "calculate"}
    calculation = names.index("calculation")
    assert f"en {fingerprint}" in str(hidden["form___paper"][calculation].value)
    assert "time___choice_take_part__take_part" in hidden
    assert [row[0].value for row in book["survey"]][1:4] == ["start", "end", "audit"]
    types = {row[1].value: row[0].value for row in book["survey"]}
    assert types["keep_until"] == "date"
    assert types["people_number"] == "integer"
    assert types["recording_kind"] == "select_multiple recording_kind"
    assert types["one___choice_named___not_named"] == "select_one one___choice_named___not_named"
    assert types["sign___person___sign"] == types["sign___person___thumbprint"] == "image"
    assert len(form.languages) == len(libraries())


def test_a_draft_never_stands_alone() -> None:
    """Its language says so, the stamp stands first, and the English words follow."""
    for id in ("adult-consent", "design"):
        form, _ = made(id)
        for place, (name, tag) in enumerate(form.languages):
            library = next(each for each in libraries() if each.language.tag == tag)
            writer = writer_for(library)
            drafts = tag != "en"
            own = writer.library.language.name
            assert name == (writer.listed((own, writer.say("state-draft"))) if drafts else own)
            assert ", " not in name or tag != "ar"
            for group in form.groups:
                for asked in asked_in(group.parts):
                    own, english = [" ".join(line.plain for line in asked.label[at]) for at in (place, 0)]
                    if not drafts:
                        assert own == english
                    elif asked.name != "note___opening":
                        assert own.endswith(english)
            first = next(asked_in(form.groups[0].parts))
            assert (first.label[place][0].plain == writer.say("draft-stamp")) == drafts


def test_names_are_fit_for_xml_told_back_and_met_once() -> None:
    for id in some(PAPERS):
        form, content = made(id)
        book = load_workbook(io.BytesIO(content), read_only=True)
        names = [
            row[1] for row in book["survey"].iter_rows(values_only=True) if row[0] and not str(row[0]).startswith("end")
        ]
        folded = [str(name).lower() for name in names]
        assert len(set(folded)) == len(folded), id
        assert all(re.fullmatch(r"[a-z_][a-z0-9_]*", name) for name in folded)
        assert form.version in str(list(book["settings"].iter_rows(values_only=True)))
    for key in ("a", "a-b.c-d", "12-17", "a1.2-b", "7"):
        assert key_of(question_name(key)) == key


def test_answers_must_fit_as_on_the_screen() -> None:
    xform = XForm.of(converted(made("reuse-consent")[1], "reuse-consent"))
    constraints = xform.binds("constraint")
    by_name = {path.rpartition("/")[2]: (path, expression) for path, expression in constraints.items()}
    for name, value, fits in (
        ("choice_no__no_new_use", "OK", True), ("choices__publish", "OK", False), ("choices__publish", "", True),
    ):  # fmt: skip
        xform.answer("choice_no__no_new_use", "OK")
        xform.answer("choices__publish", "")
        xform.answer(name, value)
        path, expression = by_name[name]
        assert xform.holds(path, expression) is fits, (name, value)
    log = XForm.of(converted(made("field-log")[1], "field-log"))
    limits = {path.rpartition("/")[2]: (path, expression) for path, expression in log.binds("constraint").items()}
    for name, value, fits in (
        ("answered", "9999", True), ("answered", "10000", False), ("answered", "-1", False),
        ("place_code", "x" * 20, True), ("place_code", "x" * 21, False),
    ):  # fmt: skip
        log.answer(name, value)
        assert log.holds(*limits[name]) is fits, (name, value)


def changed(value: Any, words: Iterator[str]) -> Any:
    """The same form with other words in every place."""
    if isinstance(value, Phrase):
        return Phrase((Plain(next(words)),), value.lang)
    if isinstance(value, tuple):
        return tuple(changed(each, words) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: changed(getattr(value, each.name), words) for each in fields(value)})
    return value


def test_hostile_words_stay_words() -> None:
    """Nothing of them becomes a reference, a tag or a formula, and they are still the same words."""
    words = cycle(attacks.texts())
    seen: set[str] = set()
    for id in ("adult-consent", "design", "field-log", "oral-consent"):
        form = changed(made(id)[0], words)
        content = xlsform(form)
        book = load_workbook(io.BytesIO(content))
        assert all(
            cell.data_type in ("s", "n") and cell.hyperlink is None for sheet in book for row in sheet for cell in row
        )
        tree = converted(content, id)
        values = tree.xpath("//x:itext//x:value", namespaces=NAMESPACES)
        assert values
        assert not [each for each in values if len(each)]
        seen |= {line for each in values for line in lines(each.text or "")}
    told = {plain(re.sub(r"[\x00-\x1f\x7f-\x9f\ufffe]", " ", each)) for each in attacks.texts()}
    assert len({each for each in told if each and each in seen}) > 0.9 * len(told)


def test_the_same_papers_give_the_same_bytes() -> None:
    form, content = made("oral-consent")
    assert xlsform(form) == content
    assert xlsform(survey(libraries()[:1], "oral-consent")) != content


def test_rows_to_add_never_stand_on_a_screen_with_others() -> None:
    """ODK shows no rows that can be added inside of what is shown at once."""
    for id in some(PAPERS):
        open_groups: list[bool] = []
        for row in load_workbook(io.BytesIO(made(id)[1]), read_only=True)["survey"].iter_rows(values_only=True):
            kind = str(row[0])
            assert not (kind == "begin_repeat" and any(open_groups)), (id, row[1])
            if kind.startswith("begin_"):
                open_groups.append("field-list" in row)
            elif kind.startswith("end_"):
                open_groups.pop()
