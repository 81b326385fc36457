"""The promises of a consent form agree with its ticks, in the words that people read first."""

from __future__ import annotations

import re

import pytest

from generator.library.template import DocumentTemplate, FieldType
from generator.library.text import texts_in
from tests.conftest import ROOT, opened

PAPERS = [each for each in opened(ROOT).source.usable.documents if each.for_people]

SHOWN = {"show", "face", "voice", "own-name"}
"""Ticks by which a person lets others see, hear or read who they are."""
PROMISE = re.compile(r"nothing that shows who")
EXCEPTION = re.compile(r"\b(unless|only if)\b")


def broken(paper: DocumentTemplate) -> list[str]:
    """Each sentence that promises never to show the person, in a paper with a tick that allows it."""
    if not any(SHOWN & set(clause.ticks) for clause in paper.clauses):
        return []
    sentences = (sentence for clause in paper.clauses if clause.text for sentence in clause.text.value.split(". "))
    return [each for each in sentences if PROMISE.search(each) and not EXCEPTION.search(each)]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.id)
def test_a_paper_never_promises_what_one_of_its_ticks_undoes(paper: DocumentTemplate) -> None:
    assert not broken(paper)


def test_the_promise_is_made_where_a_tick_could_undo_it() -> None:
    """Or the test above would look at nothing."""
    ticked = [paper for paper in PAPERS if any(SHOWN & set(clause.ticks) for clause in paper.clauses)]
    promised = [paper.id for paper in ticked for c in paper.clauses if c.text and PROMISE.search(c.text.value)]
    assert {"adult-consent", "parental-permission"} <= set(promised)


SIGNED = re.compile(r"[Dd]estroy[^.]*\b(signed|this form|this record|the form)\b|[Kk]eep this form until")


def test_who_signs_is_told_how_long_the_signed_paper_is_kept() -> None:
    """It joins a name and a code. A community has a copy of its protocol, which is an agreement."""
    signed = [each for each in PAPERS if each.id != "community-consent" and any(c.signatures for c in each.clauses)]
    silent = [paper.id for paper in signed if not any(c.text and SIGNED.search(c.text.value) for c in paper.clauses)]
    assert len(signed) > 8
    assert silent == []


def test_no_paper_about_a_child_passes_on_more_than_the_child_is_told() -> None:
    """The youngest are promised that nobody gets their name, so no form beside it may tick more."""
    named = [
        f"{paper.id}: {text.value}"
        for paper in PAPERS
        if paper.id in ("parental-permission", "assent-12-17", "assent-7-11")
        for _, text in texts_in(paper.fields)
        if re.search(r"^Answers with |with or without", text.value)
    ]
    assert named == []


def test_a_blank_for_a_number_says_of_what() -> None:
    """Somebody with a pencil sees the label alone, below a line."""
    every = opened(ROOT).source.usable.documents
    bare = [f"{paper.id}.{field.id}" for paper in every for field in paper.fields if field.label.value == "number"]
    assert not bare


def test_no_two_columns_of_a_table_have_one_heading() -> None:
    """Who hears a field hears its row and its heading, and could not tell the two apart."""
    tables = [(paper.id, c.table) for paper in opened(ROOT).source.usable.documents for c in paper.clauses if c.table]
    headings = [(paper, [column.heading.value for column in table.columns]) for paper, table in tables]
    assert len(headings) > 10
    assert [paper for paper, said in headings if len(set(said)) < len(said)] == []


def test_what_must_follow_another_day_says_so() -> None:
    """No paper ends before it starts, and no community decides before its earliest day."""
    followed = {
        (paper.id, field.id): field.not_before
        for paper in opened(ROOT).source.usable.documents
        for field in paper.fields
        if field.type is FieldType.DATE
    }
    ends = [each for each in followed if each[1] == "end-date" and (each[0], "start-date") in followed]
    assert len(ends) > 3
    assert {followed[each] for each in ends} == {"start-date"}
    assert followed["community-consent", "decision-date"] == "decide-from"
    assert followed["online-notice", "keep-until"] == "closes-on"
