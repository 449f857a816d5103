"""Turns of phrase that credit someone without a verb of saying right behind the name.

Nouns that carry information ("that figure comes from the institute"), what belongs to someone ("by the ministry's own
count"), the verb before its subject, as in Spanish ("así lo confirmó el ministro"), who was spoken to, and "for the colonel".
"""

from collections.abc import Iterator
from dataclasses import replace

from headwater.origins.actors import actor_left, actor_right
from headwater.origins.naming import is_publisher_like, name_actor
from headwater.origins.nouns import STOPPERS, noun_kind
from headwater.origins.phrase import Phrase, make_phrase, phrase_tail
from headwater.origins.subjects import is_adverb
from headwater.origins.who import Actor, Sentence, clean_name

MAX_BETWEEN = 6
"""Words between a noun for information and its link ("the figure of 300 for last year comes from")."""
MAX_ADJECTIVES = 3
_TO = frozenset({"to", "a", "al", "à", "ao", "au"})
_BY = frozenset({"by", "por", "par"})
_CLITICS = frozenset({"lo", "la", "los", "las", "le", "según", "como", "segundo", "conforme", "selon", "mismo", "contrario"})
_HAVE = frozenset({"ha", "han", "había", "habían", "tem", "têm"})


def credit_information(_text: str, sentence: Sentence) -> Iterator[Phrase]:
    """A noun for information and where it is from: "the number originates with", "la cifra procede del instituto"."""
    words, cues = sentence.words, sentence.cues
    for i, word in enumerate(words):
        if word.low not in cues.sets["information"]:
            continue
        for j in range(i + 1, min(i + 2 + MAX_BETWEEN, len(words))):
            if not words[j].text[0].isalnum():
                break
            link = next((c for c in cues.links.get(words[j].low, ()) if reads(sentence, j, c)), None)
            if link is None:
                continue
            actor = actor_right(sentence, j + len(link))
            if actor is not None:
                yield make_phrase(words, j, actor.last, actor, "information")
            break


def reads(sentence: Sentence, at: int, cue: tuple[str, ...]) -> bool:
    """Whether the words of a cue stand from word `at` on."""
    words = sentence.words
    return at + len(cue) <= len(words) and all(words[at + k].low == c for k, c in enumerate(cue))


def credit_possession(_text: str, sentence: Sentence) -> Iterator[Phrase]:
    """What someone has told, in their hands: "in Korb's view", "the ministry's own figure"."""
    words, cues = sentence.words, sentence.cues
    for i, word in enumerate(words):
        is_plural = (
            word.low.endswith("s") and i + 1 < len(words) and words[i + 1].text in {"'", "’"} and words[i + 1].start == word.end
        )
        if not is_plural and not word.text.endswith(("'s", "’s")):
            continue
        first = i + 1 + is_plural
        for j in range(first, min(first + 1 + MAX_ADJECTIVES, len(words))):
            if not words[j].text[0].isalpha():
                break
            is_opinion = words[j].low in cues.sets["opinions"]
            is_staff = (
                words[j].low in cues.sets["unnamed"] and words[j].low not in cues.works and not words[j].text[0].isupper()
            )
            if is_staff and _tells(sentence, j + 1):
                owner = _owner(sentence, i)
                if owner is not None and owner.kind == "outlet" and owner.name.islower():
                    yield make_phrase(words, owner.first, j + 1, owner, "possession")
                elif owner is not None and owner.name[:1].isupper():
                    mark = words[i + 1].text if is_plural else word.text[-2:]
                    named = f"{owner.name}{mark} {' '.join(w.text for w in words[first : j + 1])}"
                    kind = "body" if owner.kind == "body" else "unnamed"
                    yield make_phrase(
                        words, owner.first, j + 1, replace(owner, name=named, kind=kind, last=j + 1), "possession"
                    )
                break
            if is_opinion or words[j].low in cues.works:
                owner = _owner(sentence, i)
                is_told = j + 1 < len(words) and (words[j + 1].low in cues.say or words[j + 1].low in cues.publish)
                is_body = is_told and owner is not None and owner.name[:1].islower()
                if owner is not None and (is_opinion or is_body or is_publisher_like(owner)):
                    yield make_phrase(words, owner.first, j + 1, owner, "possession")
                break
            if words[j].text[0].isupper():
                break


