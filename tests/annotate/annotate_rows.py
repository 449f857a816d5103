"""Rows for the stages of annotate, from plain texts."""

from headwater.annotate.locate import locate_mentions
from headwater.annotate.mentions import find_mentions
from headwater.annotate.models import load_parsers
from headwater.annotate.parse import parse_sentences
from headwater.annotate.sentences import split_documents
from headwater.config import AnnotateConfig
from headwater.model import tables as t

PARSERS = load_parsers()


def documents(*texts, language="en", published=None):
    docs = [
        {
            "doc_id": f"doc-{n}", "external_id": f"x{n}", "text_language": language, "published": published,
            "n_chars": len(text), "text_id": f"tx-{n}",
        }
        for n, text in enumerate(texts)
    ]  # fmt: skip
    rows = [{"doc_id": f"doc-{n}", "text_id": f"tx-{n}", "text": text} for n, text in enumerate(texts)]
    return {"documents": t.DOCUMENTS.from_rows(docs), "texts": t.TEXTS.from_rows(rows)}


def annotate(*texts, language="en", published=None, config=None):
    """All tables of annotate over these texts."""
    config = config or AnnotateConfig()
    tables = documents(*texts, language=language, published=published)
    tables |= split_documents(tables, config=config)
    tables |= parse_sentences(tables, config=config, model=PARSERS)
    tables |= find_mentions(tables, config=config)
    return tables | locate_mentions(tables, config=config)
