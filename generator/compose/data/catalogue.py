"""The catalogue of our data, and the metadata sheet of an initiative as an entry in one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from generator.blocks.artifact import DATA
from generator.blocks.catalogue import Catalogue, DataFile, DataSet, MetadataSheet
from generator.blocks.dataset import SCHEMAS
from generator.blocks.vocabulary import Said
from generator.compose.data.vocabulary import in_all, states_of
from generator.compose.inline import phrase
from generator.compose.papers import spoken
from generator.library.answers import Answers, Value
from generator.library.library import Library
from generator.library.template import FormField
from generator.library.text import Text

SHEET = "metadata-sheet"
"""The paper that goes with data."""

PROPERTIES: Mapping[str, str] = {
    "title": "dct:title",
    "version": "dcat:version",
    "changes": "adms:versionNotes",
    "owner": "dct:rightsHolder",
    "contact": "dcat:contactPoint",
    "purpose": "dct:description",
    "geography": "dct:spatial",
    "period": "dct:temporal",
    "frequency": "dct:accrualPeriodicity",
    "languages": "dct:language",
    "access-how": "dct:accessRights",
    "licence": "dct:license",
    "citation": "dct:bibliographicCitation",
}
"""What a catalogue calls the answers to some of the sheet's questions. All other answers say how the data were made."""


def catalogue(libraries: Sequence[Library], site: str, sizes: Mapping[str, int]) -> Catalogue:
    """The data of each language, and the vocabulary; `sizes` are those of all files of the data."""
    publication = libraries[0].publication
    names, about = ([own.wording[id] for own in libraries] for id in ("data-title", "data-summary"))
    # Each set of data points to the same words on rights: whether they are checked, it says as the catalogue does.
    rights = [own.data["column-licence"] for own in libraries]
    return Catalogue(
        site,
        f"{DATA}/dcat.ttl",
        in_all(names),
        in_all(about),
        phrase(publication.title).plain,
        in_all(rights),
        publication.version,
        publication.released,
        (*(_of_language(own, sizes, rights) for own in libraries), _vocabulary(libraries, sizes, rights)),
        states_of(names, about, rights),
    )


def _of_language(own: Library, sizes: Mapping[str, int], rights: Sequence[Text]) -> DataSet:
    tag, folder = own.language.tag, f"{DATA}/{own.language.tag}/"
    names, about = [own.wording["data-title"]], [own.data["data-about"]]
    return DataSet(
        folder,
        in_all(names),
        in_all(about),
        (tag,),
        tuple(
            DataFile(name, size, f"{DATA}/{SCHEMAS}/{name.removeprefix(folder)}" if _has_schema(name, sizes) else "")
            for name, size in sizes.items()
            if name.startswith(folder)
        ),
        states_of(names, about, rights),
    )


def _has_schema(name: str, sizes: Mapping[str, int]) -> bool:
    return f"{DATA}/{SCHEMAS}/{name.rpartition('/')[2]}" in sizes


def _vocabulary(libraries: Sequence[Library], sizes: Mapping[str, int], rights: Sequence[Text]) -> DataSet:
    stem = f"{DATA}/vocabulary."
    names, about = ([own.data[id] for own in libraries] for id in ("vocabulary-title", "vocabulary-about"))
    return DataSet(
        f"{stem}ttl",
        in_all(names),
        in_all(about),
        tuple(own.language.tag for own in libraries),
        tuple(DataFile(name, size) for name, size in sizes.items() if name.startswith(stem)),
        states_of(names, about, rights),
    )


def sheet(library: Library, source: Library, answers: Answers) -> MetadataSheet:
    """A filled metadata sheet as an entry of a catalogue, in the library's language.

    It has no place for a stamp: where the paper is not checked, the words of questions and choices are English.
    """
    template = spoken(library, source, SHEET).document(SHEET)
    said: list[tuple[str, Said]] = []
    told: list[Said] = []
    for field in template.fields:
        for answer in _answered(field, answers.values.get(field.id)):
            if field.id in PROPERTIES:
                said.append((PROPERTIES[field.id], answer))
            else:
                told.append((f"{phrase(field.label).plain}: {answer[0]}", field.label.lang))
    return MetadataSheet(
        sha256(repr((said, told)).encode("utf-8", "replace")).hexdigest()[:32], tuple(said), tuple(told)
    )


def _answered(field: FormField, value: Value | None) -> Iterator[Said]:
    """What was answered: in the language of a choice, or in one that nobody knows."""
    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, str) and each in field.choices:
            text = field.choices[each]
            yield phrase(text).plain, text.lang
        elif each not in (None, ""):
            yield str(each), ""
