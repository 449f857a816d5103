"""Data, not code: kinds, ladders and lexicons, validated on load."""
