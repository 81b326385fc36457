"""What a returned agreement says otherwise than the paper that was printed: clause by clause, word by word."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from difflib import SequenceMatcher
from pathlib import Path

from generator.blocks.changes import Change, ChangeKind, Changes, Need, Word
from generator.cache.writing import write_whole
from generator.compose.changes import changes_page
from generator.compose.inline import phrase
from generator.diagnostics import Diagnostic, Position, Severity, UsageError
from generator.library.slots import conditions_of_fields, contract_of
from generator.library.template import Clause, DocumentTemplate
from generator.load.returned.base import Returned, Unreadable
from generator.load.returned.line_words import blanked, labels_in, like
from generator.load.returned.match import MatchedLine
from generator.load.returned.printed import Printed
from generator.load.returned.readers import Listed
from generator.load.returned.typed_in import Fitted
from generator.reading.archive import index, wordings
from generator.reading.beside_paper import EmptyPapers, laid_beside
from generator.reading.returned import held
from generator.reading.which_paper import PaperIdentity, Papers
from generator.render.formats import maker_of

ENDINGS = (".html", ".json")


def changed(root: Path, path: Path, out: Path | None) -> tuple[Changes, list[Diagnostic]]:
    """What differs between the file and the paper of its fingerprint, and the same as diagnostics.

    It stands in `out` too, as a page or as JSON. UsageError for a file that can't be read.
    """
    if out is not None and out.suffix not in ENDINGS:
        raise UsageError(f"{out} must end in {' or '.join(ENDINGS)}")
    papers = Papers(root)
    try:
        found = compared(papers, path)
    except Unreadable as refused:
        raise UsageError(f"{path}: {refused.message}: {refused.help}") from refused
    papers.editions.save()
    if out is not None:
        page = changes_page(papers.source, found)
        write_whole(out, _json(found) if out.suffix == ".json" else maker_of("html").render(page, "html"))
    return found, list(_listed(path, found))


def _json(found: Changes) -> bytes:
    return (json.dumps({"same": found.same, **asdict(found)}, ensure_ascii=False, indent=2) + "\n").encode()


def compared(papers: Papers, path: Path) -> Changes:
    """What differs; Unreadable for a file that is no Word document of ours."""
    returned = _word_document(path)
    mark = papers.recognised(returned)
    if not isinstance(mark.template, DocumentTemplate):
        raise Unreadable("it is a checklist, which nobody agrees to", "compare an agreement or a consent form")
    root = papers.editions.root
    old = wordings(root, mark.template.id, mark.fingerprint, mark.version)
    if (not old or mark.beside) and mark.version not in ("", mark.template.version):
        message = f"it is version {mark.version}, of which no wording is kept; the paper is {mark.template.version}"
        raise Unreadable(message, "compare it with the paper that both sides signed")
    empty = EmptyPapers(papers)
    # Only English wording is kept. In another language it is compared with today's paper of the same version.
    kept = may_be(papers, mark) if _is_english(papers, mark) else []
    found = _closest(papers, mark, returned, kept or [None])[1]
    notes = (Change(ChangeKind.ADDED, "", "", returned=(Word(like(each)),)) for each in empty.notes(mark, returned))
    return replace(found, changes=(*found.changes, *notes))


def may_be(papers: Papers, mark: PaperIdentity) -> list[DocumentTemplate | None]:
    """The wordings that a paper may have; None stands for today's.

    What is filled in has a fingerprint that nobody kept, and words may be mended without a new version.
    """
    root = papers.editions.root
    kept = wordings(root, mark.template.id, mark.fingerprint, mark.version)
    exact = bool(kept) and mark.fingerprint in index(root)
    return [*kept, *([None] if not exact and mark.version in ("", mark.template.version) else [])]


def shown(papers: Papers, mark: PaperIdentity, path: Path) -> list[DocumentTemplate | None]:
    """Of the wordings that a paper may have, the one that stands in it; all of them where nothing shows which."""
    found = may_be(papers, mark)
    if len(found) < 2:
        return found
    try:
        returned = _word_document(path)
        if _is_english(papers, mark):
            return [_closest(papers, mark, returned, found)[0]]
        return [None] if None in found and not _closest(papers, mark, returned, [None])[1].changes else found
    except Unreadable:
        return found


def _is_english(papers: Papers, mark: PaperIdentity) -> bool:
    return mark.beside is None and mark.library is papers.source


def _closest(
    papers: Papers, mark: PaperIdentity, returned: Returned, wordings: Sequence[DocumentTemplate | None]
) -> tuple[DocumentTemplate | None, Changes]:
    """The wording from which a document differs least, and how."""
    if not isinstance(mark.template, DocumentTemplate):
        raise Unreadable("it is a checklist, which nobody agrees to", "compare an agreement or a consent form")
    today = mark.template
    compared = ((each, _beside_paper(papers, mark, returned, today, each)) for each in wordings)
    return min(compared, key=lambda pair: len(pair[1].changes))


def _beside_paper(
    papers: Papers,
    mark: PaperIdentity,
    returned: Returned,
    today: DocumentTemplate,
    kept: DocumentTemplate | None,
) -> Changes:
    """What differs from the paper as it was kept, or else from today's."""
    template = kept or today
    contract = contract_of(template, papers.source.framework.edition.id)
    empty = EmptyPapers(papers)
    conditions, laid = laid_beside(empty.reference(mark, kept), returned, contract, empty.regions(mark))
    return _changes(papers, template, laid, conditions, mark.fingerprint)


