"""The real papers as they are published: every file of every language, read back by machines."""

from __future__ import annotations

import io
import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx
import outloud
import pikepdf
import pypdf
import pypdfium2
import pytest
from docx.oxml.ns import qn

from generator.blocks.nodes import Paper
from generator.blocks.walk import fields_of, fingerprint_of, is_form, phrases_in
from generator.compose.checked import SAFE_ALONE
from generator.compose.papers import papers
from generator.editions import Editions
from generator.library.text import SOURCE_LANGUAGE
from tests import machine
from tests.conftest import ROOT
from tests.render.formats.test_pdf import ENOUGH, words

SHARDS = 8
"""Into how many parts the slow checks are cut, for processes to share."""


@pytest.fixture(scope="module")
def documents() -> dict[str, Paper]:
    """Every published paper by the stem of its files."""
    door = Editions(ROOT)
    library = door.source.usable
    editions = [door.edition(language).library for language in door.languages()]
    return {each.name: each for edition in editions for each in papers(edition, library)}


OTHERS = ("pack-", "example-", "pocket-")
"""How the names of files begin that are not papers of the library: packs, filled examples and the pocket guide."""


def published(site: Path, pattern: str) -> Iterator[tuple[str, Path]]:
    """Each file with its paper's name (`adult-consent.fr-en`); a file that two languages offer comes once."""
    files = {path.name: path for path in sorted(site.glob(f"*/papers/{pattern}"))}
    for name, path in files.items():
        if not name.startswith(OTHERS):
            yield ".".join(name.split(".")[:2]), path


def sample(site: Path, shard: int) -> Iterator[Path]:
    """A share of the PDFs: of each paper and pack one file, the languages and sizes by turns, so that each has some.

    All with ALL_PAPERS, and all of the pocket guide, which alone has its sizes.
    """
    papers: dict[str, list[Path]] = {}
    for path in sorted({path.name: path for path in site.glob("*/papers/*.pdf")}.values()):
        papers.setdefault(path.name.partition(".")[0], []).append(path)
    seen: Counter[str] = Counter()
    chosen: list[Path] = []
    # What stands in few languages and sizes first, so that the others make up for what it leaves out.
    for files in sorted(papers.values(), key=len):
        few = not os.environ.get("ALL_PAPERS") and not files[0].name.startswith("pocket-")
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


def test_every_paper_is_published_in_every_format(site: Path, documents: dict[str, Paper]) -> None:
    assert {name for name, _ in published(site, "*.docx")} == set(documents)
    assert {name for name, _ in published(site, "*.a4-print.pdf")} == set(documents)
    letter = {name for name, document in documents.items() if "letter" in document.language.paper}
    assert {name for name, _ in published(site, "*.letter-print.pdf")} == letter
    assert 0 < len(letter) < len(documents)
    assert len(list(published(site, "*.pdf"))) == 2 * len(documents) + 2 * len(letter)


def test_only_checked_papers_stand_alone(documents: dict[str, Paper]) -> None:
    """All else stands beside English, and is stamped in both languages."""
    for document in documents.values():
        own = [phrase for phrase in phrases_in(document.blocks) if not phrase.key.startswith("wording#")]
        checked = {phrase.state for phrase in own} <= SAFE_ALONE
        if document.beside is None:
            assert checked and not document.labels.draft, document.name
        else:
            assert document.beside.tag == SOURCE_LANGUAGE
            assert checked or (document.labels.draft and document.labels.draft_source), document.name
        assert fingerprint_of(document) in document.labels.footer


@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_pdf_has_an_accessibility_error(site: Path, shard: int) -> None:
    wrong, seen = {}, 0
    for path in sample(site, shard):
        result = outloud.check(str(path))
        seen += 1
        if result.errors:
            wrong[path.name] = [finding for finding in result.findings if finding.severity == "error"]
    assert wrong == {}
    assert seen


def test_the_words_of_every_pdf_come_back(site: Path, documents: dict[str, Paper]) -> None:
    for name, path in published(site, "*-print.pdf"):
        said = words("\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)))
        wanted = words(" ".join(each.plain.replace("…", " ") for each in phrases_in(documents[name].blocks)))
        assert len(wanted & said) / len(wanted) >= ENOUGH, path.name


def test_every_field_is_read_back_with_its_name_and_label(site: Path, documents: dict[str, Paper]) -> None:
    for name, path in published(site, "*-print.pdf"):
        found = pypdf.PdfReader(path).get_fields() or {}
        wanted = dict(fields_of(documents[name])) if is_form(documents[name]) else {}
        assert {str(field["/TM"]): str(field["/TU"]) for field in found.values()} == {
            id: field.label for id, field in wanted.items()
        }, path.name


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


def test_every_page_of_a_draft_is_stamped(site: Path, documents: dict[str, Paper]) -> None:
    for name, path in published(site, "*.pdf"):
        stamp = words(documents[name].labels.draft_source)
        for page in pypdfium2.PdfDocument(path):
            assert stamp <= words(page.get_textpage().get_text_range()), path.name


def test_every_field_is_one_control_of_its_word_document(site: Path, documents: dict[str, Paper]) -> None:
    for name, path in published(site, "*.docx"):
        tags = [tag.get(qn("w:val")) for tag in docx.Document(str(path)).element.iter(qn("w:tag"))]
        assert sorted(tags) == sorted(id for id, _ in fields_of(documents[name])), path.name


@pytest.mark.parametrize("shard", range(SHARDS))
def test_libreoffice_opens_every_word_document(
    site: Path, documents: dict[str, Paper], tmp_path: Path, shard: int
) -> None:
    office = machine.office()
    if office is None:
        pytest.skip("LibreOffice is not installed here")
    share = list(published(site, "*.docx"))[shard::SHARDS]
    command = [str(office), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), *(str(path) for _, path in share)],
        check=True,
        capture_output=True,
        timeout=600,
    )
    for name, path in share:
        pdf = pypdfium2.PdfDocument(tmp_path / f"{path.stem}.pdf")
        said = words("\n".join(page.get_textpage().get_text_range() for page in pdf))
        wanted = words(" ".join(each.plain.replace("…", " ") for each in phrases_in(documents[name].blocks)))
        # The fonts of this machine may draw some Arabic letters in a way that extraction splits.
        assert len(wanted & said) / len(wanted) >= (ENOUGH if documents[name].language.direction == "ltr" else 0.6)


def test_a_published_word_file_is_a_package_that_word_reads(site: Path) -> None:
    for _, path in published(site, "*.docx"):
        assert docx.Document(io.BytesIO(path.read_bytes())).core_properties.title
