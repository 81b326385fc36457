"""What is measured, what is wanted, and whether it is so: one line each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a figure in its unit, and the most that it may be."""

    name: str
    figure: float
    most: float | None = None
    unit: str = "s"

    @property
    def holds(self) -> bool:
        """True when the figure is what is wanted, or nothing is."""
        return self.most is None or self.figure <= self.most

    def text(self) -> str:
        """The line."""
        figure = f"{self.figure:10.0f}" if self.unit in ("files", "papers", "MB") else f"{self.figure:10.3f}"
        verdict = "" if self.most is None else f"≤ {self.most:<7g} {'ok' if self.holds else 'MISSED'}"
        return f"  {self.name:62} {figure} {self.unit:7} {verdict}".rstrip()