def _word_document(path: Path) -> Returned:
    """What stands in a file that has lines; Unreadable for any other, whatever is wrong with that."""
    papers: list[Returned] = []
    with suppress(Listed):
        papers = held(path, None)
    found = next((each for each in papers if each.lines), None)
    if found is None:
        raise Unreadable("only a Word document can be compared word by word", "use `read` for what is filled in")
    return found


def _changes(
    papers: Papers, template: DocumentTemplate, laid: Fitted, conditions: Mapping[str, bool], fingerprint: str
) -> Changes:
    titles = {clause.id: _title(template, clause) for clause in template.clauses}
    found = tuple(_differences(laid, titles))
    clauses = {each.id for each in template.clauses}
    speaking = [each for each in laid.pairs if each.printed and each.printed.clause in clauses and each.printed.speaks]
    there = {each.printed.clause for each in speaking if each.printed and each.returned}
    gone = [
        each for each in dict.fromkeys(pair.printed.clause for pair in speaking if pair.printed) if each not in there
    ]
    altered = {each.clause for each in found if each.how is not ChangeKind.ADDED} - set(gone)
    needs = _needs(papers, template)
    answered = {id: {each.id for each in template.clauses if id in each.satisfies} for id in needs}
    lost = [need for id, need in needs.items() if answered[id] and answered[id] <= set(gone)]
    touched = [need for id, need in needs.items() if answered[id] & (altered | set(gone)) and need not in lost]
    return Changes(
        paper=template.id,
        title=phrase(template.title).plain,
        version=template.version,
        fingerprint=fingerprint,
        changes=found,
        missing=tuple(titles[each] for each in gone),
        lost=tuple(lost),
        touched=tuple(touched),
        open=tuple(_open(template, laid, conditions)),
    )


def _title(template: DocumentTemplate, clause: Clause) -> str:
    """A clause without a title goes by its section."""
    section = next(each for each in template.sections if clause in each.clauses)
    return phrase(clause.title or section.title).plain


def _needs(papers: Papers, template: DocumentTemplate) -> dict[str, Need]:
    """The requirements of the standards that the paper declares."""
    return {
        element.id: Need(element.id, phrase(standard.name).plain, phrase(element.asks).plain)
        for standard in papers.source.standards.standards
        if standard.id in template.standards
        for element in standard.elements
    }


