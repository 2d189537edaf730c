from __future__ import annotations

from qabot.encoding import onnx_messages


def test_a_node_as_bytes() -> None:
    written = onnx_messages.node("Abs", ("a",), ("b",), {"axis": -1, "size": 0.5})
    axis = b"\x0a\x04axis\x18" + b"\xff" * 9 + b"\x01\xa0\x01\x02"
    size = b"\x0a\x04size\x15" + b"\x00\x00\x00\x3f" + b"\xa0\x01\x01"
    assert written == (
        b"\x0a\x01a\x12\x01b\x22\x03Abs"
        + b"\x2a%c" % len(axis)
        + axis
        + b"\x2a%c" % len(size)
        + size
        + b"\x3a\x00"
    )
