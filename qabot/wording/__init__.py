"""Answers, lists, reports and reasons in words, and the formats that answers are written in."""
