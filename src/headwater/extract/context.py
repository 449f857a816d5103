"""What a document has named so far: who "he", "the country" or "the paper" is, by rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

SINGULAR_PERSON: Final = frozenset({"he", "she", "him", "her", "él", "ella"})
PLURAL: Final = frozenset({"they", "them", "these", "those", "their", "ellos", "ellas", "estos", "estas"})
THING: Final = frozenset({"it", "its", "this", "that", "itself", "esto", "eso", "su"})
HEAD_KINDS: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(
        ("country", "nation", "state", "government", "país", "nación", "estado", "gobierno"), frozenset({"country"})
    ),
    **dict.fromkeys(("base", "facility", "plant", "site", "factory", "planta", "fábrica", "instalación"), frozenset({"site"})),
    **dict.fromkeys(("paper", "newspaper", "daily", "agency", "periódico", "diario", "agencia"), frozenset({"outlet"})),
    **dict.fromkeys(
        (
            "group",
            "company",
            "organisation",
            "organization",
            "movement",
            "institute",
            "grupo",
            "movimiento",
            "empresa",
            "compañía",
            "organización",
        ),
        frozenset({"organisation", "outlet"}),
    ),
    **dict.fromkeys(
        (
            "minister",
            "president",
            "general",
            "officer",
            "spokesman",
            "official",
            "ministro",
            "presidente",
            "oficial",
            "portavoz",
            "mandatario",
            "visitante",
            "militar",
        ),
        frozenset({"person"}),
    ),
    **dict.fromkeys(
        (
            "drone",
            "aircraft",
            "model",
            "system",
            "uav",
            "missile",
            "rocket",
            "jet",
            "plane",
            "weapon",
            "device",
            "machine",
            "dron",
            "avión",
            "aparato",
            "modelo",
            "sistema",
            "misil",
            "cohete",
            "nave",
            "arma",
            "dispositivo",
            "máquina",
            "artefacto",
            "aeronave",
            "lancha",
            "buque",
            "embarcación",
            "blindado",
            "helicóptero",
            "submarino",
            "equipo",
        ),
        frozenset({"equipment"}),
    ),
}
_THINGS: Final = frozenset({"equipment", "site", "thing"})
MAX_BACK: Final = 4
"""Sentences that a pronoun may reach back over."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a document named: what, where, and whether it was the subject of a claim."""

    text: str
    kind: str
    sentence: int
    start: int
    end: int
    is_subject: bool
    is_plural: bool
    is_name: bool = False


@dataclass(slots=True)
class Context:
    """What was named so far in one document, oldest first."""

    named: list[Named] = field(default_factory=list)
    is_spanish: bool = False
    """Whether equipment may be meant that was spoken of without its name, as in Spanish, where subjects are left out."""

    def note(self, named: Named) -> None:
        """Remember something that was named."""
        if named.text:
            self.named.append(named)

    def resolve(
        self,
        role: Mapping[str, Any],
        sentence: int,
        start: int,
        *,
        is_subject: bool,
        among: frozenset[str] = frozenset(),
        apart_from: frozenset[str] = frozenset(),
    ) -> Named | None:
        """Who a pronoun, "the country" or an unspoken subject is, or None where nothing before fits.

        Args:
            role: Role with `needs` and `head`.
            sentence: Number of its sentence.
            start: Offset of the role in the document; only what stands before it counts.
            is_subject: Whether the role is a subject: subjects go back to subjects first.
            among: Kinds that it can be, where the claim says; empty for any.
            apart_from: Names that it can't be: who acts is not who is acted on.
        """
        head = str(role.get("head") or role.get("text") or "").lower()
        kinds = self._kinds(head, str(role["needs"]))
        kinds = (kinds & among if kinds else among) or kinds
        plural = head in PLURAL
        is_plural_thing = bool(role.get("plural")) and HEAD_KINDS.get(head) == frozenset({"equipment"})
        before = [n for n in self.named if n.start < start and sentence - n.sentence <= MAX_BACK]
        if role["needs"] == "implicit":
            before = [n for n in before if n.is_name and (n.is_subject or n.kind == "equipment")] or before
            if self.is_spanish and kinds == frozenset({"equipment"}) and not any(n.kind == "equipment" for n in before):
                before = [n for n in self.named if n.start < start and sentence - n.sentence <= MAX_BACK]
        if role["needs"] == "definite":
            before = [n for n in before if n.is_name or (is_plural_thing and n.kind == "equipment")]
        if role.get("plural") and role["needs"] == "implicit" and (people := self._people(sentence, start, kinds)) is not None:
            return people
        fits = [
            n
            for n in before
            if (not kinds or n.kind in kinds)
            and n.text not in apart_from
            and (n.is_plural if plural else head not in SINGULAR_PERSON | THING or not n.is_plural)
        ]
        if self.is_spanish and not fits and role["needs"] == "definite" and kinds == frozenset({"equipment"}):
            fits = [n for n in self.named if n.start < start and n.kind == "equipment" and sentence - n.sentence <= MAX_BACK]
            fits = [n for n in fits if n.sentence < sentence and n.text not in apart_from and n.text.split()[0].lower() != head]
        if not fits:
            return None
        earlier = [n for n in fits if n.sentence < sentence] if role["needs"] == "implicit" else fits
        things = [n for n in fits if not is_subject and head in THING and n.kind in _THINGS]

        def nearness(n: Named) -> tuple[float, int]:
            # Of two subjects of one sentence the first is what the sentence is about.
            is_topic = n.is_subject and is_subject
            bonus = 1.1 if head in SINGULAR_PERSON else 0.6
            return n.sentence + (bonus if is_topic else 0.0), -n.start if is_topic else n.start

        return max(earlier or things or fits, key=nearness)

    def _people(self, sentence: int, start: int, kinds: frozenset[str]) -> Named | None:
        """Those whom a Spanish verb in the plural without a subject goes on about: "Cobran 500 dólares al mes"."""
        near = [n for n in self.named if n.start < start and 0 < sentence - n.sentence <= 2 and n.is_subject and n.is_plural]
        if not self.is_spanish or not near or "person" not in (kinds or {"person"}):
            return None
        return near[-1] if near[-1].kind in {"person", "thing"} else None

    def _kinds(self, head: str, needs: str) -> frozenset[str]:
        if needs == "number":
            return frozenset({"equipment"})
        if needs == "definite":
            return HEAD_KINDS.get(head, frozenset({"none"}))
        if head in SINGULAR_PERSON:
            return frozenset({"person"})
        if head == "lo":
            return frozenset({"equipment"})
        if head in THING:
            return frozenset({"country", "organisation", "equipment", "site", "thing", "money"})
        return frozenset()

    def last(self, kinds: frozenset[str], sentence: int, *, back: int = MAX_BACK) -> Named | None:
        """The last thing of these kinds that was named, at most some sentences back."""
        fits = [n for n in self.named if n.kind in kinds and sentence - n.sentence <= back]
        return fits[-1] if fits else None

    def topic(self, kinds: frozenset[str], *, apart_from: str, before: int) -> str | None:
        """What the document named most often before a sentence, subjects thrice; of equals, the one it named last."""
        counts: dict[str, tuple[int, int]] = {}
        for n in self.named:
            if n.kind in kinds and n.is_name and n.sentence < before and n.text not in apart_from:
                counts[n.text] = (counts.get(n.text, (0, 0))[0] + (3 if n.is_subject else 1), n.start)
        return max(counts, key=lambda text: counts[text]) if counts else None
