"""Answers as values, so that two can be compared."""
