"""What people who use the papers ask for: fill one in, compare two, bind a pack, describe data for a catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.blocks.nodes import Paper
from generator.blocks.survey import ENDING as XLSX
from generator.cache.writing import write_together, write_whole
from generator.compose.data.catalogue import SHEET, sheet
from generator.compose.data.consent_record import consent_record, receipt
from generator.compose.packs import bindable, booklet
from generator.compose.papers import alone, editions, is_translated, may_stand_alone, papers, side_by_side, spoken
from generator.compose.survey import survey, with_answers
from generator.diagnostics import Diagnostic, UsageError, has_errors
from generator.editions import Editions
from generator.exporting import libraries_of
from generator.library.answers import Answers, AnswersFile
from generator.library.characters import printable
from generator.library.library import Library
from generator.library.slots import contract_of
from generator.library.template import DocumentTemplate, Template, is_on_phone
from generator.library.text import SOURCE_LANGUAGE
from generator.load.answers import load_answers
from generator.load.model_file import ModelFile
from generator.render.data.dcat import sheet_statements
from generator.render.data.dpv import record_statements
from generator.render.data.rdf import WRITERS
from generator.render.data.xlsform import xlsform
from generator.render.formats import maker_of
from generator.render.formats.imposition import stapled
from generator.validate.agreement import differences
from generator.validate.answers import check_answers
from generator.validate.letters import check_letters


@dataclass(frozen=True, slots=True)
class FillOrder:
    """A filled paper: which, from what, in which languages, with which ending (`a4-print.pdf`), and where to."""

    paper: str
    answers: Path
    lang: str
    beside: str | None
    suffix: str
    out: Path


def fill(root: Path, wanted: FillOrder) -> list[Diagnostic]:
    """The filled paper stands in `wanted.out`, unless an error is among what is returned.

    An unchecked translation is set beside English even when nobody asked for it.
    """
    source, editions = _libraries(root, [wanted.lang, wanted.beside or SOURCE_LANGUAGE])
    template = _template(source, wanted.paper)
    file, found = load_answers(wanted.answers)
    if file is None:
        return found
    answers, found = _fitting(source, template, file)
    if answers is None:
        return found
    if wanted.suffix.endswith(".pdf"):
        found += check_letters(answers, file.source.at)
    document = _composed(source, editions, wanted, template.id, answers)
    write_whole(wanted.out, maker_of(wanted.suffix).render(document, wanted.suffix))
    return found


def _composed(source: Library, editions: dict[str, Library], wanted: FillOrder, id: str, answers: Answers) -> Paper:
    if wanted.beside == wanted.lang:
        raise UsageError("--beside needs another language than --lang")
    # A paper of which nothing is translated stands in English, once: nobody needs the same words twice.
    spoken = {tag: library if is_translated(library, id) else source for tag, library in editions.items()}
    library, other = spoken[wanted.lang], spoken[wanted.beside] if wanted.beside else source
    if other is library or (not wanted.beside and may_stand_alone(library, id)):
        return alone(library, id, answers)
    return side_by_side(library, other, source, id, answers)


def compare(root: Path, consent: Path, agreement: Path) -> list[Diagnostic]:
    """Every difference between what people consented to and what an agreement says, and every mistake in the files."""
    source, _ = _libraries(root, [])
    found: list[Diagnostic] = []
    sides: list[tuple[DocumentTemplate, Answers]] = []
    for path in (consent, agreement):
        file, mistakes = load_answers(path)
        found += mistakes
        if file is not None:
            template = _document(source, file.model.document or "", path)
            answers, mistakes = _fitting(source, template, file)
            found += mistakes
            if answers is not None:
                sides.append((template, answers))
    if file is not None and len(sides) == 2:
        asked, agreed = sides
        found += differences(source.matters.matters, asked, agreed, file.source.at)
    return found


def describe(root: Path, answers: Path, lang: str, out: Path) -> list[Diagnostic]:
    """A filled metadata sheet stands in `out` as DCAT (`.ttl` or `.jsonld`), unless an error is among what is returned.

    Words of the sheet itself are in the language, or in English where nobody has checked it; what somebody wrote stays.
    """
    write = WRITERS.get(out.suffix.removeprefix("."))
    if write is None:
        raise UsageError(f"{out} must end in {' or '.join(f'.{ending}' for ending in WRITERS)}")
    source, editions = _libraries(root, [lang])
    file, found = load_answers(answers)
    if file is None:
        return found
    _template(editions[lang], SHEET)  # a library of one's own may have none: that is no fault of the file
    template = _document(editions[lang], SHEET, answers)
    said, found = _fitting(source, template, file)
    if said is not None:
        write_whole(out, write(sheet_statements(sheet(editions[lang], source, said))))
    return found


def phone_forms(
    root: Path, ids: Sequence[str], tags: Sequence[str], out: Path, answers: Path | None = None
) -> tuple[list[Path], list[Diagnostic]]:
    """The forms of these papers for phones stand in the folder, or those of all papers that have one.

    The form of a single paper begins with what the team wrote into a file of answers, unless that has an error.
    """
    editions = Editions(root)
    libraries = libraries_of(editions, editions.languages(tags))
    editions.save()
    known = {each.id: is_on_phone(each) for each in libraries[0].templates}
    for id in ids:
        if not known.get(id):
            offered = ", ".join(sorted(each for each, on_phone in known.items() if on_phone))
            raise UsageError(f"'{id}' has no form for phones; those that have one: {offered}")
    forms = {id: survey(libraries, id) for id in known if id in (ids or known) and known[id]}
    found: list[Diagnostic] = []
    if answers is not None:
        if len(ids) != 1:
            raise UsageError("answers are for one paper: name it")
        file, found = load_answers(answers)
        said, found = _fitting(libraries[0], _template(libraries[0], ids[0]), file) if file else (None, found)
        if said is None:
            return [], found
        forms[ids[0]] = with_answers(forms[ids[0]], said)
    made = {out / f"{id}{XLSX}": xlsform(form) for id, form in forms.items()}
    write_together(made)
    return list(made), found


def _fitting(
    source: Library, template: Template, file: ModelFile[AnswersFile]
) -> tuple[Answers | None, list[Diagnostic]]:
    """The answers of a file that fit the paper, and what is found in it; none where an error is among that."""
    taken, found = check_answers(contract_of(template, source.framework.edition.id), file.model, file.source.at)
    return None if taken is None or has_errors(found) else taken.answers, found


def record(root: Path, answers: Path, lang: str, suffix: str, out: Path) -> list[Diagnostic]:
    """A filled consent form stands in `out` as a record (`ttl`, `jsonld`) or as a receipt, unless it has errors.

    An unchecked translation never stands alone: a receipt is then in English.
    """
    source, editions = _libraries(root, [lang])
    file, found = load_answers(answers)
    if file is None:
        return found
    document = _document(source, file.model.document or "", answers)
    if not document.records:
        raise UsageError(
            f"{answers} is for '{document.id}', of which no choices are recorded: name those of a consent form"
        )
    said, found = _fitting(source, document, file)
    if said is None:
        return found
    if suffix in WRITERS:
        library = spoken(editions[lang], source, document.id)
        write_whole(out, WRITERS[suffix](record_statements(consent_record(library, document.id, said))))
    else:
        write_whole(out, maker_of(suffix).render(receipt(editions[lang], source, document.id, said), suffix))
    return found


def pack(root: Path, name: str, lang: str, suffix: str, out: Path) -> int:
    """The pack stands in `out` (`a4-pack.pdf`, `docx.zip`); returns how many papers are in it."""
    source, editions = _libraries(root, [lang])
    library = editions[lang]
    packs = bindable(library)
    if name not in packs:
        raise UsageError(f"there is no pack '{name}'; known: {', '.join(packs)}")
    made = booklet(library, packs[name], papers(library, source))
    write_whole(out, maker_of(suffix).bind(made, suffix))
    return len(made.papers)


def staple(root: Path, name: str, lang: str, size: str, out: Path) -> None:
    """A paper, or a pack, stands in `out` as a booklet on sheets of this size."""
    source, opened = _libraries(root, [lang])
    library = opened[lang]
    packs = bindable(library)
    known = {each.id for each in source.printed}
    if name not in packs and name not in known:
        raise UsageError(f"there is no paper or pack '{name}'; known: {', '.join(sorted((*known, *packs)))}")
    made = (
        booklet(library, packs[name], papers(library, source)) if name in packs else editions(library, source, name)[0]
    )
    write_whole(out, stapled(made, size))


def _libraries(root: Path, tags: list[str]) -> tuple[Library, dict[str, Library]]:
    """The library in English, and in each of the languages; errors when one does not exist or sources are wrong."""
    editions = Editions(root)
    languages = editions.languages(tags) if tags else ()
    source = editions.source.usable
    opened = {language.tag: editions.edition(language).library for language in languages}
    editions.save()
    return source, opened


def _template(library: Library, id: str) -> Template:
    known = {template.id: template for template in library.templates}
    if id not in known:
        raise UsageError(f"there is no paper '{id}'; known: {', '.join(sorted(known))}")
    return known[id]


def _document(library: Library, id: str, path: Path) -> DocumentTemplate:
    known = {document.id: document for document in library.documents}
    if id not in known:
        said = f"is for '{printable(id)}'" if id else "names no document"
        raise UsageError(f"{path} {said}: write 'document: ID' with one of {', '.join(sorted(known))}")
    return known[id]
