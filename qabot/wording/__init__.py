"""Answers, lists and reports in words."""
