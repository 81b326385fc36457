"""Catalogues as DCAT: of our own data, and the entry for data that an initiative made."""

from __future__ import annotations

from generator.blocks.catalogue import Catalogue, DataFile, DataSet, MetadataSheet
from generator.render.data.rdf import (
    A,
    Iri,
    Pair,
    Pairs,
    Statements,
    Words,
    in_languages,
    is_address,
    nameless,
    unchecked,
)

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_MEDIA = {
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
}
_THINGS = {
    "dct:rightsHolder": ("foaf:Agent", "foaf:name"),
    "dcat:contactPoint": ("vcard:Kind", "vcard:fn"),
    "dct:spatial": ("dct:Location", "rdfs:label"),
    "dct:temporal": ("dct:PeriodOfTime", "rdfs:label"),
    "dct:accrualPeriodicity": ("dct:Frequency", "rdfs:label"),
    "dct:language": ("dct:LinguisticSystem", "rdfs:label"),
    "dct:accessRights": ("dct:RightsStatement", "rdfs:label"),
    "dct:license": ("dct:LicenseDocument", "rdfs:label"),
}
"""Properties that lead to a thing and never to words: what the thing is, and what says its name."""


def catalogue_statements(catalogue: Catalogue, licence: str) -> Statements:
    """What is said of the catalogue, of each set of data and of each file."""
    said = {f"{catalogue.site}{catalogue.path}": list(_about(catalogue, licence))}
    for each in catalogue.sets:
        said[f"{catalogue.site}{each.path}"] = list(_set(catalogue, each, licence))
        said |= {_distribution(catalogue, file): list(_file(catalogue, file, licence)) for file in each.files}
    said[_rights(catalogue)] = [(A, Iri("dct:RightsStatement")), *in_languages("rdfs:label", catalogue.rights)]
    said[_publisher(catalogue)] = [(A, Iri("foaf:Agent")), ("foaf:name", Words(catalogue.publisher))]
    return said


def _distribution(catalogue: Catalogue, file: DataFile) -> str:
    return f"{catalogue.site}{catalogue.path}#{file.path.partition('/')[2].replace('/', '-')}"


def _publisher(catalogue: Catalogue) -> str:
    return f"{catalogue.site}{catalogue.path}#publisher"


def _rights(catalogue: Catalogue) -> str:
    return f"{catalogue.site}{catalogue.path}#rights"


def _about(catalogue: Catalogue, licence: str) -> Pairs:
    yield A, Iri("dcat:Catalog")
    yield from in_languages("dct:title", catalogue.titles)
    yield from in_languages("dct:description", catalogue.about)
    yield from unchecked(catalogue.states)
    yield from _published(catalogue, licence)
    yield from (("dcat:dataset", Iri(f"{catalogue.site}{each.path}")) for each in catalogue.sets)


def _published(catalogue: Catalogue, licence: str) -> Pairs:
    yield "dct:publisher", Iri(_publisher(catalogue))
    yield "dct:license", Iri(licence)
    yield "dct:rights", Iri(_rights(catalogue))
    yield "dct:issued", Words(catalogue.released, type="xsd:date")


def _set(catalogue: Catalogue, held: DataSet, licence: str) -> Pairs:
    yield A, Iri("dcat:Dataset")
    yield from in_languages("dct:title", held.titles)
    yield from in_languages("dct:description", held.about)
    yield from unchecked(held.states)
    yield from _published(catalogue, licence)
    yield "dcat:version", Words(catalogue.version)
    yield from (("dct:language", Iri(_language(tag))) for tag in held.languages)
    yield from (("dcat:distribution", Iri(_distribution(catalogue, file))) for file in held.files)


def _language(tag: str) -> str:
    """The address that the Library of Congress gives a language."""
    code = tag.partition("-")[0]
    return f"http://id.loc.gov/vocabulary/iso639-{1 if len(code) == 2 else 2}/{code}"


def _file(catalogue: Catalogue, file: DataFile, licence: str) -> Pairs:
    ending = file.path.rpartition(".")[2]
    yield A, Iri("dcat:Distribution")
    yield "dct:title", Words(file.path.rpartition("/")[2])
    yield "dcat:accessURL", Iri(f"{catalogue.site}{file.path}")
    yield "dcat:downloadURL", Iri(f"{catalogue.site}{file.path}")
    yield "dcat:mediaType", Iri(f"{_MEDIA_TYPES}{_MEDIA[ending]}")
    yield "dcat:byteSize", Words(str(file.size), type="xsd:nonNegativeInteger")
    yield "dct:license", Iri(licence)
    yield "dct:rights", Iri(_rights(catalogue))
    if file.schema:
        yield "dct:conformsTo", Iri(f"{catalogue.site}{file.schema}")


def sheet_statements(sheet: MetadataSheet) -> Statements:
    """The entry for the data of an initiative, which has no address yet."""
    base = nameless(sheet.id)
    about: list[Pair] = [(A, Iri("dcat:Dataset"))]
    said = {base: about}
    for number, (name, (text, lang)) in enumerate(sheet.said, 1):
        if name not in _THINGS:
            about.append((name, Words(text, lang)))
        elif is_address(text):
            about.append((name, Iri(text.strip())))
        else:
            kind, named = _THINGS[name]
            about.append((name, Iri(f"{base}#{number}")))
            said[f"{base}#{number}"] = [(A, Iri(kind)), (named, Words(text, lang))]
    if sheet.told:
        about.append(("dct:provenance", Iri(f"{base}#made")))
        said[f"{base}#made"] = [(A, Iri("dct:ProvenanceStatement")), *in_languages("rdfs:label", sheet.told)]
    return said
