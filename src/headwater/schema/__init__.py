"""Data, not code: kinds, ladders and lexicons, validated on load."""

from headwater.native import compiled_path

__path__[:0] = compiled_path(__name__)
