"""How long the forms take on a slow phone: until they can be used, and from a key to the preview."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests import machine

SLOWER = 4
READY = 1000.0
FRAME = 1000 / 60
HEAVIEST = 3
TYPE = """field => new Promise(done => {
  const spent = [];
  const type = left => {
    if (!left) { done(spent.sort((one, other) => one - other)); return; }
    requestAnimationFrame(() => {
      const start = performance.now();
      field.value += 'x';
      field.dispatchEvent(new Event('input', {bubbles: true}));
      // The page writes the preview in the next frame; what it does there is measured right after it.
      requestAnimationFrame(before => { spent.push(performance.now() - Math.max(start, before)); type(left - 1); });
    });
  };
  type(60);
})"""
FIELDS = "document.querySelectorAll('#fill .ask').length"
READY_AT = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


def compare_forms(site: Path) -> None:
    """Print how the heaviest forms of the built site do on a processor made slower, from its disk."""
    forms = sorted((site / "en/fill").glob("*.html"), key=lambda path: path.stat().st_size)[-HEAVIEST:]
    if not forms:
        print("forms: no site was built; run `make site` first")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.browser(), args=["--no-sandbox"])
        print(
            f"\nforms, processor {SLOWER} times slower (ready wanted ≤ {READY:.0f} ms, a key ≤ {FRAME:.0f} ms unslowed)"
        )
        for path in forms:
            page = browser.new_page()
            session = page.context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            page.goto(path.as_uri())
            page.wait_for_selector(".bar")
            page.evaluate("location.hash = 'preview'")
            page.wait_for_selector("#fill-paper .paper__text")
            slow = _typed(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
            quick, ready = _typed(page), float(page.evaluate(READY_AT))
            verdict = "ok" if ready <= READY and quick <= FRAME else "MISSED"
            fields = page.evaluate(FIELDS)
            times = f"ready {ready:5.0f} ms, a key {slow:5.1f} / {quick:4.1f} ms"
            print(f"  {path.stem:28} {fields:4} fields, {times}  {verdict}")
            page.close()
        browser.close()


def _typed(page: Page) -> float:
    """The time from a key to the preview, in ms, that 95 of 100 keys keep."""
    spent: list[float] = page.locator("#fill input:not([type]), #fill textarea").first.evaluate(TYPE)
    return spent[int(len(spent) * 0.95)]
