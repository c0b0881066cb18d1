"""Who is who in one report: short names after full ones, bare heads after full phrases, and the
country of those of whom none is told."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from riwaya.chars import ARTICLE, fold
from riwaya.document import ActorMention, Document, Token
from riwaya.mentions.actor_spellings import skeleton
from riwaya.mentions.actor_tables import Lexicon, Sort

# How much nearer evidence of a country outweighs what the rest of the report talks about.
_IN_SENTENCE, _IN_PARAGRAPH, _IN_REPORT = 3.0, 2.0, 2.0
_IN_OPENING = 2.0
# A town says more about where one is than the name of a state, which may only be speaking.
_A_PLACE, _A_COUNTRY, _A_NISBA = 2.0, 1.0, 1.0
# Roles that are of some country, so that one is looked for in the context.
_OF_A_COUNTRY = frozenset({"GOV", "MIL", "POL", "REB", "OPP", "CIV", "OTH", "MED"})


class Draft(msgspec.Struct, frozen=True):
    """A mention before it is known who is meant."""

    mention: ActorMention
    sort: Sort | None = None
    head: str = ""  # lemma of the head noun
    abroad: bool = False  # of no single country
    bare: bool = False  # a head alone with its article
    meaning: str = ""  # of anaphors: sides, last, source


class Context:
    """What countries a report talks about, and where."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        size = len(document.tokens)
        self.sentence_of = [0] * size
        self.paragraph_of: list[int] = []
        for number, sentence in enumerate(document.sentences):
            self.paragraph_of.append(sentence.paragraph)
            for at in range(sentence.first, min(size, sentence.stop)):
                self.sentence_of[at] = number
        self.report: defaultdict[str, float] = defaultdict(float)
        self.paragraphs: defaultdict[int, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.sentences: defaultdict[int, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        for at, country, weight in _evidence(document, lexicon):
            sentence = self.sentence_of[at]
            self.report[country] += weight * (_IN_OPENING if self.paragraph_of[sentence] == 0 else 1.0)
            self.sentences[sentence][country] += weight
            self.paragraphs[self.paragraph_of[sentence]][country] += weight

    def country(self, at: int) -> str | None:
        """Give the country most talked about around token ``at``."""
        if not self.report:
            return None
        sentence = self.sentence_of[at]
        near, around = self.sentences[sentence], self.paragraphs[self.paragraph_of[sentence]]
        return max(
            self.report,
            key=lambda c: (_IN_SENTENCE * near[c] + _IN_PARAGRAPH * around[c] + _IN_REPORT * self.report[c], c),
        )


def _evidence(document: Document, lexicon: Lexicon) -> Iterable[tuple[int, str, float]]:
    for place in document.places:
        if place.country is not None:
            yield place.first, place.country, _A_COUNTRY if place.precision == "country" else _A_PLACE
    for at, token in enumerate(document.tokens):
        qualifier = lexicon.qualifiers.get(token.key)
        if qualifier is not None and qualifier.country is not None:
            yield at, qualifier.country, _A_NISBA


def resolve(document: Document, drafts: Sequence[Draft], lexicon: Lexicon) -> tuple[ActorMention, ...]:
    """Give the mentions with ref, country and role filled from the rest of the report."""
    context = Context(document, lexicon)
    known = _Known()
    found = []
    for draft in drafts:
        mention = known.link(draft, document.tokens)
        if mention.kind == "person" and mention.role is None:
            mention = msgspec.structs.replace(mention, role="CIV")
        if mention.country is None and _wants_country(draft, mention):
            mention = msgspec.structs.replace(mention, country=context.country(mention.first))
        elif mention.role == "IGO":
            mention = msgspec.structs.replace(mention, country=None)
        if mention.ref is None:
            mention = msgspec.structs.replace(mention, ref=_phrase_key(document.tokens, mention))
        known.remember(draft, mention)
        found.append(mention)
    return tuple(found)


def _wants_country(draft: Draft, mention: ActorMention) -> bool:
    """Tell whether a country is to be looked for in what the report talks about."""
    if draft.abroad or draft.meaning or mention.role not in _OF_A_COUNTRY:
        return False
    if draft.sort == "document" or (draft.sort == "source" and mention.role == "OTH"):
        return False
    return mention.ref is None or mention.ref.startswith("person:")


def _phrase_key(tokens: Sequence[Token], mention: ActorMention) -> str:
    words = [fold(mention.name).split() for _ in (0,)][0]
    return "phrase:" + " ".join([w.removeprefix(ARTICLE) for w in words] + [mention.country or ""]).strip()


class _Known:
    """Who has been named so far."""

    def __init__(self) -> None:
        self.people: dict[str, ActorMention] = {}  # by the skeleton of each part of a name
        self.heads: dict[str, ActorMention] = {}  # by head lemma
        self.last: ActorMention | None = None
        self.source: ActorMention | None = None

    def link(self, draft: Draft, tokens: Sequence[Token]) -> ActorMention:
        mention = draft.mention
        earlier = self._earlier(draft, tokens)
        if earlier is None:
            if mention.kind == "person" and mention.ref is None and draft.sort is None:
                return msgspec.structs.replace(mention, ref=f"person:{skeleton(_surname(tokens, mention))}")
            return mention
        return msgspec.structs.replace(
            mention,
            ref=earlier.ref,
            name_en=mention.name_en or earlier.name_en,
            country=mention.country or earlier.country,
            role=earlier.role if draft.bare or mention.role is None or draft.sort is None else mention.role,
            kind="anaphor" if draft.bare or draft.meaning else mention.kind,
        )

    def _earlier(self, draft: Draft, tokens: Sequence[Token]) -> ActorMention | None:
        mention = draft.mention
        if draft.meaning == "last":
            return self.last
        if draft.meaning == "source":
            return self.source
        if draft.bare:
            return self.heads.get(draft.head)
        if mention.kind == "person" and draft.sort is None and mention.ref is None:
            return self.people.get(skeleton(_surname(tokens, mention)))
        return None

    def remember(self, draft: Draft, mention: ActorMention) -> None:
        if mention.kind == "person" and draft.sort is None:
            self.people.setdefault(mention.ref.removeprefix("person:") if mention.ref else "", mention)
            self.people.setdefault(skeleton(fold(mention.name).split()[-1]), mention)
            self.last = mention
        if draft.head:
            self.heads[draft.head] = mention
        if draft.sort == "source":
            self.source = mention


def _surname(tokens: Sequence[Token], mention: ActorMention) -> str:
    return fold(mention.name).split()[-1]
