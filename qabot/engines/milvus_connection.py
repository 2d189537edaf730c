"""The calls that are made of Milvus, each failure told as one of qabot's errors."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from qabot.errors import EngineProblem
from qabot.per_process import PerProcess
from qabot.shared_values import SharedValues

MOST = 16_384
"""Rows that a server gives in one answer."""
_CONNECT_S = 10.0
_READ_S = 30.0
_WRITE_S = 300.0
_SEARCHES_AT_ONCE = 8
_UNOPENED = "local milvus"
"""What the client says of a file."""
_TOKEN = "MILVUS_TOKEN"
"""The variable that holds ``user:password`` or an API key; nothing of it is written anywhere."""

_PINGS = {"grpc.keepalive_time_ms": 300_000, "grpc.keepalive_permit_without_calls": False}
"""As often as any server takes: milvus-lite ends the connection of who pings each ten seconds."""

Row = dict[str, Any]

_log = logging.getLogger(__name__)


class MilvusConnection:
    """A server, or a file of milvus-lite, connected to when it is first called.

    Safe to use from several threads; a process that is forked connects by itself.
    """

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self._own = PerProcess(_Own)

    @classmethod
    def shared(cls, uri: str) -> MilvusConnection:
        """The one of this process."""
        return _SHARED.get(uri, lambda: cls(uri))

    @property
    def is_lite(self) -> bool:
        """Whether it is a file, which one process at a time can use."""
        return "://" not in self.uri

    @property
    def pool(self) -> ThreadPoolExecutor:
        """Threads to ask several things at once."""
        return self._own.here.pool

    def has(self, collection: str) -> bool:
        """Whether there is such a collection."""
        with self._told():
            return bool(self._client().has_collection(collection, timeout=_READ_S))

    def create(self, collection: str, schema: Any) -> None:
        """Make a collection, to be written to."""
        with self._told():
            self._client().create_collection(
                collection,
                schema=schema,
                num_shards=1,  # so that BM25's statistics are those of all rows
                consistency_level="Strong",
                timeout=_WRITE_S,
            )

    def index(self, collection: str, indexes: Any) -> None:
        """Have the indexes of a collection made, and load it.

        A server makes them while it answers without; to wait would take it half a second for each.
        """
        with self._told():
            self._client().create_index(collection, indexes, timeout=_WRITE_S, sync=False)
        self.load(collection)

    def load(self, collection: str) -> None:
        """Have a collection ready to be searched, also after the server began anew."""
        with self._told():
            self._client().load_collection(collection, timeout=_WRITE_S)

    def drop(self, collection: str) -> None:
        """Take a collection away, if it is there."""
        with self._told():
            self._client().drop_collection(collection, timeout=_WRITE_S)

    def insert(self, collection: str, rows: Sequence[Row]) -> None:
        """Add rows."""
        with self._told():
            self._client().insert(collection, rows, timeout=_WRITE_S)

    def upsert(self, collection: str, rows: Sequence[Row]) -> None:
        """Add rows in place of those with the same keys."""
        with self._told():
            self._client().upsert(collection, rows, timeout=_WRITE_S)

    def delete(self, collection: str, expression: str) -> None:
        """Take out the rows that an expression chooses."""
        with self._told():
            self._client().delete(collection, filter=expression, timeout=_WRITE_S)

    def flush(self, collection: str) -> None:
        """Have rows written to where they stay, and indexed."""
        with self._told():
            self._client().flush(collection, timeout=_WRITE_S)

    def count(self, collection: str, expression: str) -> int:
        """How many rows an expression chooses, of all that were ever written before."""
        return int(self.query(collection, expression, ["count(*)"])[0]["count(*)"])

    def query(self, collection: str, expression: str, fields: Sequence[str]) -> list[Row]:
        """The rows that an expression chooses, up to :data:`MOST`, as they are now."""
        with self._told():
            found = self._client().query(
                collection,
                filter=expression,
                output_fields=list(fields),
                consistency_level="Strong",
                timeout=_READ_S,
            )
            return [dict(row) for row in found]

    def every(self, collection: str, expression: str, fields: Sequence[str]) -> Iterator[Row]:
        """All rows that an expression chooses, however many."""
        with self._told():
            pages = self._client().query_iterator(
                collection,
                batch_size=1000,
                filter=expression,
                output_fields=list(fields),
                consistency_level="Strong",
                timeout=_READ_S,
            )
        try:
            while True:
                with self._told():
                    page = pages.next()
                if not page:
                    return
                yield from map(dict, page)
        finally:
            pages.close()

    def search(
        self,
        collection: str,
        field: str,
        sought: str | Sequence[float],
        expression: str,
        limit: int,
        fields: Sequence[str],
        *,
        consistency: str,
    ) -> list[tuple[float, Row]]:
        """The nearest rows that an expression leaves, best first, each with what it scores.

        A field of BM25 is searched with text. Its scores are positive from a server, negative
        from milvus-lite.
        """
        with self._told():
            (found,) = self._client().search(
                collection,
                data=[sought],
                anns_field=field,
                filter=expression,
                limit=limit,
                output_fields=list(fields),
                consistency_level=consistency,
                timeout=_READ_S,
            )
            return [(float(hit["distance"]), dict(hit["entity"])) for hit in found]

    def _client(self) -> Any:
        own = self._own.here
        with own.lock:
            if own.client is None:
                own.client = _connected(self.uri)
            return own.client

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            import grpc
            from pymilvus.exceptions import MilvusException
        except ImportError:
            raise EngineProblem(
                "this index is searched by Milvus, which needs a package; run: "
                "pip install 'qabot[milvus]'"
            ) from None
        try:
            yield
        except (MilvusException, grpc.RpcError) as error:
            _log.info("Milvus at %s: %s", self.uri, error)
            raise EngineProblem(self._problem(error)) from error

    def _problem(self, error: Exception) -> str:
        code, said = getattr(error, "code", None), getattr(error, "message", "")
        if isinstance(code, int) and code > 0 and "connect" not in said and _UNOPENED not in said:
            return f"Milvus at {self.uri} refused: {said}"
        if self.is_lite:
            return (
                f"the Milvus file {self.uri} cannot be opened; another process may have it open "
                "(several need a server), or a package is missing: pip install milvus-lite"
            )
        return (
            f"Milvus at {self.uri} does not answer; check that it runs, that --uri is right, and "
            f"that {_TOKEN} has a token if it needs one"
        )


class _Own:
    """What one process has of a connection."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.client: Any = None
        self.pool = ThreadPoolExecutor(_SEARCHES_AT_ONCE, "milvus")


def _connected(uri: str) -> Any:
    """A client; importing it takes half a second."""
    from pymilvus import MilvusClient

    # It writes each failure with its traceback, also those that are told as errors.
    logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
    logging.getLogger("milvus_lite").setLevel(logging.CRITICAL)
    options: Mapping[str, str] = {"token": token} if (token := os.environ.get(_TOKEN)) else {}
    return MilvusClient(uri=uri, timeout=_CONNECT_S, grpc_options=_PINGS, **options)


_SHARED: SharedValues[MilvusConnection] = SharedValues()
