"""The encoder: text in, unit vectors out."""

from qabot.encoding.lazy import LazyEncoder

__all__ = ["LazyEncoder"]