def _tells(sentence: Sentence, k: int) -> bool:
    """Whether a verb of telling follows at word `k`, perhaps behind an adverb: "now name"."""
    words, cues = sentence.words, sentence.cues
    while k < len(words) - 1 and is_adverb(words[k].low, sentence):
        k += 1
    return k < len(words) and (words[k].low in cues.say or words[k].low in cues.publish)


def _owner(sentence: Sentence, i: int) -> Actor | None:
    """Who owns what follows word `i`, which ends in a possessive."""
    words, cues = sentence.words, sentence.cues
    if (name := sentence.by_last.get(i + 1)) is not None:
        return name_actor(sentence, name)
    noun = words[i].low.removesuffix("'s").removesuffix("’s").rstrip("'’")
    is_medium = noun in cues.sets["back_references"]
    if noun not in cues.sets["unnamed"] and noun not in cues.sets["documents"] and not is_medium:
        return None
    first = i
    while first > 0 and i - first < MAX_ADJECTIVES and words[first - 1].text.isalpha():
        first -= 1
        if words[first].low in cues.sets["determiners"]:
            break
    cited = first + (words[first].low in cues.sets["determiners"])
    _, _, text = clean_name(words, cited, i + 1, cues)
    return Actor(first, i + 1, cited, i + 1, text, "outlet" if is_medium else noun_kind(noun, cues))


def credit_inverted(_text: str, sentence: Sentence) -> Iterator[Phrase]:
    """The verb before its subject, as other languages than English like it: "así lo confirmó ayer a Delta el ministro"."""
    words, cues = sentence.words, sentence.cues
    if sentence.language == "en":
        return
    for v, verb in enumerate(words[:-1]):
        tail = phrase_tail(sentence, v) if verb.low in cues.phrases else 0
        if not tail and verb.low not in cues.say and verb.low not in cues.publish:
            continue
        before = v - 1 if v and words[v - 1].low in _HAVE else v
        is_relative = _is_relative(sentence, before)
        if (
            before > 0
            and not is_relative
            and words[before - 1].low not in _CLITICS
            and words[before - 1].text not in {",", "”", '"', "»", "—", "–"}
        ):
            continue
        j, told = _skip_told(sentence, skip_times(sentence, v + 1 + tail))
        j = _skip_place(sentence, skip_times(sentence, j))
        is_clitic = before > 0 and (words[before - 1].low in _CLITICS or verb.low in cues.say)
        actor = actor_right(sentence, j, only_name=not is_clitic)
        if actor is None or actor == told or (is_relative and actor.kind not in {"outlet", "agency", "body"}):
            continue
        yield make_phrase(words, v, actor.last, actor, "inverted")
        yield from printed_in(sentence, actor.last)
        k = _skip_apposition(sentence, actor.last)
        if k + 1 < len(words) and words[k].low in _TO:
            hearer = actor_right(sentence, k + 1, only_name=True)
            if hearer is not None and (hearer.kind in {"outlet", "agency"} or (k > actor.last and hearer.kind == "official")):
                kind = "agency" if hearer.kind == "agency" else "outlet"
                yield make_phrase(words, k, hearer.last, replace(hearer, kind=kind), "told")


def printed_in(sentence: Sentence, at: int) -> Iterator[Phrase]:
    """Where somebody wrote or said it: "wrote Ana Ruiz in the Baltic Ledger", "escribe Ana Ruiz en La Voz del Sur"."""
    words = sentence.words
    if at + 1 >= len(words) or words[at].low not in {"in", "en", "on"}:
        return
    where = actor_right(sentence, at + 1, only_name=True)
    if where is not None and where.kind in {"outlet", "agency"}:
        yield make_phrase(words, at, where.last, where, "printed in")


