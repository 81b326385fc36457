"""What a catalogue says of data: of ours, and of those that an initiative made."""

from __future__ import annotations

from dataclasses import dataclass

from generator.blocks.vocabulary import Said, States


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of a set of data: where it stands below the site, how large it is, and the schema that it keeps to."""

    path: str
    size: int
    schema: str = ""


@dataclass(frozen=True, slots=True)
class DataSet:
    """Data that belong together; `path` is the folder or file below the site that names them."""

    path: str
    titles: tuple[Said, ...]
    about: tuple[Said, ...]
    languages: tuple[str, ...]
    files: tuple[DataFile, ...]
    states: States = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Our sets of data. `site` is where the site stands, `path` where the catalogue is below it.

    `rights` say that the licence holds for our words alone, and how each record tells whose its words are.
    """

    site: str
    path: str
    titles: tuple[Said, ...]
    about: tuple[Said, ...]
    publisher: str
    rights: tuple[Said, ...]
    version: str
    released: str
    sets: tuple[DataSet, ...]
    states: States = ()


@dataclass(frozen=True, slots=True)
class MetadataSheet:
    """The metadata sheet of an initiative: `said` are properties that a catalogue knows, by the names of DCAT.

    `told` is all else that the sheet says, each with its question.
    """

    id: str
    said: tuple[tuple[str, Said], ...]
    told: tuple[Said, ...]
