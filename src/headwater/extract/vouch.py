"""Who vouches for the claims of a sentence where no clause credits them, and the chain of who has it from whom.

The credits of clauses (`headwater.extract.credit`) decide first. What they leave in the document's own voice is looked up in the
attributions of the sentence (`headwater.extract.attributions`): "imagery confirmed the plant", "she spoke of 400 agreements",
"dudan de que ...". The chain lists everyone who stands between the document and the claim, outermost first.
"""

from collections.abc import Sequence
from typing import Any, Final

from headwater.extract.analysis import Frame
from headwater.extract.attribution_nouns import ASIDE
from headwater.extract.attribution_parts import Attribution
from headwater.extract.attributions import find_attributions
from headwater.extract.clause import REFUSES, Clause
from headwater.extract.credit import Credit, strongest
from headwater.extract.frames import credit_frame
from headwater.extract.phrases import name_phrase, name_text
from headwater.extract.sentence import RELATIVES, Sentence
from headwater.schema.source_cues import source_cues

VOUCHING: Final = frozenset({"reported", "alleged", "opinion", "denied"})
"""Modalities of verbs that vouch for what they report; plans and hopes are the claim's own modality."""
OWN_WORDS: Final = frozenset({"announcement", "statement", "sanction"})
"""Kinds that are themselves an act of speech: who announces is the subject, and nobody is credited."""
_CITING: Final = frozenset({"citing", "quoting", "citando"})
MIN_COVERED_SHARE: Final = 0.6


def vouch(s: Sentence, clauses: dict[int, Clause], frames: Sequence[Frame]) -> None:
    """Credits claims that nobody vouches for yet, and writes down the chain of each credit.

    Args:
        s: The sentence.
        clauses: Its clauses by verb.
        frames: Its claims; changed in place.
    """
    if not frames:
        return
    verbs = frozenset(v for v, c in clauses.items() if s.low[v] in ASIDE or (_held_by(s, v) is not None and c.lemma != REFUSES))
    held = [(a, m) for a in find_attributions(s, clauses, verbs=verbs) if (m := _modality(s, a)) is not None]
    for frame in frames:
        over = [(a, m) for a, m in held if _covers(s, a, frame)]
        near = [(a, m) for a, m in over if _may_vouch(s, a, frame)]
        if "attribution" not in frame.roles and near:
            nearest, modality = min(near, key=lambda x: len(x[0].content))
            _credit(s, frame, nearest, modality)
        if "attribution" in frame.roles:
            frame.roles["attribution"]["chain"] = _chain(s, frame, [a for a, _ in over])


def _may_vouch(s: Sentence, a: Attribution, frame: Frame) -> bool:
    """Whether an attribution credits a claim that the clauses left alone: not one whose clause they judged already."""
    lemma = s.lemma[a.head]
    if "own_view" in frame.rule:
        return False
    if lemma in _SPEAKING:
        return True
    if frame.kind in OWN_WORDS or frame.trigger == lemma or frame.rule.startswith("apposed") or lemma in _DOING:
        return False
    if a.speaker is not None and lemma in _SHOWING and (spot := s.spot_at[a.speaker]) is not None and spot.kind == "country":
        return False
    if frame.roles.get("clause", {}).get("start") is not None and _is_aside(s, frame):
        return False
    told = [k for k in s.kids[a.head] if s.dep[k] == "ccomp"]
    verb = frame.roles.get("clause", {}).get("start")
    return not told or any(s.start[k] == verb for k in told)


def _is_aside(s: Sentence, frame: Frame) -> bool:
    """Whether a claim is a relative clause behind a comma: "..., which surprised his backers", the document's own word."""
    first = next((t for t in range(s.n) if s.start[t] >= frame.start), 0)
    if first == 0 or s.low[first - 1] != ",":
        return False
    return s.low[first] in RELATIVES or (
        s.language == "es" and s.dep[first] in {"acl", "amod"} and s.tag_is_past_participle(first)
    )


_SPEAKING: Final = frozenset({"speak", "talk", "hablar", "dudar", "doubt"})
"""Verbs that only say, whatever they take for their content."""
_DOING: Final = frozenset({"announce", "anunciar", "declare", "declarar", "publish", "publicar", "release", "post", "write", "escribir", "report", "call",
                           "accuse", "acusar", "denounce", "denunciar", "cite", "present", "presentar", "put", "give", "dar"})  # fmt: skip
"""Verbs that with a noun for their object do something rather than vouch for it: who announces a plant has a plant."""
_SHOWING: Final = frozenset({"show", "mostrar", "reveal", "revelar", "present", "document", "list", "exhibit"})
"""Verbs by which a state shows its own things, and by which papers and pictures vouch for others'."""


