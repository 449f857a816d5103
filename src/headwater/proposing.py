"""Asking the language model of a case about every passage that it was not asked about yet; nothing is asked twice."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import polars as pl

from headwater.config import LanguageModelConfig
from headwater.extract.asking import Passage, cut_passages, write_request
from headwater.model.ids import hash_parts
from headwater.model.tables import REPLIES
from headwater.progress import Progress
from headwater.run import Parts
from headwater.store.case import Case
from headwater.store.language_model import LanguageModel, NoAnswer, find_key
from headwater.store.replies import Reply, ReplyStore

MAX_FAILURES = 3
"""Failures in a row after which the rest is left to the next build."""


@dataclass(slots=True)
class Asked:
    """What asking came to.

    Attributes:
        model: Model that was asked.
        passages: Passages of the case in which a claim can stand.
        known: Answered in an earlier build.
        answered: Answered in this one.
        failed: Asked without an answer.
        left: Not asked: beyond `max_passages`, or after failures in a row.
        tokens_in: Tokens read in this build.
        tokens_out: Tokens written.
        cost: By the prices of the configuration.
        seconds: Spent waiting.
    """

    model: str
    passages: int = 0
    known: int = 0
    answered: int = 0
    failed: int = 0
    left: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    seconds: float = 0.0

    def counts(self) -> dict[str, Any]:
        """All of it by name, as the `runs` table holds it."""
        return asdict(self) | {"cost": round(self.cost, 4), "seconds": round(self.seconds, 1)}


def ask_passages(case: Case, opened: Parts, progress: Progress) -> tuple[pl.DataFrame, Asked | None]:
    """The `replies` table of a case, after asking what was not asked yet.

    Args:
        case: The case, locked by the caller.
        opened: Parts that hold `sentences` and `texts`.
        progress: Told how far the work has come.

    Returns:
        `replies`, and what asking came to; an empty table and None where no model is configured.

    Raises:
        ConfigError: The configuration of the model is wrong.
    """
    config = case.config.language_model
    if not config.base_url:
        return REPLIES.empty(), None
    passages = [p for key in opened.keys for p in _passages(case, opened, key)]
    asked = Asked(config.model, passages=len(passages))
    rows = []
    with LanguageModel(config, key=find_key(config)) as model:
        rows = _ask_each(passages, model, ReplyStore(case.path), config, asked, progress)
    return REPLIES.sort(REPLIES.from_rows(rows)), asked


def _passages(case: Case, opened: Parts, key: str) -> list[Passage]:
    texts = dict(case.parts.read(opened.group, key, "texts").select("doc_id", "text").iter_rows())
    sentences = case.parts.read(opened.group, key, "sentences").sort("doc_id", "n")
    found: list[Passage] = []
    for (doc_id,), own in sentences.partition_by("doc_id", as_dict=True, maintain_order=True).items():
        rows = list(own.iter_rows(named=True))
        found += cut_passages(rows, texts[doc_id], most_chars=case.config.language_model.passage_chars)
    return found


def _ask_each(
    passages: list[Passage],
    model: LanguageModel,
    store: ReplyStore,
    config: LanguageModelConfig,
    asked: Asked,
    progress: Progress,
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    in_a_row = tried = 0
    for i, passage in enumerate(passages):
        request = write_request(passage.text, model=config.model, max_tokens=config.max_tokens)
        key = hash_parts(config.base_url, json.dumps(request, sort_keys=True, ensure_ascii=False)).hex()
        reply: Reply | NoAnswer | None = store.get(key)
        if reply is not None:
            asked.known += 1
        elif in_a_row >= MAX_FAILURES or tried >= config.max_passages:
            asked.left += 1
            continue
        else:
            tried += 1
            reply = model.ask(request)
            in_a_row = _note(reply, asked, config, in_a_row)
            if isinstance(reply, Reply):
                store.put(key, reply, model=config.model, at=datetime.now(UTC).isoformat(timespec="seconds"))
        rows.append(_row(passage, reply, config.model))
        progress.update("Asking the language model", i + 1, len(passages), "passages")
    return rows


def _note(reply: Reply | NoAnswer, asked: Asked, config: LanguageModelConfig, in_a_row: int) -> int:
    """Count an answer or a failure; returns how many failures now stand in a row."""
    if isinstance(reply, NoAnswer):
        asked.failed += 1
        return MAX_FAILURES if reply.is_final else in_a_row + 1
    asked.answered += 1
    asked.tokens_in += reply.tokens_in
    asked.tokens_out += reply.tokens_out
    asked.seconds += reply.seconds
    asked.cost += (reply.tokens_in * config.price_in + reply.tokens_out * config.price_out) / 1e6
    return 0


def _row(passage: Passage, reply: Reply | NoAnswer, model: str) -> dict[str, Any]:
    is_answer = isinstance(reply, Reply)
    return {
        "doc_id": passage.doc_id, "start": passage.start, "end": passage.end, "model": model,
        "state": "answered" if is_answer else "failed",
        "text": reply.text if isinstance(reply, Reply) else None,
        "detail": reply.detail if isinstance(reply, NoAnswer) else None,
    }  # fmt: skip
