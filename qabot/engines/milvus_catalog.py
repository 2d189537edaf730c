"""The catalog: which generations Milvus holds for an index, and what may be taken out of it."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from qabot.engines.milvus_connection import MilvusConnection, Row
from qabot.engines.milvus_manifest import MilvusManifest
from qabot.engines.milvus_schema import catalog_row, create_catalog, in_list, slices
from qabot.errors import EngineProblem

_FIELDS = ("key", "kind", "part", "since", "data")
_OWNER = "owner"
_PARTS_AT_ONCE = 100
_ARTICLES_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Patience:
    """How long what nobody should need any more is kept, in seconds.

    ``forgotten`` generations may be searched by who opened them before: a reader looks within a
    minute whether its own is (:mod:`qabot.engines.milvus_searcher`). An ``abandoned`` draft is one
    whose process was killed, as far as anyone can tell.
    """

    forgotten: float = 600.0
    abandoned: float = 86_400.0


class MilvusCatalog:
    """A collection with a row for its owner, one a draft, and for each generation a head and parts.

    A generation is there once its head is written, which is one row.
    """

    def __init__(self, connection: MilvusConnection, name: str, owner: str) -> None:
        self.connection = connection
        self.name = name
        self._owner = owner
        self._ready = False

    def claim(self) -> None:
        """Make the catalog, or make sure that it is this index's.

        Raises:
            EngineProblem: the collection is not, or Milvus does not answer.
        """
        if self._is_there():
            return
        create_catalog(self.connection, self.name)
        self._write([catalog_row(_OWNER, _OWNER, self._owner)])
        self._ready = True

    def manifest(self, generation: str) -> MilvusManifest | None:
        """What a generation is made of; None if it is not there, forgotten, or damaged."""
        head = self._head(generation)
        return None if head is None or head["since"] else self._manifest(head)

    def is_kept(self, generation: str) -> bool:
        """Whether a generation is there and not forgotten."""
        head = self._head(generation)
        return head is not None and not head["since"]

    def begin(self, batch: int, collection: str) -> None:
        """Note that a draft writes rows, so that they are taken out should it be killed."""
        data = json.dumps({"collection": collection})
        now = int(time.time())
        self._write([catalog_row(f"draft {batch}", "draft", data, part=batch, since=now)])

    def end(self, batch: int) -> None:
        """Note that a draft writes no more, and has left nothing but what is published."""
        self.connection.delete(self.name, f'key == "draft {batch}"')

    def publish(self, generation: str, manifest: MilvusManifest) -> None:
        """Make a generation known, in place of one that is called the same."""
        stamp = secrets.randbits(62)
        parts = manifest.parts()
        rows = [
            catalog_row(f"{stamp} {number}", "part", data, part=stamp, since=number)
            for number, data in enumerate(parts)
        ]
        for start in range(0, len(rows), _PARTS_AT_ONCE):
            self._write(rows[start : start + _PARTS_AT_ONCE])
        before = self._head(generation)
        head = json.dumps({"generation": generation, "parts": len(parts)})
        self._write([catalog_row(f"head {generation}", "head", head, part=stamp)])
        if before is not None:
            self._remove_parts([before["part"]])

    def forget(self, kept: str, patience: Patience) -> None:
        """Forget all generations but one, and take out what was forgotten long enough ago."""
        if not self._is_there():
            return
        heads = self._rows("head")
        now = int(time.time())
        others = [head for head in heads if json.loads(head["data"])["generation"] != kept]
        self._write([{**_whole(head), "since": now} for head in others if not head["since"]])
        due = [head for head in others if (head["since"] or now) + patience.forgotten <= now]
        drafts = [row for row in self._rows("draft") if row["since"] + patience.abandoned <= now]
        if due or drafts:
            self._take_out(due, drafts, [head for head in heads if head not in due])
        self._shrink(kept, len(heads) - len(due))

    def clear(self) -> None:
        """Take out all that there is of the index."""
        if not self._is_there():
            return
        held = _batches(self._manifests(self._rows("head"))) | _written(self._rows("draft"))
        for collection in (*{collection for collection, _ in held}, self.name):
            self.connection.drop(collection)
        self._ready = False

    def _take_out(self, due: list[Row], drafts: list[Row], left: list[Row]) -> None:
        """Remove generations and drafts: first their names, then rows that no other one has."""
        others = [row for row in self._rows("draft") if row not in drafts]
        used = _batches(self._manifests(left)) | _written(others)
        dead = (_batches(self._manifests(due)) | _written(drafts)) - used
        if due:
            keys = json.dumps([row["key"] for row in due])
            self.connection.delete(self.name, f"key in {keys}")
            self._remove_parts([row["part"] for row in due])
        in_use = {collection for collection, _ in used}
        for collection in sorted({collection for collection, _ in dead}):
            if collection in in_use:
                numbers = sorted(number for owner, number in dead if owner == collection)
                self.connection.load(collection)
                self.connection.delete(collection, in_list("batch", numbers))
            else:
                self.connection.drop(collection)
        for row in drafts:
            self.end(row["part"])

    def _shrink(self, kept: str, generations: int) -> None:
        """Take out the rows that the only generation has no use for."""
        manifest = self.manifest(kept) if generations == 1 else None
        if manifest is None or not any(batch.removed for batch in manifest.batches):
            return
        self.connection.load(manifest.collection)
        for batch in manifest.batches:
            for some in slices(batch.removed, _ARTICLES_AT_ONCE):
                rows = f"batch == {batch.number} and {in_list('article', some)}"
                self.connection.delete(manifest.collection, rows)
            batch.hold(batch.articles.tolist())
            batch.removed = []
        self.publish(kept, manifest)

    def _is_there(self) -> bool:
        if self._ready:
            return True
        if not self.connection.has(self.name):
            return False
        self.connection.load(self.name)
        try:
            rows = self._rows(_OWNER)
        except EngineProblem:
            rows = []  # no catalog, but answered a moment ago
        if [row["data"] for row in rows] != [self._owner]:
            raise EngineProblem(
                f"the collection {self.name} at {self.connection.uri} "
                f"{'belongs to another index' if rows else 'was not made by qabot'}; "
                "give another --collection"
            )
        self._ready = True
        return True

    def _head(self, generation: str) -> Row | None:
        if not self._is_there():
            return None
        key = json.dumps(f"head {generation}")
        heads = self.connection.query(self.name, f"key == {key}", _FIELDS)
        return heads[0] if heads else None

    def _manifest(self, head: Row) -> MilvusManifest | None:
        expression = f'kind == "part" and part == {head["part"]}'
        rows = self.connection.query(self.name, expression, _FIELDS)
        if len(rows) != json.loads(head["data"])["parts"]:
            return None
        return MilvusManifest.joined(
            [row["data"] for row in sorted(rows, key=lambda row: int(row["since"]))]
        )

    def _manifests(self, heads: Iterable[Row]) -> list[MilvusManifest]:
        """Those of generations, but for damaged ones."""
        read = [self._manifest(head) for head in heads]
        return [manifest for manifest in read if manifest is not None]

    def _rows(self, kind: str) -> list[Row]:
        return self.connection.query(self.name, f'kind == "{kind}"', _FIELDS)

    def _remove_parts(self, stamps: Collection[int]) -> None:
        self.connection.delete(self.name, f'kind == "part" and {in_list("part", stamps)}')

    def _write(self, rows: list[dict[str, Any]]) -> None:
        if rows:
            self.connection.upsert(self.name, rows)


def _whole(row: Row) -> Row:
    """A row as it was written."""
    return catalog_row(row["key"], row["kind"], row["data"], row["part"], row["since"])


def _batches(manifests: Iterable[MilvusManifest]) -> set[tuple[str, int]]:
    """The collections and batches that generations are made of."""
    return {
        (manifest.collection, batch.number) for manifest in manifests for batch in manifest.batches
    }


def _written(drafts: Iterable[Row]) -> set[tuple[str, int]]:
    """The collections and batches that drafts write to."""
    return {(json.loads(row["data"])["collection"], row["part"]) for row in drafts}
