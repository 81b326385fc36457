"""The sentence around a blank: a form on the screen says in it what a short label asks for."""

from __future__ import annotations

import pytest

from generator.blocks.artifact import Offered
from generator.blocks.fill_in import Question
from generator.blocks.nodes import Plain
from generator.compose.fill_in import fill_in_pages
from generator.compose.inline import phrase
from generator.compose.papers import papers
from generator.compose.sentences import first_sentence, sentence_with, sentences
from generator.compose.writer import writer_for
from generator.library.slots import fields_in_words
from generator.library.template import DocumentTemplate
from generator.library.text import Text
from tests.conftest import ROOT, loaded

DAY = {"day": Plain("[day]")}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("One. Two {day}. Three!", "Two [day]."),
        ("**You can stop.** Until {day} we wait. Then not.", "Until [day] we wait."),
        ("**One. Two {day}.** Three.", "One. Two [day]."),
        ("It costs 3.5 a day (e.g. on {day}), or nothing. Ask.", "It costs 3.5 a day (e.g. on [day]), or nothing."),
        ("«Oui.» Le {day} ? Non.", "Le [day] ?"),
        ("هل تعرفون؟ حتى {day} ننتظر. ثم لا.", "حتى [day] ننتظر."),
        ("先问。到{day}为止。然后不。", "到[day]为止。"),
        ("{day}", "[day]"),
    ],
)
def test_the_sentence_of_a_blank_ends_where_readers_see_it_end(value: str, expected: str) -> None:
    whole = phrase(Text(value), DAY)
    found = sentence_with(whole, "[day]")
    assert found
    assert found.plain == expected
    assert "".join(each.plain for each in sentences(whole)).replace(" ", "") == whole.plain.replace(" ", "")
    assert first_sentence(whole) == next(sentences(whole))


def test_no_words_have_no_sentence_with_a_blank() -> None:
    assert sentence_with(phrase(Text("Nothing here.")), "[day]") is None


def test_every_blank_inside_a_sentence_is_asked_for_with_its_sentence_or_with_help() -> None:
    library = loaded(ROOT)
    pages = fill_in_pages(writer_for(library), papers(library, library), Offered((), ()), (library.language,))
    forms = {each.fill_in.paper: each.fill_in for each in pages if each.fill_in}
    seen = 0
    for template in library.templates:
        if not isinstance(template, DocumentTemplate):
            continue
        asked = {
            each.name: each for part in forms[template.id].parts for each in part.entries if isinstance(each, Question)
        }
        labels = {each.id: each for each in template.fields}
        for clause in (clause for section in template.sections for clause in section.clauses):
            for id in fields_in_words(clause):
                help, label = asked[id].help, labels[id].label.value
                assert help, f"{template.id}: {id}"
                assert labels[id].help or f"[{label}]" in help.plain, f"{template.id}: {id}"
                seen += 1
    assert seen > 200
