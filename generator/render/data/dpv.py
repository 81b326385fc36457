"""A consent record as statements of the Data Privacy Vocabulary, in the sections of ISO/IEC TS 27560.

Its header names the record, the form and the person; its processing what is done with the data and by whom; its events
what the person said to each choice. Nobody has certified that it conforms to the standard, and it does not claim so.
"""

from __future__ import annotations

from generator.blocks.consent_record import ConsentRecord
from generator.render.data.rdf import A, Iri, Statements, Thing, Words


def record_statements(record: ConsentRecord) -> Statements:
    """The record has no address, so its names are made of what it says."""
    base = f"urn:uuid:{'-'.join(record.id[a:b] for a, b in ((0, 8), (8, 12), (12, 16), (16, 20), (20, 32)))}"
    about: list[tuple[str, Thing]] = [
        (A, Iri("dpv:ConsentRecord")),
        ("dct:identifier", Words(record.id)),
        ("dpv:hasNotice", Iri(f"{base}#notice")),
        ("dpv:hasProcess", Iri(f"{base}#processing")),
    ]
    process: list[tuple[str, Thing]] = [(A, Iri("dpv:Process")), ("dpv:hasLegalBasis", Iri("dpv:Consent"))]
    said: dict[str, list[tuple[str, Thing]]] = {
        base: about,
        f"{base}#processing": process,
        f"{base}#notice": [
            (A, Iri("dpv:Notice")), ("dct:title", Words(*record.title)), ("dcat:version", Words(record.version)),
            ("dct:identifier", Words(record.fingerprint)),
        ],
    }  # fmt: skip
    if record.person:
        about.append(("dpv:hasDataSubject", Iri(f"{base}#person")))
        said[f"{base}#person"] = [(A, Iri("dpv:DataSubject")), ("dct:identifier", Words(record.person))]
    for number, (name, kind, words) in enumerate(record.said, 1):
        process.append((name, Iri(f"{base}#{number}")))
        said[f"{base}#{number}"] = [(A, Iri(kind)), ("rdfs:label", Words(*words))]
    for choice in record.choices:
        status = "dpv:ConsentGiven" if choice.given else "dpv:ConsentRefused"
        about.append(("dpv:hasConsentStatus", Iri(f"{base}#{choice.id}")))
        said[f"{base}#{choice.id}"] = [(A, Iri(status)), ("rdfs:label", Words(*choice.words))]
    return said
