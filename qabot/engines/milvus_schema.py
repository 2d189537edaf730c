"""What the collections in Milvus hold: a row a passage, and the catalog of the generations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from qabot.engines.milvus_connection import MilvusConnection, Row
from qabot.text.terms import terms
from qabot.types import Document

KEY_LENGTH = 512
DATA_LENGTH = 65_535
"""Bytes of the longest text that a field of Milvus holds."""
_NO_VECTOR = [0.0, 0.0]
"""What rows have that need no vector: Milvus has no collection without."""
_NO_TERM = "0" * 64
"""What a field has that has no term; no term is so long."""
FIELDS = ("text", "title")
_NUMBERS = ("passage", "article", "batch")


def create_catalog(connection: MilvusConnection, name: str) -> None:
    """Make the collection that tells of the others."""
    kinds, schema, indexes = _new_schema(auto_id=False)
    schema.add_field("key", kinds.VARCHAR, is_primary=True, max_length=KEY_LENGTH)
    schema.add_field("kind", kinds.VARCHAR, max_length=16)
    schema.add_field("part", kinds.INT64)
    schema.add_field("since", kinds.INT64)
    schema.add_field("data", kinds.VARCHAR, max_length=DATA_LENGTH)
    schema.add_field("vector", kinds.FLOAT_VECTOR, dim=len(_NO_VECTOR))
    indexes.add_index("vector", index_type="FLAT", metric_type="IP")
    connection.create(name, schema)
    connection.index(name, indexes)


def catalog_row(key: str, kind: str, data: str, part: int = 0, since: int = 0) -> Row:
    """A row of the catalog; ``since`` is in seconds of the epoch."""
    values = {"key": key, "kind": kind, "part": part, "since": since, "data": data}
    return {**values, "vector": _NO_VECTOR}


def create_passages(connection: MilvusConnection, name: str, dimension: int | None) -> None:
    """Make a collection of passages, whose vectors mean nothing if they have no dimension.

    BM25 over text and title is Milvus's own function. It is given terms with a space between, of
    letters and digits alone, so that any analyser finds the same ones.
    """
    from pymilvus import Function, FunctionType

    kinds, schema, _ = _new_schema(auto_id=True)
    schema.add_field("row", kinds.INT64, is_primary=True)
    for number in _NUMBERS:
        schema.add_field(number, kinds.INT64)
    for field in FIELDS:
        schema.add_field(
            field,
            kinds.VARCHAR,
            max_length=DATA_LENGTH,
            enable_analyzer=True,
            enable_match=True,
            analyzer_params={"tokenizer": "standard"},
        )
        schema.add_field(bm25_field(field), kinds.SPARSE_FLOAT_VECTOR)
        schema.add_function(
            Function(
                name=f"{field}_terms",
                function_type=FunctionType.BM25,
                input_field_names=[field],
                output_field_names=[bm25_field(field)],
            )
        )
    schema.add_field("vector", kinds.FLOAT_VECTOR, dim=dimension or len(_NO_VECTOR))
    connection.create(name, schema)


def index_passages(connection: MilvusConnection, name: str, *, flat: bool) -> None:
    """Make a collection of passages one that can be searched, as it is and as it grows.

    Args:
        flat: compare vectors one by one; else by an index of the server's choice.
    """
    _, _, indexes = _new_schema(auto_id=True)
    for number in _NUMBERS:
        indexes.add_index(number, index_type="INVERTED")
    for field in FIELDS:
        indexes.add_index(
            bm25_field(field),
            index_type="SPARSE_INVERTED_INDEX",
            metric_type="BM25",
            params={"bm25_k1": 1.2, "bm25_b": 0.75},
        )
    indexes.add_index("vector", index_type="FLAT" if flat else "AUTOINDEX", metric_type="IP")
    connection.index(name, indexes)


def bm25_field(field: str) -> str:
    """The field that Milvus makes of a field of terms."""
    return f"{field}_bm25"


def passage_row(document: Document, batch: int) -> Row:
    """A row of a collection of passages."""
    vector = document.vector
    return {
        "passage": document.passage,
        "article": document.article,
        "batch": batch,
        "text": stored_terms(document.text),
        "title": stored_terms(document.title),
        "vector": _NO_VECTOR if vector is None else vector.tolist(),
    }


def stored_terms(text: str) -> str:
    """The terms of a text as a field has them; more than fit in one are left out."""
    stored = " ".join(map(token, terms(text))) or _NO_TERM
    if len(stored) <= DATA_LENGTH:
        return stored
    return stored[:DATA_LENGTH].rpartition(" ")[0]


def terms_of(stored: str) -> list[str]:
    """The terms that a field has, as :func:`token` makes them."""
    return [] if stored == _NO_TERM else stored.split(" ")


def token(term: str) -> str:
    """A term in letters and digits of ASCII."""
    return term if term.isascii() else f"x{term.encode().hex()}"


def in_list(field: str, values: Iterable[int]) -> str:
    """The expression that chooses rows by the values of a field."""
    return f"{field} in {json.dumps(list(values))}"


def slices(values: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Values in parts that an expression can be made of."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def _new_schema(*, auto_id: bool) -> tuple[Any, Any, Any]:
    from pymilvus import DataType, MilvusClient

    schema = MilvusClient.create_schema(auto_id=auto_id, enable_dynamic_field=False)
    return DataType, schema, MilvusClient.prepare_index_params()