def _open(template: DocumentTemplate, laid: Fitted, conditions: Mapping[str, bool]) -> Iterator[str]:
    """The labels of the blanks in which nothing stands, where their part applies."""
    when = conditions_of_fields(template)
    filled = {name.partition(".")[0] for name in laid.values} | set(laid.values)
    for field in template.fields:
        applies = field.id in when and conditions.get(when[field.id] or "") is not False
        if applies and field.id not in filled:
            yield phrase(field.label).plain


# -- lines ------------------------------------------------------------------------------------------------


def _differences(laid: Fitted, titles: Mapping[str, str]) -> Iterator[Change]:
    clause = ""
    for pair in laid.pairs:
        if pair.printed is not None:
            clause = pair.printed.clause or ("" if pair.printed.speaks else clause)
        title = titles.get(clause, "")
        others = laid.repeated.others(pair) if laid.repeated and pair.same else []
        for printed, words in others:  # a place of the second language says more than was written in the first
            yield Change(ChangeKind.ALTERED, clause, title, *_beside(like(printed), like(words)))
        if not others:
            yield from _difference(pair, clause, title)


def _difference(pair: MatchedLine, clause: str, title: str) -> Iterator[Change]:
    one = pair.printed
    labels = labels_in(one.line) if one else []
    said = " ".join(filter(None, (blanked(line, labels) for line in pair.returned)))
    if one is None or (not one.line.words.strip() and not one.places):
        if said and one is None:
            yield Change(ChangeKind.ADDED, clause, title, returned=(Word(said),))
        return
    if not one.speaks or (pair.same and not _beside_its_controls(pair, one)):
        return
    printed = blanked(one.line)
    if not pair.returned:
        # What stands between clauses, such as a heading or a note to the team, is no part of the agreement.
        if clause:
            yield Change(ChangeKind.MISSING, clause, title, printed=(Word(printed),))
    elif printed != said:
        before, after = _beside(printed, said)
        yield Change(ChangeKind.ALTERED, clause, title, before, after)


def _beside_its_controls(pair: MatchedLine, printed: Printed) -> bool:
    """Whether words may stand beside the controls of a line, which are all there: then no blank holds them."""
    held = [piece.control.name for line in pair.returned for piece in line.pieces if piece.control]
    return bool(printed.places) and "" not in held and held == [*printed.places]


def _beside(printed: str, returned: str) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Both sides, with what the other does not have set apart; what was typed in a blank is no change."""
    left, right = printed.split(), returned.split()
    before, after = list[Word](), list[Word]()
    for what, start, end, first, last in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        one, other = " ".join(left[start:end]), " ".join(right[first:last])
        own = what != "equal" and one.strip("….,;: ") != "" if what != "insert" else True
        if one:
            before.append(Word(f"{one} ", own))
        if other:
            after.append(Word(f"{other} ", own))
    return tuple(before), tuple(after)


def _listed(path: Path, found: Changes) -> Iterator[Diagnostic]:
    """The same as diagnostics: errors for what differs, warnings for what is open."""
    place = Position(path)
    for each in found.changes:
        message, help = _told(each)
        yield Diagnostic("CHG001", message, place, help)
    for need in found.lost:
        yield Diagnostic(
            "CHG002", f"no clause answers any more: {need.asks} ({need.standard})", place, "bring its clause back"
        )
    for need in found.touched:
        message = f"a clause was changed that answers: {need.asks} ({need.standard})"
        yield Diagnostic("CHG003", message, place, "read whether it still does", Severity.WARNING)
    for label in found.open:
        yield Diagnostic(
            "CHG004", f"nothing is written in “{label}”", place, "fill it in before anybody signs", Severity.WARNING
        )


def _told(change: Change) -> tuple[str, str]:
    where = f"{change.title or 'before the clauses'}"
    printed, returned = ("".join(each.words for each in side).strip() for side in (change.printed, change.returned))
    match change.how:
        case ChangeKind.ADDED:
            return f"{where}: “{returned}” was added", "agree on it, or take it out"
        case ChangeKind.MISSING:
            return f"{where}: “{printed}” is missing", "bring it back, or agree that it is out"
    return f"{where}: “{printed}” is now “{returned}”", "agree on it, or bring the words back"
