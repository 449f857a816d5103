"""Mentions to claims: who says what about what, and where it stands."""
