"""Mentions to claims: who says what about what, and where it stands."""

from headwater.native import compiled_path

__path__[:0] = compiled_path(__name__)
