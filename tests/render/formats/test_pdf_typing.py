"""What is typed into a PDF, as poppler, pdfium and pdf.js show it: by the font that the file brings, and no other."""

from __future__ import annotations

import base64
import io
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from playwright.sync_api import Route, sync_playwright
from pypdf.generic import NameObject, TextStringObject

from generator.blocks.walk import fields_of
from generator.render.formats import pdf as pdf_module
from generator.render.formats.pdf import PdfFormat
from generator.render.formats.pdf_fields import make_fields
from generator.render.formats.pdf_objects import PdfObjects
from generator.render.formats.typst_source import typst_source
from tests import machine
from tests.render.formats.samples import AR, PAPERS

pytestmark = pytest.mark.slow

SCALE = 2.0


def form() -> bytes:
    return PdfFormat().render(PAPERS["en"], "a4-print.pdf")


def place_of(pdf: bytes, name: str = "who") -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the field, in points; it is on the first page."""
    annotations: Any = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]["/Annots"]
    found = next(each for each in annotations if each.get_object().get("/TM") == name)
    left, bottom, right, top = (float(number) for number in found.get_object()["/Rect"])
    return left, bottom, right, top


def filled(pdf: bytes, words: str) -> bytes:
    """As a program leaves it that writes values and leaves it to the viewer to draw them."""
    writer = pypdf.PdfWriter(io.BytesIO(pdf))
    annotations: Any = writer.pages[0]["/Annots"]
    for annotation in annotations:
        if annotation.get_object().get("/TM") == "who":
            annotation.get_object()[NameObject("/V")] = TextStringObject(words)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def ink(image: Path | bytes, pdf: bytes) -> int:
    """How many dark points a picture of the first page has inside the field, its line left out."""
    from PIL import Image

    left, bottom, right, top = place_of(pdf)
    picture = Image.open(io.BytesIO(image) if isinstance(image, bytes) else image).convert("L")
    height = picture.height / SCALE
    box = (left * SCALE, (height - top) * SCALE, right * SCALE, (height - bottom - 2) * SCALE)
    return sum(picture.crop(box).histogram()[:128])


def by_poppler(pdf: bytes, words: str, folder: Path) -> bytes:
    program = machine.pdftotext()
    if program is None:
        pytest.skip("poppler-utils is not installed here")
    # Without a single font on the machine.
    nothing = folder / "no-fonts"
    nothing.mkdir(exist_ok=True)
    settings = folder / "fonts.conf"
    settings.write_text(f"<fontconfig><dir>{nothing}</dir><cachedir>{nothing}</cachedir></fontconfig>")
    paper = folder / "typed.pdf"
    paper.write_bytes(filled(pdf, words))
    command = [str(program.with_name("pdftoppm")), "-r", str(72 * SCALE), "-singlefile", "-png"]
    subprocess.run(
        [*command, str(paper), str(folder / "typed")], env={**os.environ, "FONTCONFIG_FILE": str(settings)}, check=True
    )
    return (folder / "typed.png").read_bytes()


def by_pdfium(pdf: bytes, words: str, folder: Path) -> bytes:  # noqa: ARG001 - as the others
    """Typed key by key, as in Chrome."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    page = document[0]
    left, bottom, _, top = place_of(pdf)
    for event in (pdfium.FORM_OnLButtonDown, pdfium.FORM_OnLButtonUp):
        event(document.formenv, page, 0, left + 20, (bottom + top) / 2)
    for letter in words:
        pdfium.FORM_OnChar(document.formenv, page, ord(letter), 0)
    pdfium.FORM_ForceToKillFocus(document.formenv)
    out = io.BytesIO()
    page.render(scale=SCALE, may_draw_forms=True).to_pil().save(out, "png")
    return out.getvalue()


