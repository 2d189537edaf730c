"""Dates as people write them in English: what stretch of days a phrase means."""
