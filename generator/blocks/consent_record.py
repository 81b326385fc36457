"""What a person agreed to, as a record that programs can read."""

from __future__ import annotations

from dataclasses import dataclass

from generator.blocks.vocabulary import Said


@dataclass(frozen=True, slots=True)
class Choice:
    """A box of the form: its words, and whether it is ticked; an empty box means no."""

    id: str
    words: Said
    given: bool


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """The form with its fingerprint, the person by a code alone, what was said of the processing, and each choice.

    `said` names things as DPV does: the property, the kind of thing, and its words. `rules` are clauses that say what a
    code for the use of data says, each with the address of the code.
    """

    id: str
    title: Said
    version: str
    fingerprint: str
    person: str
    said: tuple[tuple[str, str, Said], ...]
    choices: tuple[Choice, ...]
    rules: tuple[tuple[str, Said], ...] = ()
