"""Firefox as people have it, spoken to by its own protocol (Marionette): Playwright drives only a build of its own."""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE = 120
"""Seconds. What has to come comes long before; a machine that does much else must not make it a mistake."""
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key under which WebDriver names an element."""
SETTINGS: dict[str, Any] = {
    "marionette.port": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.download.alwaysOpenPanel": False,
    "intl.accept_languages": "en",
}
# What pages ask a network for, and what Firefox does of itself is left out.
WATCH = """
window.asked = [];
window.watch = channel => {
  const { loadInfo, URI } = channel.QueryInterface(Ci.nsIChannel);
  if (loadInfo.browsingContextID || !loadInfo.triggeringPrincipal.isSystemPrincipal) { window.asked.push(URI.spec); }
};
Services.obs.addObserver(window.watch, 'http-on-opening-request');
Services.console.reset();
"""
COMPLAINTS = """
const said = Services.console.getMessageArray().filter(each => each instanceof Ci.nsIScriptError)
  .filter(each => /^(file|https?):/.test(each.sourceName) || each.category.includes('CSP'))
  .map(each => `${each.sourceName}:${each.lineNumber}: ${each.errorMessage}`);
Services.console.reset();
return said;
"""


class Firefox:
    """One tab of a Firefox that knows nothing of anybody, and goes when the test goes."""

    def __init__(self, port: int, folder: Path) -> None:
        self.folder = folder
        """Where it saves files."""
        self._line = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self._read = self._line.makefile("rb")
        self._number = 0
        self._answer()
        capabilities = {"acceptInsecureCerts": False, "strictFileInteractability": False}
        self.ask("WebDriver:NewSession", capabilities=capabilities)
        self._inside(WATCH)

    def ask(self, command: str, **values: Any) -> Any:
        """What Firefox answers to a command."""
        self._number += 1
        asked = json.dumps([0, self._number, command, values]).encode()
        self._line.sendall(b"%d:%b" % (len(asked), asked))
        _, number, error, value = self._answer()
        assert (number, error) == (self._number, None), (command, values, error)
        return value

    def close(self) -> None:
        """It has ended."""
        self.ask("Marionette:Quit", flags=["eForceQuit"])
        self._read.close()
        self._line.close()

    def go(self, address: str) -> None:
        """The page stands there, loaded."""
        self.ask("WebDriver:Navigate", url=address)

    def run(self, script: str, *values: Any) -> Any:
        """What a script in the page returns."""
        return self.ask("WebDriver:ExecuteScript", script=script, args=values)["value"]

    def wait(self, script: str, *values: Any) -> Any:
        """What the script returns as soon as that is something."""
        end = time.monotonic() + PATIENCE
        while not (value := self.run(f"return {script}", *values)):
            assert time.monotonic() < end, (script, values, self.run("return document.body.innerText"))
            time.sleep(0.1)
        return value

    def press(self, selector: str) -> None:
        """The element was pressed where it is seen, as by a mouse; it is one that nothing hides."""
        self.ask("WebDriver:ElementClick", id=self._element(selector))

    def type(self, selector: str, words: str) -> None:
        """The words were typed there, or the file of that path chosen."""
        self.ask("WebDriver:ElementSendKeys", id=self._element(selector), text=words)

    def pdf(self) -> bytes:
        """The page as it is printed."""
        return base64.b64decode(self.ask("WebDriver:Print")["value"])

    def saved(self, press: Callable[[], None]) -> Path:
        """The file that is there after a press, whole."""
        before = set(self.folder.iterdir())
        press()
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            new = set(self.folder.iterdir()) - before
            if len(new) == 1 and not any(each.suffix == ".part" or not each.stat().st_size for each in new):
                return new.pop()
            time.sleep(0.1)
        raise AssertionError("nothing was saved")

    def complaints(self) -> list[str]:
        """What it had to say against pages since it was asked last."""
        said: list[str] = self._inside(COMPLAINTS)
        return said

    def asked(self) -> list[str]:
        """Every address that pages have asked a network for."""
        addresses: list[str] = self._inside("return window.asked;")
        return addresses

    def offline(self) -> None:
        """There is no network any more."""
        self._inside("Services.io.manageOfflineStatus = false; Services.io.offline = true;")

    def _inside(self, script: str) -> Any:
        self.ask("Marionette:SetContext", value="chrome")
        try:
            return self.run(script)
        finally:
            self.ask("Marionette:SetContext", value="content")

    def _element(self, selector: str) -> str:
        found: str = self.ask("WebDriver:FindElement", using="css selector", value=selector)["value"][ELEMENT]
        return found

    def _answer(self) -> Any:
        size = b""
        while (digit := self._read.read(1)) != b":":
            assert digit, "Firefox has ended"
            size += digit
        return json.loads(self._read.read(int(size)))


@contextmanager
def started(program: Path, folder: Path, **settings: Any) -> Iterator[Firefox]:
    """A Firefox of its own, without a window, that keeps what it needs in the folder."""
    profile, downloads = folder / "profile", folder / "saved"
    profile.mkdir(parents=True)
    downloads.mkdir()
    prefs = {**SETTINGS, "browser.download.dir": str(downloads), **settings}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in prefs.items()]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [str(program), "--headless", "--marionette", "--remote-allow-system-access", "--no-remote"]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(
            [*command, "--profile", str(profile)], stdout=log, stderr=log, env={**os.environ, "HOME": str(folder)}
        )
    try:
        firefox = Firefox(_port(profile / "MarionetteActivePort", running), downloads)
        try:
            yield firefox
        finally:
            firefox.close()
        running.wait(PATIENCE)
    finally:
        running.kill()
        running.wait()


def _port(file: Path, running: subprocess.Popen[bytes]) -> int:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and running.poll() is None:
        if file.exists() and (said := file.read_text()):
            return int(said)
        time.sleep(0.1)
    raise AssertionError("Firefox did not start")
