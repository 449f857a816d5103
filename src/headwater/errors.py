"""The errors that Headwater raises on purpose.

Bad documents and rows are never exceptions: they become rows of the `rejects` table and the run goes on.
"""


class HeadwaterError(Exception):
    """Root of all errors that a caller may want to catch; its message says where, what came, and what to do."""


class ConfigError(HeadwaterError):
    """A configuration file, flag or environment variable is wrong; lists every problem found."""


class SchemaError(HeadwaterError):
    """A table or a schema file does not have the declared shape."""


class InputError(HeadwaterError):
    """What the user named cannot be used at all: no such path, no such table, no such claim."""


class ModelError(HeadwaterError):
    """A language model or other data package is missing or unfit."""


class StoreError(HeadwaterError):
    """The case folder cannot be read or written as it should."""
