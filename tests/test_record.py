"""What a person agreed to, as a record and as a receipt; and a request for data compared with it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdf
import pytest
import rdflib

from generator.diagnostics import UsageError, has_errors
from generator.filling import compare, record
from tests.conftest import ROOT
from tests.test_filling import asked, words_of
from tests.test_hostile import Answer

DPV = rdflib.Namespace("https://w3id.org/dpv#")
RDFS = rdflib.RDFS


@pytest.fixture
def tiny(known: Path) -> Path:
    return known


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own
def test_a_record_says_each_choice_and_what_is_done(tiny: Path) -> None:
    graphs = []
    for ending, format in (("ttl", "turtle"), ("jsonld", "json-ld")):
        out = tiny / f"out.{ending}"
        assert record(tiny, asked(tiny), "en", ending, out) == []
        graphs.append(rdflib.Graph().parse(out, format=format))
    graph = graphs[0]
    assert set(graphs[0]) == set(graphs[1])
    base = graph.value(predicate=rdflib.RDF.type, object=DPV.ConsentRecord)
    said = {
        str(graph.value(each, RDFS.label)): graph.value(each, rdflib.RDF.type)
        for each in graph.objects(base, DPV.hasConsentStatus)
    }
    assert said["I take part."] == DPV.ConsentGiven
    assert list(said.values()).count(DPV.ConsentRefused) == 1
    process = graph.value(base, DPV.hasProcess)
    purposes = {str(graph.value(each, RDFS.label)) for each in graph.objects(process, DPV.hasPurpose)}
    assert purposes == {"Find safe wells", "Tell families"}
    assert graph.value(process, DPV.hasLegalBasis) == DPV.Consent


def test_a_receipt_is_one_page(tiny: Path) -> None:
    out = tiny / "receipt.pdf"
    assert record(tiny, asked(tiny), "en", "a4-print.pdf", out) == []
    pdf = pypdf.PdfReader(out)
    said = words_of(pdf)
    assert len(pdf.pages) == 1
    assert "I take part." in said and "River <Watch> & #friends" in said


def test_nothing_is_written_for_what_is_no_consent(tmp_path: Path) -> None:
    path, out = tmp_path / "a.json", tmp_path / "out.jsonld"
    path.write_text(json.dumps({"schema": "citizen-data-answers/1", "document": "data-access-request", "answers": {}}))
    with pytest.raises(UsageError, match="no choices are recorded"):
        record(ROOT, path, "en", "jsonld", out)
    assert not out.exists()


def test_a_mistake_in_the_answers_writes_nothing(tiny: Path) -> None:
    asked(tiny, answers={"nobody": "x"})
    answer = Answer(tiny, "record", "answers.json", "-o", "out.jsonld")
    assert answer.code == 1 and not (tiny / "out.jsonld").exists()


def test_a_request_may_not_go_beyond_what_people_said(tmp_path: Path) -> None:
    def file(name: str, paper: str, **answers: str) -> Path:
        path = tmp_path / name
        head = {"schema": "citizen-data-answers/1", "document": paper}
        path.write_text(json.dumps({**head, "answers": answers}), encoding="utf-8")
        return path

    consent = file("a.json", "adult-consent", purpose="Safe wells", **{"keep-until": "2027-06-30"})
    request = file("b.json", "data-access-request", purpose="Marketing", until="2030-01-01")
    found = {each.message for each in compare(ROOT, consent, request) if each.code.startswith("CMP")}
    assert any("Marketing" in each for each in found) and any("2030-01-01" in each for each in found)
    request = file("b.json", "data-access-request", purpose="Safe wells", until="2027-06-30")
    assert [each for each in compare(ROOT, consent, request) if each.code.startswith("CMP")] == []


def test_boxes_that_exclude_each_other_are_no_refusals(tmp_path: Path) -> None:
    """Of four ways to be named one is chosen; what nobody asked, such as whether a place is recorded, is no no."""
    path, out = tmp_path / "a.json", tmp_path / "out.ttl"
    ticks = {"choice-named.community": True, "choice-take-part.take-part": True}
    answers = {"schema": "citizen-data-answers/1", "document": "adult-consent", "answers": ticks}
    path.write_text(json.dumps({**answers, "conditions": {"statistical-office": True}}), encoding="utf-8")
    record(ROOT, path, "en", "ttl", out)
    graph = rdflib.Graph().parse(out, format="turtle")
    held = {
        kind: {str(each).rpartition("#")[2] for each in graph.subjects(rdflib.RDF.type, kind)}
        for kind in (DPV.ConsentGiven, DPV.ConsentRefused)
    }
    assert held[DPV.ConsentGiven] == set(ticks)
    assert held[DPV.ConsentRefused] == {
        "choice-office.share-office", "choice-later.later-use", "choice-later.results", "choice-later.contact-again",
    }  # fmt: skip


def test_a_form_records_only_clauses_with_ticks(tiny: Path) -> None:
    path = tiny / "templates/documents/small-consent.yaml"
    path.write_text(path.read_text("utf-8").replace("records: [yes-to]", "records: [facts]"), encoding="utf-8")
    answer = Answer(tiny, "check")
    assert answer.code == 1 and "no clause 'facts' with ticks" in answer.said


def test_clauses_bear_the_codes_that_say_the_same(tmp_path: Path) -> None:
    """Until the person allows more, data serve this initiative alone; who receives them is named either way."""
    codes = {}
    for later in (False, True):
        path, out = tmp_path / "a.json", tmp_path / "out.ttl"
        answers = {"choice-take-part.take-part": True, "choice-later.later-use": later}
        file = {"schema": "citizen-data-answers/1", "document": "adult-consent", "answers": answers}
        path.write_text(json.dumps(file), encoding="utf-8")
        assert not has_errors(record(ROOT, path, "en", "ttl", out))
        graph = rdflib.Graph().parse(out)
        process = graph.value(predicate=rdflib.RDF.type, object=DPV.Process)
        codes[later] = {
            str(graph.value(rule, RDFS.label)): {str(kind) for kind in graph.objects(rule, rdflib.RDF.type)}
            for rule in graph.objects(process, DPV.hasRule)
        }
    duo = "http://purl.obolibrary.org/obo/DUO_00000"
    named = {"Apart from us, only those named here receive data. If that has to change, we ask you first.": "26"}
    project = {
        "We tell you if we learn something that could change your mind. For any new use of your data, we ask you again."
        : "27"
    }  # fmt: skip
    wanted = {words: {f"{duo}{number}", str(DPV.Rule)} for words, number in (named | project).items()}
    assert codes == {False: wanted, True: {words: wanted[words] for words in named}}


def test_every_term_of_another_vocabulary_is_one_that_was_published() -> None:
    """So that nobody can invent a term: each stands in a list that was written from the published files."""
    lines = (ROOT / "tests/cases/published-terms.tsv").read_text(encoding="utf-8").splitlines()
    published = {line.partition("\t")[0] for line in lines if not line.startswith("#")}
    sources = [*(ROOT / "generator").rglob("*.py"), ROOT / "content/mappings.yaml"]
    used = {term for path in sources for term in re.findall(r"\b(?:dpv|duo):\w+", path.read_text(encoding="utf-8"))}
    assert used and used <= published, used - published
    assert published - used == {"term"}  # nor does the list grow old
