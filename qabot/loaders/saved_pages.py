"""What browsers put beside a page that they save: its frames, adverts and scripts, no articles."""

from __future__ import annotations

from collections.abc import Collection

_ENDINGS = (
    "_files -files .files -dateien _archivos -archivos _fichiers -fichiers _file _ficheiros"
    " -ficheiros _arquivos _bestanden -bestanden -filer _filer _tiedostot _pliki _soubory"
    " _elemei _dosyalar"
).split()
"""Ends of the names of such folders, in the languages of browsers."""
_PAGES = (".html", ".htm", ".xhtml")


def belongs_to_page(folder: str, beside: Collection[str]) -> bool:
    """Whether a folder of this name was saved with a page among the files beside it."""
    pages = (
        folder[: -len(ending)] for ending in _ENDINGS if folder[-len(ending) :].lower() == ending
    )
    return any(page + suffix in beside for page in pages for suffix in _PAGES)
