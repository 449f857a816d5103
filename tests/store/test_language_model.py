import pytest

from headwater.config import LanguageModelConfig
from headwater.errors import ConfigError, StoreError
from headwater.store.language_model import MAX_BYTES, LanguageModel, NoAnswer
from headwater.store.replies import Reply, ReplyStore
from model_server import ModelServer, completion


def ask(write, *, key: str | None = None, timeout_s: float = 5.0):
    server = ModelServer(write)
    try:
        with LanguageModel(LanguageModelConfig(base_url=server.url, model="m", timeout_s=timeout_s), key=key) as model:
            return model.ask({"model": "m", "messages": []}), server
    finally:
        server.close()


def test_an_answer_comes_with_its_tokens_and_the_key_goes_along():
    found, server = ask(lambda _: completion("hello"), key="secret")
    assert isinstance(found, Reply)
    assert (found.text, found.tokens_in, found.tokens_out) == ("hello", 100, 20)
    assert server.asked[0]["path"] == "/v1/chat/completions"
    assert server.keys == ["Bearer secret"]


@pytest.mark.parametrize(
    ("answer", "words", "is_final", "why"),
    [
        ((401, b"{}"), "status 401", True, "the key is refused: further passages would be too"),
        ((404, b"{}"), "status 404", True, "the address is wrong"),
        ((500, b"{}"), "status 500", False, "it may work again"),
        ((302, b""), "status 302", False, "a redirect is not followed: it could lead anywhere with the key"),
        ((200, b"<html>"), "no chat completion", False, "another server"),
        ((200, b"[]"), "no chat completion", False, "another shape"),
        ((200, b"[" * 200_000), "no chat completion", False, "nesting that would exhaust a parser"),
        (completion(None), "no text", False, "an empty answer"),
        (completion({"tool": "x"}), "no text", False, "a tool call is no text"),
        ((200, b" " * (MAX_BYTES + 1)), "bytes", False, "an answer without end"),
    ],
)
def test_answers_that_are_none_say_what_came(answer, words, is_final, why):
    found, _ = ask(lambda _: answer)
    assert isinstance(found, NoAnswer), why
    assert words in found.detail
    assert found.is_final is is_final, why


def test_an_endpoint_that_is_not_there_is_said():
    with LanguageModel(LanguageModelConfig(base_url="http://127.0.0.1:9/v1", model="m"), key=None) as model:
        found = model.ask({})
    assert isinstance(found, NoAnswer)
    assert found.is_final
    assert "not reached" in found.detail


@pytest.mark.parametrize(
    ("base_url", "model", "words"),
    [
        ("ftp://x/v1", "m", "http or https"),
        ("http://user:pass@x/v1", "m", "without a password"),
        ("http://x/v1", "", "model is empty"),
    ],
)
def test_a_wrong_configuration_says_what_to_write(base_url, model, words):
    with pytest.raises(ConfigError, match=words):
        LanguageModel(LanguageModelConfig(base_url=base_url, model=model), key=None)


def test_replies_are_kept_as_they_came(tmp_path):
    store = ReplyStore(tmp_path)
    assert store.get("a") is None
    store.put("a", Reply("{\u0000}é", 1, 2, 0.5), model="m", at="2026-01-01T00:00:00+00:00")
    assert ReplyStore(tmp_path).get("a") == Reply("{\u0000}é", 1, 2, 0.5)


def test_a_broken_file_of_replies_says_what_to_do(tmp_path):
    (tmp_path / "replies.db").write_bytes(b"no database" * 500)
    with pytest.raises(StoreError, match="move the file away"):
        ReplyStore(tmp_path).get("a")
