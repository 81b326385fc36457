"""The real papers as they are published: every file of every language, read back by machines."""

from __future__ import annotations

import hashlib
import os
import pickle
import secrets
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import docx
import outloud
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn

from generator.blocks.nodes import Paper
from generator.blocks.walk import fields_of, fingerprint_of, is_form, phrases_in
from generator.compose.checked import SAFE_ALONE
from generator.compose.papers import papers
from generator.library.text import SOURCE_LANGUAGE
from tests import machine
from tests.conftest import ROOT, made_once, opened
from tests.passed import Passed
from tests.render.formats import test_pdf
from tests.render.formats.test_pdf import ENOUGH, words

SHARDS = 8
"""Into how many parts the slow checks are cut, for processes to share."""
OFFICES = 2
"""How often LibreOffice is started: to begin takes it as long as some papers."""
EVERYTHING = bool(os.environ.get("ALL_PAPERS"))
"""`make papers`: every file, where `make test` takes a sample."""
THICK = 200_000
"""Bytes of a pack of forty pages and more."""


@dataclass(frozen=True)
class Composed:
    """What the files of a paper must give back: little beside what was composed, which in all languages is huge."""

    words: frozenset[str]
    fields: tuple[tuple[str, str], ...]
    """Names and labels, in the order of the paper; one may stand in it twice."""
    form: bool
    direction: str
    sizes: tuple[str, ...]
    is_filled: bool
    beside: str | None
    checked: bool
    stamps: tuple[str, str]
    is_marked: bool

    @property
    def digest(self) -> str:
        """Changes with anything that a file is asked for."""
        return hashlib.sha256(repr(replace(self, words=sorted(self.words))).encode()).hexdigest()  # type: ignore[arg-type]

    @classmethod
    def of(cls, paper: Paper) -> Composed:
        phrases = list(phrases_in(paper.blocks))
        own = {phrase.state for phrase in phrases if not phrase.key.startswith("wording#")}
        return cls(
            words=frozenset(words(" ".join(each.plain.replace("…", " ") for each in phrases))),
            fields=tuple((id, field.label) for id, field in fields_of(paper)),
            form=is_form(paper),
            direction=paper.language.direction,
            sizes=tuple(paper.language.paper),
            is_filled=paper.is_filled,
            beside=paper.beside.tag if paper.beside else None,
            checked=own <= SAFE_ALONE,
            stamps=(paper.labels.draft, paper.labels.draft_source),
            is_marked=fingerprint_of(paper) in paper.labels.footer,
        )


def composed() -> dict[str, Composed]:
    """Every published paper by the stem of its files."""
    door = opened(ROOT)
    library = door.source.usable
    editions = (door.edition(language).library for language in door.languages())
    return {each.name: Composed.of(each) for edition in editions for each in papers(edition, library)}


@pytest.fixture(scope="session")
def documents(shared: Path) -> dict[str, Composed]:
    """Composed once for all test processes."""
    held: dict[str, Composed] = pickle.loads(made_once(shared / "papers", _keep).read_bytes())  # noqa: S301 - our own
    return held


def _keep(path: Path) -> None:
    path.write_bytes(pickle.dumps(composed()))


OTHERS = ("pack-", "example-", "pocket-")
"""How the names of files begin that are not papers of the library: packs, filled examples and the pocket guide."""


def published(site: Path, pattern: str) -> Iterator[tuple[str, Path]]:
    """Each file with its paper's name (`adult-consent.fr-en`); a file that two languages offer comes once."""
    files = {path.name: path for path in sorted(site.glob(f"*/papers/{pattern}"))}
    for name, path in files.items():
        if not name.startswith(OTHERS):
            yield ".".join(name.split(".")[:2]), path


