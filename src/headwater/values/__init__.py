"""One file per kind of value: clean, compare, caption."""
