"""XML of unknown hands: what kind it is, and that it is no bomb, before anything parses it.

An entity is a text that a file defines once and can name as often as it likes, entities in
entities: some hundred bytes that become gigabytes. No format read here needs one, so a file that
declares any is refused. expat is asked rather than lxml, because it stops at the root element.
"""

from __future__ import annotations

from typing import Any, BinaryIO, NoReturn

from qabot.errors import LoadError

_CHUNK = 1 << 14
_LONGEST_PROLOG = 1 << 20
"""Bytes before the root element: a licence in a comment, at most."""


class _AtRoot(Exception):
    """The root element has been reached; its name is the argument."""


def root_of(file: BinaryIO) -> str:
    """Local name of the root element; the file is at its beginning again afterwards.

    Raises:
        LoadError: it declares entities, or is no XML.
    """
    # Deferred: 0.01 s, and most folders have no XML.
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = _stop
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(file.read(_CHUNK).lstrip(), False)
        for _ in range(_LONGEST_PROLOG // _CHUNK):
            parser.Parse(file.read(_CHUNK), False)
        parser.Parse(b"", True)
    except _AtRoot as reached:
        return str(reached).rpartition(" ")[2]
    except expat.ExpatError as error:
        raise LoadError(f"not well-formed XML (line {error.lineno})") from None
    finally:
        file.seek(0)
    raise LoadError("not well-formed XML: no element")


def parsed(data: bytes) -> Any:
    """The root element of a small XML file.

    Raises:
        LoadError: it declares entities, or is not well-formed.
    """
    import io

    # Deferred: lxml takes 0.05 s to import.
    from lxml import etree  # type: ignore[import-untyped]

    root_of(io.BytesIO(data))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError as error:
        raise LoadError(f"not well-formed XML (line {error.lineno})") from None


def _stop(name: str, attributes: object) -> NoReturn:
    raise _AtRoot(name)


def _refuse(name: str, *declaration: object) -> NoReturn:
    raise LoadError("XML that declares entities, as an expansion bomb does; not read")
