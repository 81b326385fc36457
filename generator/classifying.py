"""Finding out in the terminal what kind of initiative somebody has: the same questions and answers as on the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from generator.blocks.marks import parse, words_in
from generator.compose.checked import all_checked
from generator.compose.result import result
from generator.diagnostics import MAX_MISTAKES, Diagnostic, Severity, has_errors
from generator.editions import Editions
from generator.library.asked import Asked, asked
from generator.library.classifier import ROUTE_SCHEMA, ClassifierQuestion, Option, RouteFile
from generator.library.library import Library
from generator.library.text import Text, texts_in
from generator.load.model_file import ModelFile, load_model
from generator.render.formats import maker_of
from generator.report import printable
from generator.validate.base import did_you_mean

Ask = Callable[[ClassifierQuestion], tuple[Option, ...]]


def shown(text: Text) -> str:
    """The words of a text without their marks, as a terminal shows them."""
    return printable("".join(words_in(parse(text.value))))


class Classifying:
    """One walk through the questions, in a language; ToolkitError when the sources must be mended first."""

    def __init__(self, root: Path, lang: str) -> None:
        editions = Editions(root)
        (language,) = editions.languages((lang,))
        self.source: Library = editions.source.usable
        self.library: Library = editions.edition(language).library
        editions.save()
        self.taken: dict[str, tuple[str, ...]] = {}

    @property
    def asked(self) -> Asked:
        """The questions in the language of the walk."""
        return asked(self.library)

    @property
    def stamps(self) -> list[str]:
        """What must be said before the questions while their translation is not checked, in both languages."""
        # Those of the levels are asked with the classifier's own.
        texts = [text for question in self.asked.questions for _, text in texts_in(question)]
        if all_checked((*texts, self.library.wording.by_id["screen-classify-deeper"])):
            return []
        stamp = "draft-stamp"
        return list(dict.fromkeys(each.wording.by_id[stamp].value for each in (self.library, self.source)))

    def words(self, id: str) -> str:
        """A string of the wording in the language of the walk."""
        return self.library.wording.by_id[id].value

    def walk(self, ask: Ask, deeper: bool = False) -> None:
        """The questions that lead to a result were asked where they were not answered; with `deeper`, all of them."""
        while (question := self.open) is not None and (deeper or question.id in self.asked.triage_ids):
            self.taken[question.id] = tuple(option.id for option in ask(question))

    @property
    def open(self) -> ClassifierQuestion | None:
        """The next question that was not asked; None at the end."""
        for question, chosen in self.asked.walk(self.taken):
            if not chosen and question.id not in self.taken:
                return question
        return None

    def follow(self, path: Path) -> list[Diagnostic]:
        """The answers of a file were taken; or every mistake in it is returned.

        Of a file of another version, what fits is taken and what does not is named. What it leaves open can be asked.
        """
        file, found = load_model(path, RouteFile, "route")
        if file is None:
            return found
        found += _mistakes(self.asked, file)
        if not has_errors(found):
            for question in self.asked.questions:
                chosen = file.model.chosen(question.id)
                fitting = tuple(option.id for option in question.options if option.id in chosen)
                if fitting or (question.several and question.id in file.model.answers):
                    self.taken[question.id] = fitting
        return found

    def write(self, suffix: str) -> bytes:
        """The result in a format (`md`, `html`, `docx`, `a4-print.pdf`)."""
        return maker_of(suffix).render(result(self.library, self.source, self.taken), suffix)


def _mistakes(walk: Asked, file: ModelFile[RouteFile]) -> Iterator[Diagnostic]:
    """CLS010 another schema, CLS011 an unknown question, CLS012 an unknown option, CLS013 a question without answer."""
    at, said = file.source.at, file.model
    # The questions change with the versions: what an older file says beside them is no mistake of its author.
    severity = Severity.ERROR if said.version in ("", walk.classifier.version) else Severity.WARNING
    if said.schema_id != ROUTE_SCHEMA:
        help = f"write 'schema: {ROUTE_SCHEMA}'"
        yield Diagnostic("CLS010", f"the schema '{said.schema_id}' is not known", at(("schema",)), help)
    questions = {question.id: question for question in walk.questions}
    for id in islice((id for id in said.answers if id not in questions), MAX_MISTAKES):
        help = did_you_mean(id, questions)
        yield Diagnostic("CLS011", f"there is no question '{id}'", at(("answers", id)), help, severity)
    for id in (id for id in said.answers if id in questions):
        options = {option.id for option in questions[id].options}
        for each in islice((each for each in said.chosen(id) if each not in options), MAX_MISTAKES):
            message = f"'{id}' has no answer '{each}'"
            yield Diagnostic("CLS012", message, at(("answers", id)), did_you_mean(each, options), severity)
        if len(said.chosen(id)) > 1 and not questions[id].several:
            yield Diagnostic("CLS012", f"'{id}' has one answer only", at(("answers", id)), "leave one")
    if severity is Severity.ERROR:
        yield from _unanswered(walk, file)


def _unanswered(walk: Asked, file: ModelFile[RouteFile]) -> Iterator[Diagnostic]:
    open = walk.way({id: file.model.chosen(id) for id in file.model.answers}).next
    if open in walk.triage_ids:
        options = next(question.options for question in walk.triage if question.id == open)
        help = f"answer with one of: {', '.join(option.id for option in options)}"
        yield Diagnostic("CLS013", f"'{open}' is not answered", file.source.at(("answers",)), help)
