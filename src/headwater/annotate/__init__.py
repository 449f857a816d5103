"""Documents to mentions: sentences, language, parses, names and values."""
