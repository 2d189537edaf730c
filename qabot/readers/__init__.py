"""Readers: where in a few sentences the answer to a question stands."""
