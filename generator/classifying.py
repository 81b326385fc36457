"""Finding out in the terminal what kind of initiative somebody has: the same questions and answers as on the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from generator.compose.result import result
from generator.diagnostics import Diagnostic, has_errors
from generator.editions import Editions
from generator.library.classifier import ROUTE_SCHEMA, Classifier, ClassifierQuestion, Option, RouteFile, way
from generator.library.library import Library
from generator.load.model_file import ModelFile, load_model
from generator.render.formats import maker_of
from generator.validate.base import did_you_mean

Ask = Callable[[ClassifierQuestion], tuple[Option, ...]]


class Classifying:
    """One walk through the questions, in a language; ToolkitError when the sources must be mended first."""

    def __init__(self, root: Path, lang: str) -> None:
        editions = Editions(root)
        (language,) = editions.languages((lang,))
        self.source: Library = editions.source.usable
        self.library: Library = editions.edition(language).library
        editions.save()
        self.taken: dict[str, tuple[Option, ...]] = {}

    @property
    def classifier(self) -> Classifier:
        """The questions in the language of the walk."""
        return self.library.classifier

    def walk(self, ask: Ask) -> None:
        """Every question on the way was asked, and its answer taken."""
        question: ClassifierQuestion | None = self.classifier.questions[0]
        while question is not None:
            self.taken[question.id] = ask(question)
            question = self.classifier.after(question, self.taken[question.id])

    def follow(self, path: Path) -> list[Diagnostic]:
        """The answers of a file were taken as far as they lead; or every mistake in it is returned."""
        file, found = load_model(path, RouteFile, "route")
        if file is None:
            return found
        found += _mistakes(self.classifier, file)
        if not has_errors(found):
            self.walk(lambda question: _chosen(file.model, question))
        return found

    def write(self, suffix: str) -> bytes:
        """The result in a format (`md`, `html`, `docx`, `a4-print.pdf`)."""
        return maker_of(suffix).render(result(self.library, self.source, self.taken), suffix)


def _chosen(file: RouteFile, question: ClassifierQuestion) -> tuple[Option, ...]:
    said = file.answers.get(question.id, ())
    ids = (said,) if isinstance(said, str) else said
    return tuple(option for option in question.options if option.id in ids)


def _mistakes(classifier: Classifier, file: ModelFile[RouteFile]) -> Iterator[Diagnostic]:
    """CLS010 another schema, CLS011 an unknown question, CLS012 an unknown option, CLS013 a question without answer."""
    at, said = file.source.at, file.model
    if said.schema_id != ROUTE_SCHEMA:
        help = f"write 'schema: {ROUTE_SCHEMA}'"
        yield Diagnostic("CLS010", f"the schema '{said.schema_id}' is not known", at(("schema",)), help)
    questions = {question.id: question for question in classifier.questions}
    for id, answer in said.answers.items():
        if id not in questions:
            yield Diagnostic("CLS011", f"there is no question '{id}'", at(("answers", id)), did_you_mean(id, questions))
            continue
        options = {option.id for option in questions[id].options}
        for each in (answer,) if isinstance(answer, str) else answer:
            if each not in options:
                message = f"'{id}' has no answer '{each}'"
                yield Diagnostic("CLS012", message, at(("answers", id)), did_you_mean(each, options))
        if not isinstance(answer, str) and len(answer) > 1 and not questions[id].several:
            yield Diagnostic("CLS012", f"'{id}' has one answer only", at(("answers", id)), "leave one")
    yield from _unanswered(classifier, file)


def _unanswered(classifier: Classifier, file: ModelFile[RouteFile]) -> Iterator[Diagnostic]:
    said = {id: (answer,) if isinstance(answer, str) else answer for id, answer in file.model.answers.items()}
    if open := way(classifier, said).next:
        options = next(question.options for question in classifier.questions if question.id == open)
        help = f"answer with one of: {', '.join(option.id for option in options)}"
        yield Diagnostic("CLS013", f"'{open}' is not answered", file.source.at(("answers",)), help)