def sample(site: Path, shard: int, ending: str = "pdf") -> Iterator[Path]:
    """A share of the files: of each paper and pack one, the languages and sizes by turns, so that each has some.

    All with ALL_PAPERS, and all of the pocket guide, which alone has its sizes. A thick pack is bound as a thin one is,
    of papers that are looked at one by one.
    """
    papers: dict[str, list[Path]] = {}
    for path in sorted({path.name: path for path in site.glob(f"*/papers/*.{ending}")}.values()):
        if not EVERYTHING and path.name.startswith("pack-") and path.stat().st_size > THICK:
            continue
        papers.setdefault(path.name.partition(".")[0], []).append(path)
    seen: Counter[str] = Counter()
    chosen: list[Path] = []
    # What stands in few languages and sizes first, so that the others make up for what it leaves out.
    for files in sorted(papers.values(), key=len):
        few = not EVERYTHING and not files[0].name.startswith("pocket-")
        # The one whose language and size were seen least so far.
        taken = [min(files, key=lambda path: [seen[part] for part in path.name.split(".")[1:3]])] if few else files
        seen.update(part for path in taken for part in path.name.split(".")[1:3])
        chosen += taken
    chosen += {
        part: path for files in papers.values() for path in files if not seen[part := path.name.split(".")[1]]
    }.values()
    yield from chosen[shard::SHARDS]


def test_the_sample_has_every_language_and_size(site: Path) -> None:
    chosen = [path.name.split(".") for shard in range(SHARDS) for path in sample(site, shard)]
    every = [path.name.split(".") for path in site.glob("*/papers/*.pdf")]
    assert {language for _, language, *_ in chosen} == {language for _, language, *_ in every}
    assert {size for _, _, size, _ in chosen} == {size for _, _, size, _ in every}


def test_every_paper_is_published_in_every_format(site: Path, documents: dict[str, Composed]) -> None:
    assert {name for name, _ in published(site, "*.docx")} == set(documents)
    assert {name for name, _ in published(site, "*.a4-print.pdf")} == set(documents)
    filled = {name for name, document in documents.items() if document.is_filled}
    letter = {name for name in filled if "letter" in documents[name].sizes}
    assert {name for name, _ in published(site, "*.letter-print.pdf")} == letter
    assert 0 < len(letter) < len(documents)
    assert {name for name, _ in published(site, "*.a4-large.pdf")} == filled
    assert {name for name, _ in published(site, "*.letter-large.pdf")} == letter
    held = opened(ROOT).source.usable
    read_by_one = {held.classifier.id, *(each.id for each in held.sessions)}
    read_by_one |= {each.id for each in held.programmes.programmes}
    assert {name.partition(".")[0] for name in set(documents) - filled} == read_by_one
    assert len(list(published(site, "*.pdf"))) == len(documents) + len(filled) + 2 * len(letter)


@pytest.mark.slow  # all papers of all languages are composed for it
def test_only_checked_papers_stand_alone(documents: dict[str, Composed]) -> None:
    """All else stands beside English, and is stamped in both languages."""
    for name, document in documents.items():
        if document.beside is None:
            assert document.checked and not document.stamps[0], name
        else:
            assert document.beside == SOURCE_LANGUAGE
            assert document.checked or all(document.stamps), name
        assert document.is_marked, name


def passed(name: str, site: Path, *programs: str) -> Passed:
    """What passed this check before; with ALL_PAPERS nothing is taken for granted."""
    return Passed(name, site, [Path(__file__), Path(test_pdf.__file__)], *programs, *[secrets.token_hex()] * EVERYTHING)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_pdf_has_an_accessibility_error(site: Path, shard: int) -> None:
    wrong, seen = {}, list(sample(site, shard))
    before = passed(f"accessible-{shard}", site)
    names = {path: path.relative_to(site).as_posix() for path in seen}
    for path in [path for path, name in names.items() if not before.holds(name)]:
        result = outloud.check(str(path))
        if result.errors:
            wrong[path.name] = [finding for finding in result.findings if finding.severity == "error"]
    assert wrong == {}
    assert seen
    before.keep({name: [name] for name in names.values()})


