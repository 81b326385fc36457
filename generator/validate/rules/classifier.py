"""The questions on the kind of initiative: a tree in which every question is reached and nothing leads nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from generator.diagnostics import Diagnostic
from generator.library.asked import Asked, asked
from generator.library.classifier import END, ClassifierQuestion, Option
from generator.library.library import Library
from generator.library.names import paper_names
from generator.library.routes import known_targets
from generator.library.sources import Sources
from generator.library.text import Loc
from generator.validate.base import did_you_mean

_FILE, _LEVELS = "content/classifier", "content/levels"


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
        walk = asked(library)
        for file, loc, id, known in _named(library):
            if id not in known:
                message = f"there is no '{id}' to name here"
                yield Diagnostic("CLS001", message, sources.at(file, loc), did_you_mean(id, known))
        yield from _twice(walk, sources)
        yield from _backwards(walk, sources)
        yield from _unreached(walk, sources)


def _questions(walk: Asked) -> Iterator[tuple[Loc, ClassifierQuestion]]:
    for name in ("questions", "deeper"):
        yield from (((name, number), question) for number, question in enumerate(getattr(walk.classifier, name)))


def _options(walk: Asked) -> Iterator[tuple[Loc, ClassifierQuestion, Option]]:
    for loc, question in _questions(walk):
        yield from (((*loc, "options", index), question, option) for index, option in enumerate(question.options))


def _named(library: Library) -> Iterator[tuple[str, Loc, str, Collection[str]]]:
    """Every id that the files name, with its place and the ids that exist there."""
    walk, classifier = asked(library), library.classifier
    parts = frozenset(each.id for each in classifier.parts)
    findings = frozenset(each.id for each in classifier.findings)
    conditions = frozenset(each.id for document in library.documents for each in document.conditions)
    yield _FILE, ("level_part",), classifier.level_part, parts
    for loc, question in _questions(walk):
        yield _FILE, (*loc, "part"), question.part, parts
        for id, answers in question.unless.items():
            before = {each.id: each for each in _before(walk, question)}
            yield _FILE, (*loc, "unless", id), id, before
            options = [option.id for option in before[id].options] if id in before else answers
            yield from ((_FILE, (*loc, "unless", id, index), answer, options) for index, answer in enumerate(answers))
    for loc, question, option in _options(walk):
        for field, known in (("finds", findings), ("sets", conditions), ("clears", conditions)):
            yield from ((_FILE, (*loc, field, index), id, known) for index, id in enumerate(getattr(option, field)))
        if option.next:
            yield _FILE, (*loc, "next"), option.next, [*_beside(walk, question), END]
    yield from _named_by_levels(library, findings, conditions)
    targets = known_targets(library)
    for number, finding in enumerate(classifier.findings):
        yield _FILE, ("findings", number, "part"), finding.part, parts
        if finding.target:
            yield _FILE, ("findings", number, "target"), finding.target, targets
    papers, shown = frozenset(paper_names(library)), findings | library.levels.by_id.keys()
    for number, paper in enumerate(classifier.papers):
        yield _FILE, ("papers", number, "paper"), paper.paper, papers
        yield from ((_FILE, ("papers", number, "when", index), id, shown) for index, id in enumerate(paper.when))


def _named_by_levels(
    library: Library, findings: Collection[str], conditions: Collection[str]
) -> Iterator[tuple[str, Loc, str, Collection[str]]]:
    for number, question in enumerate(library.levels.questions):
        loc: Loc = ("questions", number)
        yield from ((_LEVELS, (*loc, "finds", index), id, findings) for index, id in enumerate(question.finds))
        for answer in ("yes", "no"):
            yield from (
                (_LEVELS, (*loc, "settles", answer, id), id, conditions) for id in getattr(question.settles, answer)
            )


def _twice(walk: Asked, sources: Sources) -> Iterator[Diagnostic]:
    """Answers are kept by the id of the question, so no other question may have it, also not one on the level."""
    risk = {question.id for question in walk.levels.questions}
    for loc, question in _questions(walk):
        if question.id in risk:
            message = f"a question on the level of risk is called '{question.id}', too"
            yield Diagnostic("CLS001", message, sources.at(_FILE, (*loc, "id")), "give this question another id")


def _before(walk: Asked, question: ClassifierQuestion) -> Sequence[ClassifierQuestion]:
    return walk.questions[: walk.questions.index(question)]


def _beside(walk: Asked, question: ClassifierQuestion) -> list[str]:
    """The ids of the questions of the same list: none leads past those on the level of risk, or back to them."""
    classifier = walk.classifier
    return [each.id for each in (classifier.deeper if question in classifier.deeper else classifier.questions)]


def _backwards(walk: Asked, sources: Sources) -> Iterator[Diagnostic]:
    order = {question.id: number for number, question in enumerate(walk.questions)}
    for loc, question, option in _options(walk):
        if option.next and question.several:
            help = "leave it out: of several answers, none can decide the way"
            yield Diagnostic("CLS002", "the question has several answers", sources.at(_FILE, (*loc, "next")), help)
        elif option.next in order and order[option.next] <= order[question.id]:
            help = "name a question that stands below"
            yield Diagnostic("CLS002", f"'{option.next}' leads back", sources.at(_FILE, (*loc, "next")), help)


def _unreached(walk: Asked, sources: Sources) -> Iterator[Diagnostic]:
    reached, found = {walk.questions[0].id}, set[str]()
    known = {question.id for question in walk.questions}
    for question in walk.questions:
        if question.id not in reached:
            continue
        for option in question.options:
            found.update(option.finds)
            if option.next is None or option.next in known:
                following = walk.after(question, (option,))
                reached.update({following.id} if following else ())
    for loc, question in _questions(walk):
        if question.id not in reached:
            message = f"no answer leads to the question '{question.id}'"
            yield Diagnostic("CLS003", message, sources.at(_FILE, loc), "lead to it, or remove it")
    for number, finding in enumerate(walk.classifier.findings):
        if finding.id not in found:
            message = f"no answer finds '{finding.id}'"
            yield Diagnostic("CLS003", message, sources.at(_FILE, ("findings", number)), "name it under 'finds'")
