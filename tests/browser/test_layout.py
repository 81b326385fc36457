"""The frame mirrors where lines begin on the right, and its controls are big enough."""

from __future__ import annotations

from tests.browser.conftest import Visit


def test_right_to_left_pages_mirror(wide: Visit, host: str, tags: list[str]) -> None:
    """The menu stands where lines begin."""
    for tag in tags:
        wide.page.goto(f"{host}{tag}/index.html")
        menu, content = wide.page.locator(".md-sidebar").bounding_box(), wide.page.locator("#__content").bounding_box()
        assert menu and content
        begins_left = wide.page.evaluate("document.documentElement.dir") == "ltr"
        assert (menu["x"] < content["x"]) is begins_left, tag


def test_controls_are_big_enough(narrow: Visit, host: str, tags: list[str]) -> None:
    """The frame's controls and the doors are 44 px high or more."""
    for tag in tags:
        narrow.page.goto(f"{host}{tag}/index.html")
        boxes = [part.bounding_box() for part in narrow.page.locator(".tool, .doors > li").all() if part.is_visible()]
        sizes = [box["height"] for box in boxes if box]
        assert len(sizes) >= 3
        assert min(sizes) >= 44, tag
