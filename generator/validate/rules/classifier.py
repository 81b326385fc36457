"""The questions on the kind of initiative: a tree in which every question is reached and nothing leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.classifier import END, Classifier, ClassifierQuestion, Option
from generator.library.library import Library
from generator.library.names import paper_names
from generator.library.routes import known_targets
from generator.library.sources import Sources
from generator.library.text import Loc
from generator.validate.base import did_you_mean

_FILE = "content/classifier"


class ClassifierTree:
    """Every id exists, every `next` leads forward, every question is reached and every finding is found.

    Fails in content/classifier.yaml:

        finds: [citizen-dta]

    Passes:

        finds: [citizen-data]
    """

    code = "CLS"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """CLS001 for an unknown id, CLS002 for a way back, and CLS003 for what is never reached."""
        classifier = library.classifier
        for loc, id, known in _named(library):
            if id not in known:
                message = f"there is no '{id}' to name here"
                yield Diagnostic("CLS001", message, sources.at(_FILE, loc), did_you_mean(id, known))
        yield from _backwards(classifier, sources)
        yield from _unreached(classifier, sources)


def _options(classifier: Classifier) -> Iterator[tuple[Loc, ClassifierQuestion, Option]]:
    for number, question in enumerate(classifier.questions):
        for index, option in enumerate(question.options):
            yield ("questions", number, "options", index), question, option


def _named(library: Library) -> Iterator[tuple[Loc, str, frozenset[str]]]:
    """Every id that the file names, with its place and the ids that exist there."""
    classifier = library.classifier
    parts = frozenset(each.id for each in classifier.parts)
    findings = frozenset(each.id for each in classifier.findings)
    questions = frozenset(each.id for each in classifier.questions) | {END}
    conditions = frozenset(each.id for document in library.documents for each in document.conditions)
    papers, targets = frozenset(paper_names(library)), known_targets(library)
    for number, question in enumerate(classifier.questions):
        yield ("questions", number, "part"), question.part, parts
    for loc, _, option in _options(classifier):
        yield from (((*loc, "finds", index), id, findings) for index, id in enumerate(option.finds))
        yield from (((*loc, "sets", index), id, conditions) for index, id in enumerate(option.sets))
        yield from (((*loc, "clears", index), id, conditions) for index, id in enumerate(option.clears))
        if option.next:
            yield (*loc, "next"), option.next, questions
    for number, finding in enumerate(classifier.findings):
        yield ("findings", number, "part"), finding.part, parts
        yield from ((("findings", number, "papers", index), id, papers) for index, id in enumerate(finding.papers))
        if finding.target:
            yield ("findings", number, "target"), finding.target, targets


def _backwards(classifier: Classifier, sources: Sources) -> Iterator[Diagnostic]:
    order = {question.id: number for number, question in enumerate(classifier.questions)}
    for loc, question, option in _options(classifier):
        if option.next and question.several:
            help = "leave it out: of several answers, none can decide the way"
            yield Diagnostic("CLS002", "the question has several answers", sources.at(_FILE, (*loc, "next")), help)
        elif option.next in order and order[option.next] <= order[question.id]:
            help = "name a question that stands below"
            yield Diagnostic("CLS002", f"'{option.next}' leads back", sources.at(_FILE, (*loc, "next")), help)


def _unreached(classifier: Classifier, sources: Sources) -> Iterator[Diagnostic]:
    reached, found = {classifier.questions[0].id}, set[str]()
    known = {question.id for question in classifier.questions}
    for question in classifier.questions:
        if question.id not in reached:
            continue
        for option in question.options:
            found.update(option.finds)
            if option.next is None or option.next in known:
                following = classifier.after(question, (option,))
                reached.update({following.id} if following else ())
    for number, each in enumerate(classifier.questions):
        if each.id not in reached:
            message = f"no answer leads to the question '{each.id}'"
            yield Diagnostic("CLS003", message, sources.at(_FILE, ("questions", number)), "lead to it, or remove it")
    for number, finding in enumerate(classifier.findings):
        if finding.id not in found:
            message = f"no answer finds '{finding.id}'"
            yield Diagnostic("CLS003", message, sources.at(_FILE, ("findings", number)), "name it under 'finds'")