def fields_in(path: Path) -> dict[str, str]:
    """The name and the label of each field of a PDF."""
    found: dict[str, str] = {}

    def walk(fields: Any) -> None:
        for field in fields:
            if "/TM" in field:
                found[str(field["/TM"])] = str(field.get("/TU", ""))
            walk(field.get("/Kids", ()))

    with pikepdf.open(path) as pdf:
        if "/AcroForm" in pdf.Root:
            walk(pdf.Root["/AcroForm"].get("/Fields", ()))
    return found


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_pdf_is_read_back(site: Path, documents: dict[str, Composed], shard: int) -> None:
    """Its words, each field with its name and label, and a draft's stamp on every page."""
    before, seen = passed(f"read-back-{shard}", site), dict[str, list[str]]()
    for name, path in list(published(site, "*.pdf"))[shard::SHARDS]:
        document, is_print = documents[name], path.stem.endswith("-print")
        stamp = words(document.stamps[1])
        if not (stamp or is_print) or before.holds(thing := f"{path.name} {document.digest}"):
            continue
        seen[thing] = [path.relative_to(site).as_posix()]
        pages = [words(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(path)]
        assert all(stamp <= said for said in pages), path.name
        if is_print:
            said = set[str]().union(*pages)
            assert len(document.words & said) / len(document.words) >= ENOUGH, path.name
            assert fields_in(path) == (dict(document.fields) if document.form else {}), path.name
    before.keep(seen)


def test_large_print_is_large(site: Path) -> None:
    """No letter of the body is smaller than 18 points; the line at the foot of the page may be."""
    path = next(path for name, path in published(site, "*.a4-large.pdf") if name == "adult-consent.en")
    sizes = set()
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for each in pikepdf.parse_content_stream(page):
                if str(each.operator) == "Tf":
                    sizes.add(round(float(each.operands[1]), 1))
    assert min(sizes - {14.0}) >= 18
    assert 14.0 in sizes


def test_every_field_is_one_control_of_its_word_document(site: Path, documents: dict[str, Composed]) -> None:
    """And the file is a package that Word reads, with a title."""
    for name, path in published(site, "*.docx"):
        document = docx.Document(str(path))
        assert document.core_properties.title, path.name
        tags = [tag.get(qn("w:val")) for tag in document.element.iter(qn("w:tag"))]
        assert sorted(tags) == sorted(id for id, _ in documents[name].fields), path.name


@pytest.mark.parametrize("shard", range(OFFICES))
def test_libreoffice_opens_word_documents(
    site: Path, documents: dict[str, Composed], tmp_path: Path, shard: int
) -> None:
    """One of each paper, the languages by turns; every one of them with ALL_PAPERS."""
    office = machine.office()
    if office is None:
        pytest.skip("LibreOffice is not installed here")
    before, seen = passed(f"office-{shard}", site, version_of(office)), dict[str, list[str]]()
    for path in chain.from_iterable(sample(site, each, "docx") for each in range(shard, SHARDS, OFFICES)):
        if not path.name.startswith(OTHERS):
            document = documents[".".join(path.name.split(".")[:2])]
            if not before.holds(thing := f"{path.name} {document.digest}"):
                seen[thing] = [path.relative_to(site).as_posix()]
    if not seen:
        return
    share = [site / name for (name,) in seen.values()]
    command = [str(office), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), *map(str, share)],
        check=True,
        capture_output=True,
        timeout=600,
    )
    for path in share:
        document = documents[".".join(path.name.split(".")[:2])]
        pdf = pypdfium2.PdfDocument(tmp_path / f"{path.stem}.pdf")
        said = words("\n".join(page.get_textpage().get_text_range() for page in pdf))
        # The fonts of this machine may draw some Arabic letters in a way that extraction splits.
        enough = ENOUGH if document.direction == "ltr" else 0.6
        assert len(document.words & said) / len(document.words) >= enough, path.name
    before.keep(seen)


def version_of(program: Path) -> str:
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
