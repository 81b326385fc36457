"""What of the framework nothing serves."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.coverage import places_served
from generator.library.library import Library
from generator.library.sources import Sources


class Coverage:
    """Nothing in the framework is left unserved.

    A page rests on every place of the ledger, and a column of the taxonomy stands for every modality that is in scope.
    That every principle is served at every stage is held by the rules CHK and GUID.

    Fails in framework/editions/1.0/consultations.yaml:

        paragraphs: ['1']

    Passes:

        paragraphs: [annex]
    """

    code = "COV"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """COV001 for a place and COV003 for a modality, in the newest edition."""
        yield from _places(library, sources)
        yield from _modalities(library, sources)


def _places(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    served = places_served(library)
    edition = library.framework.edition
    for index, place in enumerate(edition.ledger):
        if not served.get(place.id):
            position = sources.at(f"framework/{edition.id}/edition", ("ledger", index, "id"))
            help = "name it under 'paragraphs' of the entry that explains it"
            yield Diagnostic("COV001", f"no page and no checklist serves the place '{place.id}'", position, help)


def _modalities(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    framework = library.framework
    placed = {id for column in framework.taxonomy.columns for id in column.modalities}
    for index, modality in enumerate(framework.modalities.modalities):
        if modality.in_scope and modality.id not in placed:
            position = sources.at(f"framework/{framework.edition.id}/modalities", ("modalities", index, "id"))
            message = f"no column of the taxonomy serves the modality '{modality.id}'"
            yield Diagnostic("COV003", message, position, "name it under 'modalities' of a column in taxonomy.yaml")
