"""What fields of records are called, as a person said, kept for the syncs to come.

Else a file that is read in one sync, with the names, would lose its articles in the next, without.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

from qabot.config import FieldSettings, Settings
from qabot.errors import IndexDamaged, IndexWriteError, SettingsError

_FILE = "fields.json"


def fields_to_use(said: FieldSettings, remembered: FieldSettings) -> FieldSettings:
    """The names to read by: what is said now, and what was said before of other fields."""
    return replace(remembered, **_given(said))


def settings_to_read_by(settings: Settings, index: Path) -> Settings:
    """The settings, with the names that the index remembers where they have none.

    Raises:
        IndexDamaged: the names cannot be read.
    """
    return replace(settings, field=fields_to_use(settings.field, remembered_fields(index)))


def remembered_fields(index: Path) -> FieldSettings:
    """The names that an index was last brought in step with.

    Raises:
        IndexDamaged: they cannot be read.
    """
    path = index / _FILE
    try:
        kept = dict(json.loads(path.read_text(encoding="utf-8")))
        return Settings.from_mapping({f"field.{name}": kept[name] for name in kept}).field
    except FileNotFoundError:
        return FieldSettings()
    except (OSError, ValueError, TypeError, RecursionError, SettingsError):
        raise IndexDamaged(
            f"{path} cannot be read; delete it, and name the fields again: --set field.text=NAME"
        ) from None


def remember_fields(index: Path, fields: FieldSettings) -> None:
    """Keep the names in the folder of an index.

    Raises:
        IndexWriteError: they cannot be written.
    """
    if fields == remembered_fields(index):
        return
    path = index / _FILE
    written = path.with_suffix(".new")
    try:
        written.write_text(json.dumps(_given(fields), ensure_ascii=False), encoding="utf-8")
        written.replace(path)
    except OSError as error:
        raise IndexWriteError(f"cannot write {path}: {error.strerror}") from error


def _given(fields: FieldSettings) -> dict[str, str]:
    """The names by field, those that are given."""
    return {field: name for field, name in asdict(fields).items() if name}
