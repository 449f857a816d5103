"""Documents to borrowed passages."""
