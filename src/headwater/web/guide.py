"""Help: keys, and the words that the pages use."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from headwater.web.opened import OpenCase
from headwater.web.render import Frame, render

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what it does.

    Attributes:
        keys: As printed on the keyboard.
        does: What happens.
        where: Pages on which it works.
    """

    keys: tuple[str, ...]
    does: str
    where: str


@dataclass(frozen=True, slots=True)
class GuidePage:
    """What the help shows.

    Attributes:
        keys: All keys.
        words: Terms and their meaning.
    """

    keys: tuple[Key, ...]
    words: tuple[tuple[str, str], ...]


KEYS = (
    Key(("/",), "go to the search field", "everywhere"),
    Key(("?",), "show or hide the keys", "everywhere but judge"),
    Key(("esc",), "close what is open", "everywhere"),
    Key(("j",), "next claim in the text; next row of a list", "reader, lists"),
    Key(("n",), "next claim, as j", "reader"),
    Key(("k",), "claim or row before", "reader, lists"),
    Key(("enter",), "open the row", "lists"),
    Key(("a",), "accept the open claim", "reader, claim, judge"),
    Key(("x",), "reject the open claim", "reader, claim, judge"),
    Key(("u",), "undo the last decision", "reader, claim, judge"),
    Key(("s",), "the two are the same", "judge"),
    Key(("d",), "the two are different", "judge"),
    Key(("?",), "don’t know: set it aside", "judge"),
)

WORDS = (
    ("document", "One text by one publisher."),
    ("outlet", "Whoever publishes documents. Ten outlets can print one report."),
    ("claim", "What one document says, with the exact words. A claim is not a fact: it is what somebody wrote."),
    ("origin", ("The earliest holder of a statement that can be named: a document of the case, an upstream document that the "
     "case does not hold, a person or body, or an unnamed source.")),
    ("independent origins", ("How many origins a value has, once copies, translations, rewrites and citations are traced back. "
     "Nine documents that all go back to one newspaper are one origin. A range means that it is not certain.")),
    ("item", "A question that claims answer: how many, who, when, whether."),
    ("value", "An answer that claims propose. An item with two values that cannot both hold has a conflict."),
    ("conflict", ("Two values of one item that cannot both hold. Values that differ in scope, were replaced later, are less "
     "specific, were rounded, or are the same speaker's revision are told apart and are not conflicts.")),
    ("modality", ("How a document holds a claim: it states it, reports it, alleges it, calls it possible, says it is planned, "
     "gives it as opinion, or denies it. “Will build” never counts as “builds”.")),
    ("programme", ("What is said of a few main things together, such as a country and a kind of equipment. Its ladder counts "
     "only what is said to be so; what is planned, possible, alleged or denied stands apart.")),
    ("falls", "A value falls with a source where no other origin holds it up."),
    ("not held", "A document that others name as their source, and that this case does not have."),
    ("left out", "What could not be read, with the reason and what to do. Nothing is skipped in silence."),
)  # fmt: skip


@router.get("/help")
def show_guide(request: Request) -> Response:
    """Keys and words."""
    case: OpenCase = request.app.state.case
    return render(request, "help.html", GuidePage(KEYS, WORDS), Frame(case.config.title, "Help", "", "/help"))