def _skip_place(sentence: Sentence, j: int) -> int:
    """The article of who tells, behind words that say where: "publica en su número de enero la revista"."""
    words, cues = sentence.words, sentence.cues
    if j >= len(words) or words[j].low not in _WHERE:
        return j
    for k in range(j + 2, min(j + MAX_PLACE_WORDS, len(words) - 1)):
        if not words[k].text[0].isalnum() or words[k].low in cues.say:
            return j
        after = words[k + 1].low
        is_teller = after in cues.sets["back_references"] or after in cues.sets["titles"] or after in cues.sets["unnamed"]
        if words[k].low in _DETERMINERS and is_teller and words[k - 1].low not in _GOVERN:
            return k
    return j


def _skip_apposition(sentence: Sentence, last: int) -> int:
    """One past the comma that closes what is told of a speaker: "el coronel Ruiz, de la inteligencia militar, al Faro"."""
    words = sentence.words
    if last >= len(words) or words[last].text != ",":
        return last
    for k in range(last + 1, min(last + MAX_APPOSED_WORDS, len(words))):
        if words[k].text == ",":
            return k + 1
        if not words[k].text[0].isalnum() or words[k].low in sentence.cues.say:
            return last
        if k > last + 1 and words[k].low in _TO and k + 1 in sentence.by_first:
            return k
    return last


_WHERE = frozenset({"en", "desde", "durante", "mediante", "ante", "este", "esta"})
_DETERMINERS = frozenset({"el", "la", "los", "las", "un", "una"})
_GOVERN = frozenset({"de", "en", "a", "con", "por", "para", "desde", "ante", "sobre"})
MAX_PLACE_WORDS = 9
MAX_APPOSED_WORDS = 12


def _is_relative(sentence: Sentence, verb: int) -> bool:
    """Whether a verb opens a relative clause, whose subject may follow it: "que publicó El Faro", "que en marzo dio la agencia"."""
    words = sentence.words
    for k in range(verb - 1, max(-1, verb - 6), -1):
        if words[k].low == "que":
            return k == verb - 1 or words[k + 1].low in _ADVERBIALS or words[k + 1].low in sentence.cues.sets["auxiliaries"]
        if not words[k].text[0].isalnum() or words[k].low in sentence.cues.say:
            return False
    return False


def skip_times(sentence: Sentence, j: int) -> int:
    """The first word from `j` on that says no time, at most four further: "published on Monday by"."""
    words, times = sentence.words, sentence.cues.sets["auxiliaries"]
    end = min(j + 4, len(words) - 1)
    while j < end and j not in sentence.by_first and words[j].low not in _TO:
        is_the = words[j].low in {"el", "este", "esta"} and words[j + 1].low in times
        if not is_the and words[j].low not in times:
            break
        j += 1
    return j


def credit_first(_text: str, sentence: Sentence) -> Iterator[Phrase]:
    """Who was first to tell, and whom somebody told: "was the first to report", "fue el primero en dar la noticia", "was told"."""
    words = sentence.words
    for i, word in enumerate(words[:-2]):
        if word.low not in _WAS:
            continue
        k = i + 1 + (words[i + 1].low in {"the", "el", "la"})
        is_first = words[k].low in _FIRST and k + 1 < len(words) and words[k + 1].low in {"to", "with", "en"}
        is_told = words[i + 1].low == "told"
        if not (is_first or is_told):
            continue
        actor = actor_left(sentence, i)
        if actor is None or (actor.kind not in {"outlet", "agency"} if is_told else actor.kind == "unnamed"):
            continue
        is_telling = is_told or k + 2 >= len(words) or words[k + 2].low in _TELLS or words[k + 2].low in sentence.cues.say
        if is_telling:
            yield make_phrase(words, actor.first, k + 1, actor, "told" if is_told else "first")


_WAS = frozenset({"was", "were", "fue", "fueron"})
_FIRST = frozenset({"first", "primero", "primera", "primeros"})
_TELLS = frozenset(
    {"report", "publish", "reveal", "name", "tell", "say", "print", "show", "news", "word", "the", "dar", "informar", "publicar", "revelar",
     "contar", "decir", "mostrar", "difundir", "señalar", "nombrar"}
)  # fmt: skip
_ATTRIBUTES = frozenset(
    {"attributes", "attributed", "attribute", "ascribes", "ascribed", "atribuye", "atribuyen", "atribuyó", "adjudica"}
)
MAX_OBJECT_WORDS = 6


