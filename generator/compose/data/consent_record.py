"""A filled consent form as a record of the Data Privacy Vocabulary, and as a receipt on paper for the person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256

from generator.blocks.consent_record import Choice, ConsentRecord
from generator.blocks.nodes import Block, Labels, Paper, Plain
from generator.blocks.walk import fingerprint_of
from generator.compose.checked import written
from generator.compose.forms import parts_of
from generator.compose.inline import phrase
from generator.compose.papers import spoken, unfilled
from generator.compose.usual import listed
from generator.compose.writer import Writer, writer_for
from generator.library.answers import Answers
from generator.library.library import Library
from generator.library.slots import conditions_of_fields, fields_of
from generator.library.template import DocumentTemplate, FormField, blanks_in
from generator.library.text import Text

_MATTERS: Mapping[str, tuple[str, str]] = {
    "purposes": ("dpv:hasPurpose", "dpv:Purpose"),
    "recipients": ("dpv:hasRecipient", "dpv:Recipient"),
    "office": ("dpv:hasRecipient", "dpv:Recipient"),
    "countries": ("dpv:hasStorageCondition", "dpv:StorageLocation"),
    "retention": ("dpv:hasStorageCondition", "dpv:StorageDuration"),
}
_FIELDS: Mapping[str, tuple[str, str]] = {
    "organisation": ("dpv:hasDataController", "dpv:DataController"),
    "data-collected": ("dpv:hasPersonalData", "dpv:PersonalData"),
    "storage": ("dpv:hasStorageCondition", "dpv:StorageLocation"),
    "risks": ("dpv:hasRisk", "dpv:Risk"),
    "withdraw-how": ("dpv:hasConsentControl", "dpv:WithdrawConsent"),
}
"""What DPV calls the answers to some questions: by the matter that they settle, or by their name."""
RECEIPT = frozenset({"contact", "keep-until", "withdraw-how", "complaint-contact"})
"""Clauses that mention these stand on a receipt: until when and how to take it back, and where to ask or complain."""
_CODE = "-code"
_ENTRIES = re.compile(r"[\n;]+")


def consent_record(library: Library, id: str, answers: Answers) -> ConsentRecord:
    """What stands in a part of the form that does not apply is left out, and so is every name of a person."""
    template = library.document(id)
    said = tuple(_said(template, answers))
    choices = tuple(_choices(template, answers))
    person = next((answers.text(each.id) for each in template.fields if each.id.endswith(_CODE)), "")
    fingerprint = fingerprint_of(unfilled(library, template.id))
    rules = tuple(_rules(library, template, answers))
    named = repr((template.id, fingerprint, person, said, choices)).encode("utf-8", "replace")
    title = phrase(template.title).plain, template.title.lang
    name = sha256(named).hexdigest()[:32]
    return ConsentRecord(name, title, template.version, fingerprint, person, said, choices, rules)


def _rules(library: Library, template: DocumentTemplate, answers: Answers) -> Iterator[tuple[str, tuple[str, str]]]:
    """The clauses that say what a code for the use of data says, as long as no tick takes it back."""
    bases = {each.id: each.base for each in library.mappings.vocabularies}
    clauses = {f"{template.id}/{each.id}": each for each in template.clauses}
    for use in library.mappings.data_uses:
        vocabulary, _, code = use.code.partition(":")
        for clause in (clauses[name] for name in use.clauses if name in clauses):
            if clause.text and answers.applies(clause.when) and not any(answers.ticked(name) for name in use.unless):
                yield f"{bases[vocabulary]}{code}", (_filled(clause.text, answers), clause.text.lang)


def _said(template: DocumentTemplate, answers: Answers) -> Iterator[tuple[str, str, tuple[str, str]]]:
    for field in _answered(template, answers):
        known = _FIELDS.get(field.id) or _MATTERS.get(field.matter or "")
        if known:
            for entry in _ENTRIES.split(answers.text(field.id)):
                if entry.strip():
                    yield (*known, (entry.strip(), ""))


def _answered(template: DocumentTemplate, answers: Answers) -> Iterator[FormField]:
    """The fields in which something stands, where their part applies."""
    when = conditions_of_fields(template)
    for field in template.fields:
        if answers.applies(when.get(field.id)) and answers.text(field.id):
            yield field


def _choices(template: DocumentTemplate, answers: Answers) -> Iterator[Choice]:
    """An empty box is no answer where nobody said that its part applies, or where another box excludes it."""
    apart = {name for group in template.exclusive for name in group}
    for clause in template.clauses:
        if clause.id in template.records and answers.applies(clause.when):
            asked = clause.when is None or answers.conditions.get(clause.when) is True
            for id, text in clause.ticks.items():
                name = f"{clause.id}.{id}"
                if answers.ticked(name) or (asked and name not in apart):
                    yield Choice(name, (_filled(text, answers), text.lang), answers.ticked(name))


def _filled(text: Text, answers: Answers) -> str:
    """The words with what is written in their blanks."""
    return phrase(text, {id: Plain(answers.text(id) or "…") for id in blanks_in(text.value)}).plain


def receipt(library: Library, source: Library, id: str, answers: Answers) -> Paper:
    """A page for the person: each choice as it was made, until when it holds, and whom to ask; or the same in English.

    It says more than the form, so the form may stand alone where the receipt may not.
    """
    made, checked = written(lambda: _written(spoken(library, source, id), id, answers))
    return made if checked else _written(source, id, answers)


def _written(library: Library, id: str, answers: Answers) -> Paper:
    template = library.document(id)
    writer = writer_for(library)
    record = consent_record(library, id, answers)
    footer = f"{record.title[0]} · {record.version} · {record.fingerprint}"
    return Paper(
        id=f"{template.id}-receipt",
        title=writer.titled("receipt-title", template.title),
        language=library.language,
        beside=None,
        version=template.version,
        labels=Labels(writer.say("page-of"), "", "", footer, writer.say("type-here")),
        blocks=tuple(_receipt(writer, template, answers, record)),
        languages=(library.language,),
    )


def _receipt(writer: Writer, template: DocumentTemplate, answers: Answers, record: ConsentRecord) -> Iterator[Block]:
    for heading, given in (("receipt-yes", True), ("receipt-no", False)):
        words = [each.words for each in record.choices if each.given is given]
        if words:
            yield writer.heading(2, heading)
            yield listed(writer.named(*each) for each in words)
    # The form's own words on how to reach whom, until when, and how to take it back.
    told = {each.id for each in template.clauses if not each.signatures and not RECEIPT.isdisjoint(fields_of(each))}
    if told:
        yield writer.heading(2, "receipt-facts")
    for clause, _, blocks in parts_of(writer, template, answers):
        if clause in told:
            yield from blocks
