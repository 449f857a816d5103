"""Asking a language model behind an OpenAI-compatible address: plain HTTP, no tools, no redirects, bounded in size and time."""

import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from headwater.config import LanguageModelConfig
from headwater.errors import ConfigError
from headwater.store.replies import Reply
from headwater.values.url import split_url

MAX_BYTES = 2_000_000
"""Largest answer that is read; the longest sensible one is a few kilobytes."""


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Why there is no answer.

    Attributes:
        detail: What went wrong, in words that do not change from try to try.
        is_final: Whether asking further passages is useless: the address is wrong, the key is refused.
    """

    detail: str
    is_final: bool


class LanguageModel:
    """One endpoint, asked one request after the other over one connection. Close it, or use it in a `with`.

    Args:
        config: Address, model, limits.
        key: Secret for the `Authorization` field; None sends none.

    Raises:
        ConfigError: The address is none, or carries a password, or no model is named.
    """

    def __init__(self, config: LanguageModelConfig, *, key: str | None) -> None:
        import httpx

        parts = split_url(config.base_url)
        if parts is None or parts.username is not None or parts.password is not None:
            raise ConfigError(
                f"language_model.base_url must be an http or https address without a password, got {config.base_url[:80]!r}; "
                f"the key goes into the environment variable {config.key_variable}"
            )
        if not config.model:
            raise ConfigError("language_model.model is empty; name the model as the endpoint knows it")
        self._url = f"{config.base_url.rstrip('/')}/chat/completions"
        self._config = config
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(timeout=config.timeout_s, follow_redirects=False, trust_env=False, headers=headers)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def ask(self, request: Mapping[str, Any]) -> Reply | NoAnswer:
        """The answer to one request, or why there is none.

        Args:
            request: Body of a chat completion request.
        """
        import httpx

        started = time.monotonic()
        try:
            with self._client.stream("POST", self._url, json=dict(request)) as response:
                body = self._read(response, started)
                status = response.status_code
        except httpx.TimeoutException:
            return NoAnswer(f"no answer within {self._config.timeout_s:g} seconds", is_final=False)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return NoAnswer(f"the endpoint was not reached: {type(error).__name__}", is_final=True)
        if body is None:
            return NoAnswer(f"the answer was over {MAX_BYTES} bytes or not whole in time", is_final=False)
        if status != 200:
            return NoAnswer(f"the endpoint answered with status {status}", is_final=status in {401, 403, 404})
        return _read_completion(body, time.monotonic() - started)

    def _read(self, response: Any, started: float) -> bytes | None:
        body = bytearray()
        for part in response.iter_bytes():
            body += part
            if len(body) > MAX_BYTES or time.monotonic() - started > self._config.timeout_s:
                return None
        return bytes(body)


def find_key(config: LanguageModelConfig) -> str | None:
    """The key from the environment, or None."""
    return os.environ.get(config.key_variable) or None


def _read_completion(body: bytes, seconds: float) -> Reply | NoAnswer:
    try:
        found = json.loads(body)
        text = found["choices"][0]["message"]["content"]
        usage = found.get("usage") or {}
        tokens_in, tokens_out = int(usage.get("prompt_tokens") or 0), int(usage.get("completion_tokens") or 0)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return NoAnswer("the endpoint's answer is no chat completion", is_final=False)
    if not isinstance(text, str):
        return NoAnswer("the endpoint's answer has no text", is_final=False)
    return Reply(text, tokens_in, tokens_out, round(seconds, 3))
