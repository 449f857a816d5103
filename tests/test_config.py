"""Configuration: defaults < file < environment < flags, and every problem told at once."""

from pathlib import Path

import pytest

from headwater.config import Config, describe_options, load_config
from headwater.errors import ConfigError


def write(folder: Path, text: str) -> Path:
    path = folder / "headwater.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_need_no_file() -> None:
    assert load_config(None) == Config()


def test_flags_win_over_environment_over_file(tmp_path: Path) -> None:
    path = write(tmp_path, "[run]\nworkers = 3\nseed = 3\nsentences_per_part = 3\n")
    config = load_config(path, environment={"HEADWATER_RUN_WORKERS": "4", "HEADWATER_RUN_SEED": "4"}, flags={"run.workers": 5})
    assert (config.run.workers, config.run.seed, config.run.sentences_per_part) == (5, 4, 3)


def test_all_problems_of_a_file_are_told_together(tmp_path: Path) -> None:
    path = write(tmp_path, 'colour = 1\n[run]\nworkers = "many"\nseed = -1\n[fetch]\nallow_private = 3\n')
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    for part in (
        "unknown key 'colour'",
        "run.workers must be int",
        "run.seed must be between",
        "fetch.allow_private must be bool",
    ):
        assert part in str(caught.value)


def test_broken_toml_says_where(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"headwater\.toml: not valid TOML"):
        load_config(write(tmp_path, "[run\n"))


@pytest.mark.parametrize("key", sorted(describe_options()))
def test_every_option_has_a_meaning_and_a_default_in_range(key: str) -> None:
    _, default, meta = describe_options()[key]
    assert len(meta["meaning"]) > 10
    load_config(None, flags={key: default})


@pytest.mark.parametrize(
    ("toml", "expected", "why"),
    [
        (
            '[programmes]\n"St. Petersburg plant" = ["Russia", " drones "]',
            {"St. Petersburg plant": ("Russia", "drones")},
            "dots in a name",
        ),
        ('[programmes]\na = ["x", "x"]\nb = ["y"]', {"a": ("x",), "b": ("y",)}, "twice is once"),
        ("[programmes]", {}, "none"),
    ],
)
def test_programmes(tmp_path: Path, toml: str, expected: dict[str, tuple[str, ...]], why: str) -> None:
    assert load_config(write(tmp_path, toml)).programmes == expected, why


@pytest.mark.parametrize("value", ['"drones"', "[]", '[""]', "[1]", '{x = ["y"]}'])
def test_programme_must_be_a_list_of_names(tmp_path: Path, value: str) -> None:
    with pytest.raises(ConfigError, match=r"programmes\.a must be a list of names"):
        load_config(write(tmp_path, f"[programmes]\na = {value}\n"))
