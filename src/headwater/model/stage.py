"""What a stage is: a pure function from tables to tables, with what the runner must know to call it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

Tables = Mapping[str, pl.DataFrame]
StageFunction = Callable[..., dict[str, pl.DataFrame]]


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the journey.

    The function is called as `function(tables, config=..., model=...)` and returns one frame for each of `outputs`.

    Attributes:
        name: Folder of its parts, and the name in rejects and manifests.
        doing: What a person reads on the progress bar: "Reading documents".
        by: How its input is cut: `document` (rows of some documents at a time), `sentence` (distinct sentences, each
            computed once in the life of the case), `part` (one to one over the parts of the stage before), `corpus`.
        inputs: Tables that it reads.
        outputs: Tables that it writes.
        function: `module:name`, imported where it is used, so that a start costs nothing.
        config: Name of its section in the configuration.
        code: Packages and files, relative to `headwater/`, that decide its result; a change recomputes it.
        load: `module:name` of a function without arguments that loads what it needs (a language model, a lexicon) once
            in a worker; its result is passed as `model`.
        versions: `module:name` of a cheap function without arguments that names the versions of installed models and
            data that decide the result; it becomes part of the key.
    """

    name: str
    doing: str
    by: Literal["document", "sentence", "part", "corpus"]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    function: str
    config: str
    code: tuple[str, ...]
    load: str | None = None
    versions: str | None = None


LoadedModel = Any
"""What a `load` function returns: known to its own stage alone."""
