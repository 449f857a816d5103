"""Declared formulas over items to assessments."""