def _modality(s: Sentence, a: Attribution) -> str | None:
    """How an attribution holds its content, or None where it does not vouch for it."""
    if a.rule in {"phrase", "aside", "clear"}:
        return "reported"
    return _held_by(s, a.head) if a.rule == "verb" else None


def _held_by(s: Sentence, verb: int) -> str | None:
    """How a verb holds what it takes for its content, or None where it vouches for nothing."""
    lemma = source_cues(s.language).mend(s.lemma[verb])
    modality = s.cues.report_verbs.get(lemma) or (
        "reported" if lemma in {"speak", "talk", "hablar", "mention", "depict"} else None
    )
    if modality == "opinion":
        return "reported"
    return modality if modality in VOUCHING else None


def _covers(s: Sentence, a: Attribution, frame: Frame) -> bool:
    """Whether most of the words of a claim stand in the content of an attribution."""
    inside = [t for t in range(s.n) if frame.start <= s.start[t] and s.end[t] <= frame.end and s.pos[t] != "PUNCT"]
    rest = [t for t in inside if t not in a.cue and t not in a.source]
    colon = next((k for k in s.kids[a.head] if s.low[k] == ":" and k > a.head), None)
    if colon is not None and rest and min(rest) > colon and any(a.head < t < colon for t in a.content):
        # What stands behind the colon spells out what was described.
        return True
    return bool(rest) and len(a.content & set(rest)) >= MIN_COVERED_SHARE * len(rest)


def _credit(s: Sentence, frame: Frame, a: Attribution, modality: str) -> None:
    words = sorted(a.source | a.cue)
    first, last = words[0], words[-1]
    if any(t in a.content for t in range(first, last + 1)):
        first, last = min(a.cue), max(a.cue)
    needs = str(name_phrase(s, a.speaker).get("needs") or "") or None if a.speaker is not None else None
    credit_frame(s, frame, Credit(first, last, a.speaker, modality, "attribution", needs))
    # Who doubts a thing is credited with the doubt: it is no opinion of the text.
    own = "asserted" if frame.modality == "opinion" else frame.modality
    frame.modality = strongest(own, modality)


def _chain(s: Sentence, frame: Frame, over: list[Attribution]) -> list[dict[str, Any]]:
    """Links from the document to the claim, outermost first: {who, start, end, needs}."""
    role = frame.roles["attribution"]
    speakers: list[int] = []
    for a in sorted(over, key=lambda a: -len(a.content)):
        if a.speaker is not None and a.speaker not in speakers:
            speakers.append(a.speaker)
    own = role.get("speaker")
    if own is not None:
        inside = [t for t in range(s.n) if own["start"] <= s.start[t] < own["end"]]
        mine = next((t for t in inside if s.head[t] not in inside), None)
        if mine is not None and not set(inside) & set(speakers):
            speakers.append(mine)
    links: list[int] = []
    for t in speakers:
        links.extend(k for k in _hearers(s, t) if k not in links)
        links.append(t)
        links.extend(k for k in _cited_by(s, t) if k not in links and k not in speakers)
    return [_link(s, t) for t in links]


def _link(s: Sentence, t: int) -> dict[str, Any]:
    phrase = name_phrase(s, t)
    return {
        "who": name_text(s, t) or phrase["text"],
        "start": phrase["start"],
        "end": phrase["end"],
        "needs": phrase.get("needs"),
    }


def _hearers(s: Sentence, speaker: int) -> list[int]:
    """The publisher that a speaker told: it stands between the document and the speaker."""
    verb = s.head[speaker]
    if s.dep[speaker] != "subj" or s.lemma[verb] not in {"tell", "decir", "declarar", "contar"}:
        return []
    told = s.kids_of(verb, "obj", "iobj", "obl")
    return [k for k in told if (spot := s.spot_at[k]) is not None and spot.kind == "outlet"]


def _cited_by(s: Sentence, speaker: int) -> list[int]:
    """Whom a speaker cites in turn: "CNN, citing Ukraine's intelligence, said"."""
    near = [
        i
        for i in range(s.n)
        if s.low[i] in _CITING and (s.head[i] in {speaker, s.head[speaker]} or s.right[speaker] < i < s.right[speaker] + 4)
    ]
    near += [k for k in s.kids_of(speaker, "relcl") if s.lemma[k] in {"cite", "quote", "citar"}]
    found: list[int] = []
    for i in near:
        obj = next((k for k in s.kids[i] if s.dep[k] in {"obj", "pobj", "obl"} and k > i), None)
        found.extend(s.conjuncts(obj) if obj is not None else [])
    return found
