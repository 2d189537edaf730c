"""The files in which a sync found something changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from qabot.store.labels import Labels
from qabot.store.rows import Place
from qabot.types import FileNames


@dataclass(slots=True)
class FileChanges:
    """Where files came, changed, went or moved from and to, those without articles left out."""

    added: list[Place] = field(default_factory=list)
    changed: list[Place] = field(default_factory=list)
    removed: list[Place] = field(default_factory=list)
    moved: list[tuple[Place, Place]] = field(default_factory=list)

    def read(self, place: Place, origin: Place | None, *, known: bool) -> None:
        """Note a file that was read and is not as it was.

        ``origin`` is where it was before, ``known`` tells that it held articles.
        """
        if origin is not None:
            self.moved.append((origin, place))
        else:
            (self.changed if known else self.added).append(place)

    def names(self, labels: Labels) -> FileNames:
        """What readers call them."""

        def named(places: list[Place]) -> tuple[str, ...]:
            return tuple(labels.name(*place) for place in places)

        return FileNames(
            added=named(self.added),
            changed=named(self.changed),
            removed=named(self.removed),
            moved=tuple((labels.name(*origin), labels.name(*now)) for origin, now in self.moved),
        )
