"""Sentences that the reader keeps: clipped, listed, opened and exported."""
