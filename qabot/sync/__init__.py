"""Bringing an index in step with its folders."""
