"""The real papers as they are published: every file of every language, read back by machines."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import docx
import outloud
import pypdf
import pypdfium2
import pytest
from docx.oxml.ns import qn

from generator.build import Order, Workshop
from generator.compose.papers import papers
from generator.model.blocks import Document
from generator.model.walk import phrases_in
from generator.render.formats.pdf import fields_of
from tests import machine
from tests.conftest import ROOT
from tests.render.formats.test_pdf import ENOUGH, words


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """Every published paper by the stem of its files."""
    workshop = Workshop(Order(ROOT, ROOT / "site"))
    loaded = workshop.load()
    assert loaded is not None
    library, key = loaded
    editions = [workshop.edition(library, key, language)[0] for language in workshop.languages()]
    return {each.name: each for edition in editions for each in papers(edition, library)}


def published(site: Path, pattern: str) -> Iterator[tuple[str, Path]]:
    """The files with their paper's name (`adult-consent.fr-en`)."""
    for path in sorted(site.glob(f"*/papers/{pattern}")):
        yield ".".join(path.name.split(".")[:2]), path


def test_every_paper_is_published_in_every_format(site: Path, documents: dict[str, Document]) -> None:
    assert {name for name, _ in published(site, "*.docx")} == set(documents)
    assert {name for name, _ in published(site, "*.a4-print.pdf")} == set(documents)
    assert len(list(published(site, "*.pdf"))) == 4 * len(documents)


def test_only_checked_papers_stand_alone(documents: dict[str, Document]) -> None:
    """Today no translation is reviewed, so nothing but English stands alone, and all else is stamped."""
    for document in documents.values():
        alone = document.beside is None
        assert alone == (document.language.tag == "en")
        assert alone or (document.labels.draft and document.labels.draft_source)


def test_no_pdf_has_an_accessibility_error(site: Path) -> None:
    wrong = {}
    for _, path in published(site, "*.pdf"):
        result = outloud.check(str(path))
        if result.errors:
            wrong[path.name] = [finding for finding in result.findings if finding.severity == "error"]
    assert wrong == {}


def test_the_words_of_every_pdf_come_back(site: Path, documents: dict[str, Document]) -> None:
    for name, path in published(site, "*-print.pdf"):
        said = words("\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)))
        wanted = words(" ".join(each.plain.replace("…", " ") for each in phrases_in(documents[name].blocks)))
        assert len(wanted & said) / len(wanted) >= ENOUGH, path.name


def test_every_field_is_read_back_with_its_name_and_label(site: Path, documents: dict[str, Document]) -> None:
    for name, path in published(site, "*-fill.pdf"):
        found = pypdf.PdfReader(path).get_fields() or {}
        wanted = dict(fields_of(documents[name]))
        assert {str(field["/TM"]): str(field["/TU"]) for field in found.values()} == {
            id: field.label for id, field in wanted.items()
        }, path.name


def test_every_page_of_a_draft_is_stamped(site: Path, documents: dict[str, Document]) -> None:
    for name, path in published(site, "*.pdf"):
        stamp = words(documents[name].labels.draft_source)
        for page in pypdfium2.PdfDocument(path):
            assert stamp <= words(page.get_textpage().get_text_range()), path.name


def test_every_field_is_one_control_of_its_word_document(site: Path, documents: dict[str, Document]) -> None:
    for name, path in published(site, "*.docx"):
        tags = [tag.get(qn("w:val")) for tag in docx.Document(str(path)).element.iter(qn("w:tag"))]
        assert sorted(tags) == sorted(id for id, _ in fields_of(documents[name])), path.name


def test_libreoffice_opens_every_word_document(site: Path, documents: dict[str, Document], tmp_path: Path) -> None:
    office = machine.office()
    if office is None:
        pytest.skip("LibreOffice is not installed here")
    files = [path for _, path in published(site, "*.docx")]
    command = [str(office), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), *map(str, files)], check=True, capture_output=True, timeout=400
    )
    for name, path in published(site, "*.docx"):
        pdf = pypdfium2.PdfDocument(tmp_path / f"{path.stem}.pdf")
        said = words("\n".join(page.get_textpage().get_text_range() for page in pdf))
        wanted = words(" ".join(each.plain.replace("…", " ") for each in phrases_in(documents[name].blocks)))
        # The fonts of this machine may draw some Arabic letters in a way that extraction splits.
        assert len(wanted & said) / len(wanted) >= (ENOUGH if documents[name].language.direction == "ltr" else 0.6)


def test_a_published_word_file_is_a_package_that_word_reads(site: Path) -> None:
    for _, path in published(site, "*.docx"):
        assert docx.Document(io.BytesIO(path.read_bytes())).core_properties.title