def credit_attributed(_text: str, sentence: Sentence) -> Iterator[Phrase]:
    """Whom somebody else credits: "attributes the figure to the general staff", "atribuye la cifra al Estado Mayor"."""
    words = sentence.words
    for v, verb in enumerate(words):
        if verb.low not in _ATTRIBUTES:
            continue
        for k in range(v + 2, min(v + 2 + MAX_OBJECT_WORDS, len(words))):
            if not words[k].text[0].isalnum():
                break
            if words[k].low in _TO:
                actor = actor_right(sentence, k + 1)
                if actor is not None and actor.kind != "document":
                    yield make_phrase(words, v, actor.last, actor, "attributed", 1)
                break


def skip_adverbial(sentence: Sentence, j: int) -> int | None:
    """The first "by" behind words of time, place or manner that begin at word `j`: "picked up within hours by", "difundida en redes por"."""
    words, cues = sentence.words, sentence.cues
    if j >= len(words):
        return None
    is_opened = (
        words[j].low in _ADVERBIALS or words[j].low in cues.sets["auxiliaries"] or words[j].low.endswith(("ly", "mente"))
    )
    for k in range(j, min(j + MAX_ADVERBIAL_WORDS + 1, len(words))):
        if words[k].low in _BY:
            return k if k > j and is_opened else None
        if (
            not words[k].text[0].isalnum()
            or words[k].low in STOPPERS
            or words[k].low in cues.say
            or (k in sentence.by_first and words[k - 1].low not in _PLACE_IN)
        ):
            return None
    return None


_PLACE_IN = frozenset({"in", "en", "at"})
_ADVERBIALS = frozenset(
    ["within", "on", "in", "at", "before", "after", "during", "late", "early", "first", "shortly", "soon", "only", "again", "also", "since",
     "en", "el", "este", "esta", "durante", "hace", "poco", "tras", "ayer", "hoy", "primero", "también", "luego", "horas", "días"]
)  # fmt: skip
MAX_ADVERBIAL_WORDS = 5


def _skip_told(sentence: Sentence, j: int) -> tuple[int, Actor | None]:
    words = sentence.words
    if j < len(words) and words[j].low in _TO:
        told = actor_right(sentence, j + 1, only_name=True)
        if told is not None:
            return told.last, told
        for k in range(j + 1, min(j + 4, len(words))):
            if words[k].low in sentence.cues.sets["unnamed"]:  # "dijo a la prensa el ministro"
                return k + 1, None
    return j, None


def credit_told(_text: str, sentence: Sentence) -> Iterator[Phrase]:
    """The publisher that someone spoke to, and who spoke: "confirmed to Delta Wire by two officials"."""
    words, cues = sentence.words, sentence.cues
    for v, verb in enumerate(words[:-2]):
        if verb.low not in cues.say and verb.low not in cues.publish and verb.low not in _GIVEN:
            continue
        to = _to_whom(sentence, v)
        told = actor_right(sentence, to + 1, only_name=True) if to is not None else None
        if told is None or told.kind not in {"outlet", "agency"}:
            continue
        yield make_phrase(words, v, told.last, told, "told")
        if told.last < len(words) and words[told.last].low in _BY:
            by = actor_right(sentence, told.last + 1)
            if by is not None:
                yield make_phrase(words, told.last, by.last, by, "told by", 1)


def _to_whom(sentence: Sentence, v: int) -> int | None:
    """The "to" behind a verb of telling, at once or behind what was told: "confirmed the sale to Kestrel Wire"."""
    words = sentence.words
    for k in range(v + 1, min(v + 2 + MAX_OBJECT_WORDS, len(words) - 1)):
        if words[k].low in _TO:
            return k
        if (
            not words[k].text[0].isalnum()
            or words[k].low in STOPPERS
            or words[k].low in sentence.cues.say
            or k in sentence.by_first
        ):
            return None
    return None


_GIVEN = frozenset(
    {
        "given",
        "granted",
        "made",
        "sent",
        "leaked",
        "spoken",
        "concedida",
        "concedido",
        "hechas",
        "filtrado",
        "filtrada",
        "remitido",
    }
)
