"""Reading of schema files: YAML, by the C loader where PyYAML has it (20 times faster; start-up counts)."""

from importlib.resources import files
from typing import Any

from headwater.errors import SchemaError


def read_yaml(name: str) -> Any:
    """Content of a file under `schema/`.

    Args:
        name: Path inside `schema/`: `claim_kinds.yaml`, `lexicon/outlets.yaml`.

    Raises:
        SchemaError: The file is missing or not valid YAML; the message says where.
    """
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(files("headwater.schema").joinpath(name).read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both are safe
    except (OSError, yaml.YAMLError) as error:
        raise SchemaError(f"schema/{name}: {error}") from error
