"""Mentions to entities: places, people, bodies, equipment."""
