"""Passages that are stored without vectors: handed out in batches, and given what they wait for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qabot.config import Settings
from qabot.protocols import Tokenizer
from qabot.store.connections import Connection, transaction
from qabot.store.waiting import waiting
from qabot.store.writer import StoreWriter
from qabot.sync.preparation import embedded_text
from qabot.sync.tally import SyncTally
from qabot.types import PassageEncoding, PassageInput


@dataclass(frozen=True, slots=True)
class WaitingBatch:
    """Passages to be given their vectors in one transaction.

    ``digests`` has, by a passage's id, the hash of what is embedded of it. By that hash, ``known``
    has vectors that the index holds already, and ``missing`` what has to be embedded, each text
    once and like lengths together. ``paths`` are those of the first and the last article.
    """

    digests: dict[int, bytes]
    known: dict[bytes, PassageEncoding]
    missing: dict[bytes, PassageInput]
    paths: tuple[str, str]


@dataclass(frozen=True, slots=True)
class WaitingPassages:
    """The passages of an index that wait; vectors from before generation ``since`` are unknown."""

    connection: Connection
    tokenizer: Tokenizer
    settings: Settings
    since: int
    tally: SyncTally

    def batches(self) -> Iterator[WaitingBatch]:
        """All of them, in the order of their ids, each once even if it is not given anything."""
        last = 0
        limit = self.settings.sync.batch_passages
        while rows := waiting(self.connection, last, limit):
            last = max(rows)
            inputs: dict[bytes, PassageInput] = {}
            for article, spans, digest in rows.values():
                inputs[digest] = embedded_text(
                    article.title, article.text, spans, self.tokenizer, self.settings
                )
            known = StoreWriter(self.connection).known_encodings(list(inputs), self.since)
            articles = [article for article, _, _ in rows.values()]
            yield WaitingBatch(
                {number: digest for number, (_, _, digest) in rows.items()},
                known,
                without_known(inputs, known),
                (articles[0].path, articles[-1].path),
            )

    def store(self, batch: WaitingBatch, made: Mapping[bytes, PassageEncoding]) -> None:
        """Give a batch its vectors; those ``made`` are counted by who made them."""
        store = StoreWriter(self.connection)
        with transaction(self.connection):
            store.set_encodings(
                (number, made.get(digest) or batch.known[digest])
                for number, digest in batch.digests.items()
            )
        others = len(batch.digests) - len(batch.missing)
        self.tally.waiting = max(self.tally.waiting - others, 0)


def without_known(
    inputs: Mapping[bytes, PassageInput], known: Mapping[bytes, PassageEncoding]
) -> dict[bytes, PassageInput]:
    """What has no vectors yet, like lengths together: in a forward pass the longest decides."""
    missing = [digest for digest in inputs if digest not in known]
    missing.sort(key=lambda digest: len(inputs[digest].text))
    return {digest: inputs[digest] for digest in missing}
