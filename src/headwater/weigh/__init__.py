"""Claims and origins to items, values and conflicts."""

from headwater.native import compiled_path

__path__[:0] = compiled_path(__name__)
