"""Bytes to documents: one file per format; text with its offsets."""
