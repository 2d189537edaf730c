"""Measuring qabot: data sets with known answers, the literature's measures, and calibration."""
