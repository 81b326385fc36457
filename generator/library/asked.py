"""Where answers lead: which questions are asked, and what they show. `walk` in classify.js is the same rule."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.library.classifier import END, Classifier, ClassifierQuestion, Finding, FittingPaper, Option
from generator.library.levels import NO, NOT_SURE, YES, Level, LevelQuestion, Levels, level_of
from generator.library.library import Library
from generator.library.template import target_of

FIRST_PAPERS = 6
"""How many papers a result names before the further ones: what a person can look at in one evening."""

Taken = Mapping[str, Collection[str]]
"""The ids of the options that were chosen, by question."""


@dataclass(frozen=True)
class Asked:
    """Every question in the order in which it is asked: the first ones, those on the level of risk, the deeper ones."""

    classifier: Classifier
    levels: Levels
    paper_levels: Mapping[str, Sequence[int]]
    """The levels of each paper, by `document:id`."""

    @cached_property
    def triage(self) -> tuple[ClassifierQuestion, ...]:
        """The questions that lead to a result."""
        risk = (_on_level(self.levels, each, self.classifier.level_part) for each in self.levels.questions)
        return (*self.classifier.questions, *risk)

    @cached_property
    def questions(self) -> tuple[ClassifierQuestion, ...]:
        """All of them."""
        return (*self.triage, *self.classifier.deeper)

    @cached_property
    def triage_ids(self) -> frozenset[str]:
        """The ids of the questions that lead to a result."""
        return frozenset(question.id for question in self.triage)

    def told_by(self, questions: Sequence[ClassifierQuestion]) -> tuple[tuple[Finding, ...], tuple[FittingPaper, ...]]:
        """The findings and papers to which the first questions can lead, or what the deeper ones add to them."""
        first, is_first = self._finds(self.triage), questions == self.triage
        shown = first if is_first else self._finds(questions) - first
        findings = tuple(each for each in self.classifier.findings if each.id in shown)
        with_levels = first | {*self.levels.by_id}
        papers = (each for each in self.classifier.papers if bool(with_levels & {*each.when}) is is_first)
        return findings, tuple(papers)

    def _finds(self, questions: Sequence[ClassifierQuestion]) -> set[str]:
        return {id for question in questions for option in question.options for id in option.finds}

    def after(self, question: ClassifierQuestion, chosen: Sequence[Option]) -> ClassifierQuestion | None:
        """The question that follows an answer, if it applies; None at the end."""
        named = next((option.next for option in chosen if option.next), None)
        if named == END:
            return None
        if named:
            return next(each for each in self.questions if each.id == named)
        place = self.questions.index(question) + 1
        return self.questions[place] if place < len(self.questions) else None

    def walk(self, taken: Taken) -> Iterator[tuple[ClassifierQuestion, tuple[Option, ...]]]:
        """Each question on the way with what was chosen; one that still has to be asked comes last, with nothing."""
        said: dict[str, Collection[str]] = {}
        question: ClassifierQuestion | None = self.questions[0]
        while question is not None:
            chosen: tuple[Option, ...] = ()
            # Only what stands on this way counts: somebody who went back may have answered questions of another.
            if not any(set(said.get(id, ())) & {*answers} for id, answers in question.unless.items()):
                chosen = tuple(option for option in question.options if option.id in taken.get(question.id, ()))
                yield question, chosen
                if not chosen and not question.several:
                    return
                said[question.id] = [option.id for option in chosen]
            question = self.after(question, chosen)

    def way(self, taken: Taken) -> Way:
        """Where answers lead (`walk` in classify.js)."""
        passed = list(self.walk(taken))
        open = ""
        if passed and not passed[-1][1] and not passed[-1][0].several:
            open = passed.pop()[0].id
        level = self._level(passed, open)
        finds = self._findings([option for _, options in passed for option in options])
        shown = {*finds, *([level.id] if level else [])}
        papers = [
            each.paper
            for each in self.classifier.papers
            if shown & {*each.when} and (level is None or level.number in self.paper_levels.get(each.paper, ()))
        ]
        return Way(
            tuple(question.id for question, _ in passed), open, finds, level.id if level else "",
            tuple(papers[:FIRST_PAPERS]), tuple(papers[FIRST_PAPERS:]),
        )  # fmt: skip

    def _level(self, passed: Sequence[tuple[ClassifierQuestion, tuple[Option, ...]]], open: str) -> Level | None:
        """The level of risk; None while its questions are not done, and where the way ends before them."""
        said = {question.id: options[0].id for question, options in passed if options}
        if open in self.triage_ids or not any(question.id in said for question in self.levels.questions):
            return None
        return level_of(self.levels, said)

    def _findings(self, chosen: Sequence[Option]) -> dict[str, str]:
        """Each finding with how sure it is: `said` by the framework, our `reading`, or `open`."""
        sure: dict[str, str] = {}
        for finding in self.classifier.findings:
            by = [option for option in chosen if finding.id in option.finds]
            if by:
                reading = any(option.open for option in by)
                sure[finding.id] = "open" if finding.open else "reading" if reading else "said"
        return sure


def _on_level(levels: Levels, asked: LevelQuestion, part: str) -> ClassifierQuestion:
    """A question on the level of risk as one of the classifier; who is not sure takes the careful answer."""
    words = levels.answers
    yes, no = asked.settles.yes, asked.settles.no

    def settled(by: Mapping[str, bool], value: bool) -> tuple[str, ...]:
        return tuple(id for id, held in by.items() if held is value)

    # The words are texts already, as they were read or translated: there is nothing left to validate.
    made = Option.model_construct
    options = (
        made(id=YES, text=words.yes, because=asked.because, finds=asked.finds,
             sets=settled(yes, True), clears=settled(yes, False)),
        made(id=NO, text=words.no, because=asked.otherwise, sets=settled(no, True), clears=settled(no, False)),
        made(id=NOT_SURE, text=words.not_sure, because=words.careful, finds=asked.finds),
    )  # fmt: skip
    return ClassifierQuestion.model_construct(
        id=asked.id, part=part, question=asked.question, help=asked.help, paragraphs=asked.paragraphs, options=options,
        unless={asked.when: (NO,)} if asked.when else {},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """Where answers lead: the questions on the way, the one that still has to be asked, and what they show."""

    route: tuple[str, ...]
    next: str
    finds: Mapping[str, str]
    """Each finding with how sure it is."""
    level: str
    papers: tuple[str, ...]
    """The papers to begin with, as `document:id`."""
    more: tuple[str, ...]
    """Further papers that fit."""


def asked(library: Library) -> Asked:
    """Every question that the classifier asks, in the library's language."""
    levels = {target_of(template): template.levels for template in library.templates}
    return Asked(library.classifier, library.levels, levels)
