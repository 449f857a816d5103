"""Context to page: the one Jinja environment, and the words that templates need."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from headwater.views.edtf import say_date
from headwater.views.named import document_title, speaker_name
from headwater.web.assets import Assets
from headwater.web.labels import SECTIONS
from headwater.web.lineage import say_rest

MODALITY_MARKS: Mapping[str, str] = {
    "asserted": "stated",
    "reported": "reported",
    "alleged": "alleged",
    "conditional": "may be",
    "future": "planned",
    "opinion": "opinion",
    "denied": "denied",
}


RELATIONS: Mapping[str, str] = {
    "copy": "copy of",
    "rewrite": "rewrite of",
    "translation": "translation of",
    "digest": "digest of",
    "cites": "cites",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page.

    Attributes:
        case_title: Name of the case.
        title: Name of the page.
        section: Entry of the navigation that is open, as in `labels.SECTIONS`.
        path: Address of the page.
        query: Search words, where the page has some.
        snapshot: Id of the snapshot that is shown, or None before the first build.
    """

    case_title: str
    title: str
    section: str
    path: str
    query: str = ""
    snapshot: str | None = None


def render(request: Request, template: str, page: object, frame: Frame, *, status: int = 200) -> HTMLResponse:
    """A page as HTML.

    Args:
        request: The request; gives the addresses of the built assets.
        template: Name under `templates/`.
        page: Frozen dataclass; its fields are the names that the template knows.
        frame: What stands around it.
        status: HTTP status.
    """
    if not is_dataclass(page):
        raise TypeError(f"a page must be a dataclass, got {type(page).__name__}")
    names = {f.name: getattr(page, f.name) for f in fields(page)}
    assets: Assets = request.app.state.assets
    html = environment().get_template(template).render(names, frame=frame, assets=assets, sections=SECTIONS)
    return HTMLResponse(html, status_code=status)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Jinja with autoescape everywhere; a name that a context lacks is an error, not a blank."""
    env = Environment(
        loader=PackageLoader("headwater.web", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "count": say_count,
        "number": say_number,
        "origins": say_origins,
        "words": say_words,
        "titled": document_title,
        "speaker": speaker_name,
        "value": say_value,
        "language": say_language,
        "loads": read_json,
        "share": say_share,
        "modality": lambda m: MODALITY_MARKS.get(m, m),
        "relation": lambda r: RELATIONS.get(r, say_words(r)),
        "weblink": safe_link,
        "site": site_of,
        "date": say_date,
        "direction": text_direction,
        "judged": judged_as,
        "rest_words": say_rest,
    }
    return env


def say_count(n: int, noun: str, plural: str | None = None) -> str:
    """`1 document`, `1,200 documents`."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def say_number(x: float | None) -> str:
    """A number with thousands apart and no false decimals; a dash where there is none."""
    if x is None:
        return "–"
    return f"{x:,.0f}" if x == int(x) else f"{x:,.6g}"


def say_origins(row: Mapping[str, Any]) -> str:
    """Number of origins of an item or value as its likely range: `1`, `1–3`."""
    low, high = row["n_origins_low"], row["n_origins_high"]
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def say_words(name: str | None) -> str:
    """`site_activity` as `site activity`."""
    return (name or "").replace("_", " ")


_DATE = re.compile(r"(?a)[0-9]{4}(?:-[0-9]{2}){1,2}[~?]?|[0-9.]{2,10}(?:-[0-9-]{2,5})?/[0-9.]{2,10}(?:-[0-9-]{2,5})?")


def say_value(value: str) -> str:
    """A value in words: its dates are kept as EDTF, `yes, 2012-06`, and read as `yes, June 2012`."""
    return ", ".join(say_date(part) if _DATE.fullmatch(part) else part for part in value.split(", "))


@lru_cache(maxsize=256)
def say_language(code: str | None) -> str:
    """English name of a BCP 47 language; the code where it has no name."""
    if not code:
        return "unknown language"
    try:
        return Locale.parse(code, sep="-").get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code


def say_share(x: float | None) -> str:
    """A share as per cent."""
    return "–" if x is None else f"{x:.0%}".replace("%", " %")


def read_json(text: str | None) -> Any:
    """A JSON column as plain values; an empty list where it is empty."""
    return json.loads(text) if text else []


def safe_link(url: str | None) -> str | None:
    """An address that may be linked: http or https with a host, and nothing else."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def site_of(url: str | None) -> str:
    """Host of an address, for people."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def judged_as(row: object) -> str | None:
    """What a person said of a claim: `accepted`, `rejected`, or None."""
    found = row.get("judged") if isinstance(row, Mapping) else getattr(row, "judged", None)
    return str(found) if found else None


RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "yi", "sd", "ckb", "dv", "ug"})


def text_direction(code: str | None) -> str:
    """`rtl` or `ltr`, as HTML wants it."""
    return "rtl" if (code or "").split("-")[0] in RIGHT_TO_LEFT else "ltr"
