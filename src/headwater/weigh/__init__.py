"""Claims and origins to items, values and conflicts."""