SHOW = """async ([words, scale]) => {
  const viewer = await import('/build/pdf.mjs');
  viewer.GlobalWorkerOptions.workerSrc = '/build/pdf.worker.mjs';
  const paper = await viewer.getDocument({ url: '/typed.pdf', useSystemFonts: false }).promise;
  const page = await paper.getPage(1);
  const field = (await page.getAnnotations()).find((each) => each.fieldName === 'who');
  paper.annotationStorage.setValue(field.id, { value: words });
  const viewport = page.getViewport({ scale });
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [viewport.width, viewport.height];
  const mode = { annotationMode: viewer.AnnotationMode.ENABLE_STORAGE };
  const typed = { printAnnotationStorage: paper.annotationStorage.print };
  await page.render({ canvasContext: canvas.getContext('2d'), viewport, ...mode, ...typed }).promise;
  return canvas.toDataURL().split(',')[1];
}"""


def by_pdf_js(pdf: bytes, words: str, folder: Path) -> bytes:
    """Typed as in Firefox, and drawn as it prints."""
    viewer, browser = machine.pdf_js(), machine.browser()
    if viewer is None or browser is None:
        pytest.skip("pdf.js is fetched by npm, and a browser runs it; one of them is not here")
    (folder / "typed.pdf").write_bytes(pdf)
    (folder / "empty.html").write_text("<title>empty</title>")

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix("https://viewer.test/")
        path = (viewer if name.startswith("build/") else folder) / name
        kind = "text/javascript" if path.suffix == ".mjs" else None
        route.fulfill(path=path, content_type=kind) if path.is_file() else route.abort()

    def seen() -> bytes:
        with sync_playwright() as playwright:
            page = playwright.chromium.launch(executable_path=str(browser)).new_page()
            page.route("**/*", answer)
            page.goto("https://viewer.test/empty.html")
            return base64.b64decode(page.evaluate(SHOW, [words, SCALE]))

    return machine.apart(seen)


@pytest.mark.parametrize("viewer", [by_poppler, by_pdfium, by_pdf_js])
def test_what_is_typed_in_latin_letters_is_shown(viewer: Callable[[bytes, str, Path], bytes], tmp_path: Path) -> None:
    pdf = form()
    shown = [ink(viewer(pdf, words, tmp_path), pdf) for words in ("", "River", "River œłŞñ", "River œłŞñ“€”")]
    assert shown == sorted(set(shown)), "each letter more is more to be seen"


def test_a_letter_that_pdfium_takes_for_foreign_is_drawn_with_our_font(tmp_path: Path) -> None:
    """The font that it takes otherwise is bold: œ would have half as much ink again."""
    pdf = form()
    foreign, own = (ink(by_pdfium(pdf, words, tmp_path), pdf) for words in ("œœœœ", "oeoeoeoe"))
    assert 0.7 < foreign / own < 1.2


@pytest.mark.parametrize("name", ["ar", "ar-en"])
def test_where_what_is_typed_would_not_be_shown_there_is_no_field(name: str) -> None:
    assert not pypdf.PdfReader(io.BytesIO(PdfFormat().render(PAPERS[name], "a4-print.pdf"))).get_fields()


def test_why_arabic_has_no_fields(tmp_path: Path) -> None:
    """Even with all its letters in the font of the field, poppler sets them from left to right, and joins none.

    When this fails, viewers have learnt it: look at the others too, and let `Language.typed_in_pdf` say so.
    """
    program = machine.pdftotext()
    if program is None:
        pytest.skip("poppler-utils is not installed here")
    name = "اسم"
    source = typst_source(PAPERS["ar"], "a4", fillable=True).text
    source = re.sub(r"(#let typed-letters = ).*", rf'\1"{" ".join(name)}"', source).replace(
        'font: "Noto Sans", size: 1pt', 'font: "Amiri", size: 1pt'
    )
    paper = PdfObjects(pdf_module._compiled("paper", source))
    number = next(number for number, body in paper.items() if re.search(rb"/Subtype/Type0/BaseFont/\w+\+Amiri", body))
    make_fields(paper, dict(fields_of(PAPERS["ar"])), number)
    (tmp_path / "typed.pdf").write_bytes(filled(paper.packed(), name))
    shown = subprocess.run([program, tmp_path / "typed.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert not AR.typed_in_pdf
    assert name[::-1] in re.sub(r"[\u202a-\u202e]", "", shown)
