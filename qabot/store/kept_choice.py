"""A choice about an index, as a person said it, kept for everything that opens it later."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from qabot.errors import IndexDamaged, IndexWriteError
from qabot.store.folders import make_folder

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class KeptChoice(Generic[Value]):
    """A file in an index's folder that holds one value, or is not there.

    ``again`` is how a person says it again.
    """

    file: str
    kind: type[Value]
    again: str

    def read(self, index: Path) -> Value | None:
        """What was chosen, if anything was.

        Raises:
            IndexDamaged: that cannot be read.
        """
        path = index / self.file
        try:
            return msgspec.json.decode(path.read_bytes(), type=self.kind)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, msgspec.MsgspecError):
            raise IndexDamaged(f"{path} cannot be read; delete it, and {self.again}") from None

    def write(self, index: Path, value: Value | None) -> None:
        """Keep a choice in the folder of an index, which may be new; or none.

        Raises:
            IndexWriteError: it cannot be written.
        """
        make_folder(index)
        path = index / self.file
        written = path.with_suffix(".new")
        try:
            if value is None:
                path.unlink(missing_ok=True)
                return
            written.write_bytes(msgspec.json.encode(value))
            written.replace(path)
        except OSError as error:
            raise IndexWriteError(f"cannot write {path}: {error.strerror}") from error
