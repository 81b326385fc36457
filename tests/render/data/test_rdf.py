"""Vocabulary and catalogues: read by rdflib, held to shapes by pyshacl, and unmoved by hostile words."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from generator.blocks.vocabulary import Vocabulary
from generator.compose.data.catalogue import PROPERTIES, SHEET, catalogue, sheet
from generator.compose.data.vocabulary import vocabulary
from generator.diagnostics import has_errors
from generator.filling import describe
from generator.library.answers import Answers
from generator.library.interface import Interface
from generator.library.library import Library
from generator.library.template import DocumentTemplate
from generator.library.text import SOURCE_LANGUAGE, State
from generator.render.data.dcat import catalogue_statements, sheet_statements
from generator.render.data.rdf import A, Iri, Statements, Words, json_ld, turtle
from generator.render.data.skos import skos
from tests import attacks
from tests.conftest import ROOT, opened

SITE = "https://example.org/toolkit/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:pyshacl")
SHAPES = Path(__file__).with_name("shapes.ttl")


@pytest.fixture(scope="module")
def libraries() -> list[Library]:
    editions = opened(ROOT)
    return [editions.edition(language).library for language in editions.languages()]


@pytest.fixture(scope="module")
def concepts(libraries: list[Library]) -> Vocabulary:
    return vocabulary(libraries, SITE)


def read(statements: Statements) -> Graph:
    """The statements as another program reads them: the same from both formats."""
    graph = Graph().parse(data=turtle(statements), format="turtle")
    assert isomorphic(graph, Graph().parse(data=json_ld(statements), format="json-ld"))
    return graph


def conforms(graph: Graph) -> None:
    held, _, report = validate(graph, shacl_graph=Graph().parse(SHAPES))
    assert held, report


def test_the_vocabulary_keeps_to_its_shapes(concepts: Vocabulary, libraries: list[Library]) -> None:
    graph = read(skos(concepts, LICENCE))
    conforms(graph)
    framework = libraries[0].framework
    for kind, entries in (
        ("principle", framework.principles.principles),
        ("stage", framework.stages.stages),
        ("modality", framework.modalities.modalities),
        ("element", framework.enabling_environment.elements),
        ("category", framework.nso_role.categories),
        ("term", libraries[0].glossary.terms),
    ):
        for entry in entries:
            assert (URIRef(f"{concepts.address}{kind}-{entry.id}"), RDF.type, SKOS.Concept) in graph


def test_shapes_find_what_is_wrong(concepts: Vocabulary) -> None:
    graph = read(skos(concepts, LICENCE))
    concept = URIRef(f"{concepts.address}principle-relevance")
    graph.remove((concept, SKOS.prefLabel, None))
    graph.add((concept, SKOS.definition, Literal("a translation", lang="fr")))
    held, _, report = validate(graph, shacl_graph=Graph().parse(SHAPES))
    assert not held
    assert report.count("Constraint Violation") == 3


def test_a_definition_is_official_and_in_english(concepts: Vocabulary, libraries: list[Library]) -> None:
    framework = libraries[0].framework
    official = {each.statement.value for each in framework.principles.principles}
    official |= {each.quote.value for each in framework.stages.stages}
    official |= {each.quote.value for each in framework.modalities.modalities}
    official |= {each.quote.value for each in framework.nso_role.categories}
    defined = [concept for concept in concepts.concepts if concept.definition]
    assert {concept.definition for concept in defined} == official
    assert all(concept.places for concept in defined)


def test_no_unchecked_label_passes_as_checked(concepts: Vocabulary, libraries: list[Library]) -> None:
    graph = read(skos(concepts, LICENCE))
    for concept in concepts.concepts:
        said = {str(note) for note in graph.objects(URIRef(f"{concepts.address}{concept.id}"), SKOS.editorialNote)}
        assert said == {f"{tag}: {state}" for tag, state in concept.states}
    assert {tag for concept in concepts.concepts for tag, _ in concept.states} == {
        each.language.tag for each in libraries if each.language.tag != SOURCE_LANGUAGE
    }


def test_every_match_says_why(concepts: Vocabulary, libraries: list[Library]) -> None:
    matches = [match for concept in concepts.concepts for match in concept.matches]
    phases = sum(len(stage.gsbpm) for stage in libraries[0].framework.stages.stages)
    assert len(matches) == len(libraries[0].mappings.mappings) + phases
    assert all(match.why for match in matches)
    ours = {concept.id for concept in concepts.concepts}
    assert all("://" in match.address or match.address in ours for match in matches)


def test_the_catalogue_keeps_to_its_shapes(libraries: list[Library]) -> None:
    sizes = {
        "data/v1/en/framework.json": 10, "data/v1/fr/papers.csv": 20, "data/v1/vocabulary.ttl": 30,
        "data/v1/schema/framework.json": 5,
    }  # fmt: skip
    graph = read(catalogue_statements(catalogue(libraries, SITE, sizes), LICENCE))
    conforms(graph)
    assert len(graph) > 50
    for kind in (DCAT.Catalog, DCAT.Dataset, DCAT.Distribution):
        for held in graph.subjects(RDF.type, kind):
            said = graph.value(held, DCTERMS.rights)
            named = [label for label in graph.objects(said, RDFS.label) if isinstance(label, Literal)]
            labels = {label.language: str(label) for label in named}
            assert set(labels) == {each.language.tag for each in libraries}, held
            assert all("LicenseRef-Quoted-Framework" in words for words in labels.values())


def in_state(words: Interface) -> Interface:
    """The words as checked ones, but for those on rights."""
    states = {"column-licence": State.MACHINE}
    return Interface(
        messages=tuple(
            each.model_copy(update={"text": replace(each.text, state=states.get(each.id, State.REVIEWED))})
            for each in words.messages
        )
    )


def test_unchecked_words_on_rights_are_said_wherever_they_hold(libraries: list[Library]) -> None:
    """Everything else is checked: the catalogue and each set of data say that these words are not."""
    checked = [replace(own, wording=in_state(own.wording), data=in_state(own.data)) for own in libraries]
    graph = read(catalogue_statements(catalogue(checked, SITE, {"data/v1/fr/papers.csv": 20}), LICENCE))
    others = {f"{each.language.tag}: machine" for each in libraries} - {f"{SOURCE_LANGUAGE}: machine"}
    for kind in (DCAT.Catalog, DCAT.Dataset):
        for held in graph.subjects(RDF.type, kind):
            assert {str(note) for note in graph.objects(held, SKOS.editorialNote)} == others, held


def metadata_sheet(library: Library) -> DocumentTemplate:
    return next(each for each in library.documents if each.id == SHEET)


def test_every_property_of_a_catalogue_is_a_question_of_the_sheet(libraries: list[Library]) -> None:
    assert set(PROPERTIES) <= {field.id for field in metadata_sheet(libraries[0]).fields}


def test_a_sheet_becomes_an_entry_whatever_was_written_in_it(libraries: list[Library]) -> None:
    template = metadata_sheet(libraries[0])
    texts = attacks.texts()

    def entry(word: str) -> Graph:
        values = {field.id: word for field in template.fields if not field.choices}
        return read(sheet_statements(sheet(libraries[0], libraries[0], Answers(values=values))))

    plain = sorted((str(name), type(thing)) for _, name, thing in entry("words"))
    for word in texts[:: max(1, len(texts) // 60)]:
        graph = entry(word)
        conforms(graph)
        address = word.startswith(("http://", "https://")) and " " not in word
        if not address:
            assert sorted((str(name), type(thing)) for _, name, thing in graph) == plain, word
        assert all(str(thing).startswith(("urn:uuid:", "http://www.w3.org/", "http://purl.org/", "http://xmlns.com/"))
                   for thing in graph.objects() if isinstance(thing, URIRef)) or address  # fmt: skip


def test_the_command_writes_both_formats(libraries: list[Library], tmp_path: Path) -> None:
    template = metadata_sheet(libraries[0])
    required = {
        field.id: next(iter(field.choices)) if field.choices else "Water points"
        for field in template.fields
        if str(field.type) in ("text", "long-text", "choice")
    }
    held = {
        "schema": "citizen-data-answers/1", "document": SHEET, "version": template.version, "edition": "1.0",
        "answers": required | {"licence": LICENCE},
    }  # fmt: skip
    (tmp_path / "sheet.json").write_text(json.dumps(held), encoding="utf-8")
    graphs = []
    for name in ("entry.ttl", "entry.jsonld"):
        found = describe(ROOT, tmp_path / "sheet.json", "fr", tmp_path / name)
        assert not has_errors(found), found
        graphs.append(Graph().parse(tmp_path / name, format="turtle" if name.endswith("ttl") else "json-ld"))
    assert isomorphic(*graphs)
    conforms(graphs[0])
    assert (None, URIRef("http://purl.org/dc/terms/license"), URIRef(LICENCE)) in graphs[0]


def test_no_word_ends_its_string() -> None:
    for word in (*attacks.INVISIBLE, '"', "\\", "\n", "'''", '"""', "\ud800", "\x00", "@en", "^^", "> <a> <b> ."):
        said: Statements = {
            f"https://example.org/{word}": [
                (A, Iri("skos:Concept")),
                ("skos:prefLabel", Words(f"a{word}b", "en")),
                ("skos:related", Iri(f"https://a/{word}>")),
            ]
        }
        graph = Graph().parse(data=turtle(said), format="turtle")
        assert len(graph) == 3
        (label,) = graph.objects(predicate=SKOS.prefLabel)
        assert isinstance(label, Literal)
        assert str(label) == f"a{word}b".encode("utf-8", "replace").decode()
        assert len(Graph().parse(data=json_ld(said), format="json-ld")) == 3
