"""What to do with files of kinds that are not read, by suffix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_ADVICE = {
    "save as .docx": ".doc .dot .wps .wpd .pages .one",
    "save as .pptx or .pdf": ".ppt .pps .key",
    "save as .xlsx or .csv": ".xls .xlsb .ods .numbers",
    "save as .csv": ".db .sqlite .sqlite3 .mdb .accdb .dta .sav",
    "save as .pdf": ".ps .djvu .xps .oxps .indd .odp .odg",
    "convert to .epub": ".mobi .azw .azw3 .fb2 .lit",
    "save as .eml": ".msg .emlx",
    "export as .mbox": ".pst .ost .olm",
    "unpack": ".rar .7z .tar .tgz .gz .bz2 .xz .zst .cab .wacz",
    "a link; save the page": ".webloc .url .desktop .lnk",
    "make a .pdf with text of it (OCR)": ".tif .tiff",
    "give a transcript (.srt, .vtt, .txt)": ".mp3 .m4a .wav .ogg .flac .mp4 .mov .mkv .webm .avi",
    "rename to .txt if it is text": ".log .ini .nfo .asc .lst (none)",
}
_BY_SUFFIX = {suffix: advice for advice, suffixes in _ADVICE.items() for suffix in suffixes.split()}


def unread_words(ignored: Mapping[str, int]) -> Iterator[str]:
    """A line for each thing to do, with how many files of which suffix; last those without any."""
    known: dict[str, list[str]] = {}
    for suffix, count in sorted(ignored.items()):
        known.setdefault(_BY_SUFFIX.get(suffix, ""), []).append(f"{count} {suffix}")
    others = known.pop("", None)
    for advice, kinds in known.items():
        yield f"not read: {', '.join(kinds)}: {advice}"
    if others:
        yield f"not article files: {', '.join(others)}"
