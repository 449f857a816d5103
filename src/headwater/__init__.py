"""Headwater: read what open sources say, trace each claim to where it began, weigh it, and show the evidence."""

__version__ = "0.1.0"
