"""The vocabulary as SKOS."""

from __future__ import annotations

from generator.blocks.vocabulary import Concept, Match, Scheme, Vocabulary
from generator.library.text import SOURCE_LANGUAGE
from generator.render.data.rdf import A, Iri, Pairs, Statements, Words, in_languages, unchecked
from generator.render.place import page_address


def skos(vocabulary: Vocabulary, licence: str) -> Statements:
    """What is said of the vocabulary, of its schemes and of each concept."""
    address = vocabulary.address
    said = {address.removesuffix("#"): list(_about(vocabulary, licence))}
    said[f"{address}rights"] = [(A, Iri("dct:RightsStatement")), *in_languages("rdfs:label", vocabulary.rights)]
    said |= {f"{address}{each.id}": list(_scheme(each)) for each in vocabulary.schemes}
    said |= {f"{address}{each.id}": list(_concept(vocabulary, each)) for each in vocabulary.concepts}
    for concept in vocabulary.concepts:
        said |= {f"{address}{each.id}": list(_reason(vocabulary, concept, each)) for each in concept.matches}
    return said


def _about(vocabulary: Vocabulary, licence: str) -> Pairs:
    yield A, Iri("dcat:Dataset")
    yield from in_languages("dct:title", vocabulary.labels)
    yield from in_languages("dct:description", vocabulary.about)
    yield from unchecked(vocabulary.states)
    yield "dct:publisher", Words(vocabulary.publisher)
    yield "dct:license", Iri(licence)
    yield "dct:rights", Iri(f"{vocabulary.address}rights")
    yield "dct:issued", Words(vocabulary.released, type="xsd:date")
    yield "dcat:version", Words(vocabulary.version)
    yield from (("dct:hasPart", Iri(f"{vocabulary.address}{each.id}")) for each in vocabulary.schemes)


def _scheme(scheme: Scheme) -> Pairs:
    yield A, Iri("skos:ConceptScheme")
    yield from in_languages("skos:prefLabel", scheme.labels)
    yield from unchecked(scheme.states)
    if scheme.source:
        yield "dct:source", Iri(scheme.source)


def _concept(vocabulary: Vocabulary, concept: Concept) -> Pairs:
    yield A, Iri("skos:Concept")
    scheme = Iri(f"{vocabulary.address}{concept.scheme}")
    yield "skos:inScheme", scheme
    yield from in_languages("skos:prefLabel", concept.labels)
    if concept.broader:
        yield "skos:broader", Iri(f"{vocabulary.address}{concept.broader}")
    else:
        yield "skos:topConceptOf", scheme
    if concept.notation:
        yield "skos:notation", Words(concept.notation)
    if concept.definition:
        yield "skos:definition", Words(concept.definition, SOURCE_LANGUAGE)
    yield from in_languages("skos:note", concept.unofficial)
    yield from in_languages("skos:scopeNote", concept.notes)
    yield from unchecked(concept.states)
    if concept.places:
        yield "dct:source" if concept.official else "dct:references", Words(concept.places, SOURCE_LANGUAGE)
    if concept.page:
        for _, tag in concept.labels:
            yield "rdfs:seeAlso", Iri(f"{vocabulary.site}{tag}/{page_address(concept.page)}")
    yield from (("skos:related", Iri(f"{vocabulary.address}{id}")) for id in concept.related)
    yield from ((f"skos:{each.relation}", _other(vocabulary, each)) for each in concept.matches)


def _other(vocabulary: Vocabulary, match: Match) -> Iri:
    return Iri(match.address if "://" in match.address else f"{vocabulary.address}{match.address}")


def _reason(vocabulary: Vocabulary, concept: Concept, match: Match) -> Pairs:
    """Why two concepts belong together: a statement about the statement."""
    yield A, Iri("rdf:Statement")
    yield "rdf:subject", Iri(f"{vocabulary.address}{concept.id}")
    yield "rdf:predicate", Iri(f"skos:{match.relation}")
    yield "rdf:object", _other(vocabulary, match)
    yield from in_languages("rdfs:comment", match.why)
    yield from unchecked(match.states)
