"""A consent record as statements of the Data Privacy Vocabulary, in the sections of ISO/IEC TS 27560.

Its header names the record, the form and the person; its processing what is done with the data and by whom; its events
what the person said to each choice. Nobody has certified that it conforms to the standard, and it does not claim so.
"""

from __future__ import annotations

from generator.blocks.consent_record import ConsentRecord
from generator.render.data.rdf import A, Iri, Pair, Statements, Words, nameless


def record_statements(record: ConsentRecord) -> Statements:
    """What the record says; nothing of it has an address."""
    base = nameless(record.id)
    about: list[Pair] = [
        (A, Iri("dpv:ConsentRecord")),
        ("dct:identifier", Words(record.id)),
        ("dpv:hasNotice", Iri(f"{base}#notice")),
        ("dpv:hasProcess", Iri(f"{base}#processing")),
    ]
    process: list[Pair] = [(A, Iri("dpv:Process")), ("dpv:hasLegalBasis", Iri("dpv:Consent"))]
    said: dict[str, list[Pair]] = {
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
    for number, (code, words) in enumerate(record.rules, 1):
        process.append(("dpv:hasRule", Iri(f"{base}#rule-{number}")))
        said[f"{base}#rule-{number}"] = [(A, Iri("dpv:Rule")), (A, Iri(code)), ("rdfs:label", Words(*words))]
    for choice in record.choices:
        status = "dpv:ConsentGiven" if choice.given else "dpv:ConsentRefused"
        about.append(("dpv:hasConsentStatus", Iri(f"{base}#{choice.id}")))
        said[f"{base}#{choice.id}"] = [(A, Iri(status)), ("rdfs:label", Words(*choice.words))]
    return said
