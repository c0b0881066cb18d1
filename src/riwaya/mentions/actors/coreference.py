"""Who is who in one report: short names after full ones, bare heads after full phrases, and the
country of those of whom none is told."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from riwaya.chars import ARTICLE, fold
from riwaya.document import ActorMention, Document
from riwaya.mentions.actors.spellings import skeleton
from riwaya.mentions.actors.tables import Lexicon, Sort

# How much nearer evidence of a country outweighs what the rest of the report talks about.
_IN_SENTENCE, _IN_PARAGRAPH, _IN_REPORT = 3.0, 2.0, 2.0
_IN_OPENING = 2.0
# A town says more about where one is than the name of a state, which may only be speaking.
_A_PLACE, _A_COUNTRY, _A_NISBA = 2.0, 1.0, 1.0
# Roles that are of some country, so that one is looked for in the context.
_AUTHORS = frozenset({"GOV", "MIL", "POL", "REB", "OPP", "IGO", "NGO"})
_OF_A_COUNTRY = frozenset({"GOV", "MIL", "POL", "REB", "OPP", "CIV", "OTH", "MED"})


class Draft(msgspec.Struct, frozen=True):
    """A mention before it is known who is meant."""

    mention: ActorMention
    sort: Sort | None = None
    head: str = ""  # lemma of the head noun
    abroad: bool = False  # of no single country
    bare: bool = False  # a head alone with its article
    owned: bool = False  # with a pronoun: his, theirs
    told: bool = False  # whether its own words say whose it is
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
            here = self.sentence_of[at]
            paragraph = self.paragraph_of[here]
            self.report[country] += weight * (_IN_OPENING if paragraph == 0 else 1.0)
            self.sentences[here][country] += weight
            self.paragraphs[paragraph][country] += weight

    def country(self, at: int) -> str | None:
        """Give the country most talked about around token ``at``."""
        if not self.report:
            return None
        sentence = self.sentence_of[at]
        near, around = self.sentences[sentence], self.paragraphs[self.paragraph_of[sentence]]

        def weigh(country: str) -> tuple[float, str]:
            here = _IN_SENTENCE * near[country] + _IN_PARAGRAPH * around[country]
            return here + _IN_REPORT * self.report[country], country

        return max(self.report, key=weigh)


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
        mention = known.link(draft)
        sentence = context.sentence_of[mention.first]
        if draft.sort == "document" and mention.role == "GOV" and not draft.told:
            issuer = known.issuer_of(draft, sentence)
            if issuer is not None:
                mention = msgspec.structs.replace(mention, country=issuer.country, role=issuer.role)
        if mention.kind == "person" and mention.role is None:
            mention = msgspec.structs.replace(mention, role="CIV")
        if mention.country is None and _wants_country(draft, mention):
            owner = known.last.country if known.last is not None and draft.owned else None
            mention = msgspec.structs.replace(mention, country=owner or context.country(mention.first))
        elif mention.role == "IGO":
            mention = msgspec.structs.replace(mention, country=None)
        if mention.ref is None:
            mention = msgspec.structs.replace(mention, ref=_phrase_key(mention))
        known.remember(draft, mention)
        before = document.tokens[mention.first - 1].word if mention.first else None
        if before is not None and before.upos == "VERB" and draft.sort != "document":
            known.see(mention, sentence)
        found.append(mention)
    return tuple(found)


def _wants_country(draft: Draft, mention: ActorMention) -> bool:
    """Tell whether a country is to be looked for in what the report talks about."""
    if draft.abroad or draft.meaning or mention.role not in _OF_A_COUNTRY:
        return False
    if draft.sort == "document":
        return mention.role == "CIV"  # الشكوى is someone's, البيان its issuer's
    if draft.sort == "source" and mention.role == "OTH":
        return False
    return mention.ref is None or mention.ref.startswith("person:")


def _phrase_key(mention: ActorMention) -> str:
    words = [word.removeprefix(ARTICLE) for word in fold(mention.name).split()]
    return "phrase:" + " ".join([*words, mention.country or ""]).strip()


class _Known:
    """Who has been named so far."""

    def __init__(self) -> None:
        self.people: dict[str, ActorMention] = {}  # by surname, and by first and last name
        self.heads: dict[str, ActorMention] = {}  # by head lemma
        self.last: ActorMention | None = None
        self.source: ActorMention | None = None
        self.subject: ActorMention | None = None  # who stood last behind a verb
        self.subject_in = -1  # the sentence it stood in

    def link(self, draft: Draft) -> ActorMention:
        """Give the mention with what an earlier mention of the same actor says of him."""
        mention = draft.mention
        earlier = self._earlier(draft)
        if earlier is None:
            if _is_person(draft) and mention.ref is None:
                return msgspec.structs.replace(mention, ref=f"person:{_full_key(mention)}")
            return mention
        inherits = draft.bare or mention.role is None or draft.sort is None
        return msgspec.structs.replace(
            mention,
            ref=earlier.ref,
            name_en=mention.name_en or earlier.name_en,
            country=mention.country or earlier.country,
            role=earlier.role if inherits else mention.role,
            kind="anaphor" if draft.bare or draft.meaning else mention.kind,
        )

    def issuer_of(self, draft: Draft, sentence: int) -> ActorMention | None:
        """Find who issued a paper: قالت الوزارة في بيان; of البيان, whoever spoke last."""
        if draft.bare and draft.head in self.heads:
            return self.heads[draft.head]
        near = draft.bare or self.subject_in == sentence
        return self.subject if near else None

    def see(self, mention: ActorMention, sentence: int) -> None:
        """Keep who stands behind a verb, who may be the author of a paper named after."""
        if mention.role in _AUTHORS:
            self.subject, self.subject_in = mention, sentence

    def _earlier(self, draft: Draft) -> ActorMention | None:
        mention = draft.mention
        if draft.meaning == "last":
            return self.last
        if draft.meaning == "source":
            return self.source
        if draft.bare:
            return self.heads.get(draft.head)
        if _is_person(draft) and mention.ref is None:
            return self.people.get(_full_key(mention))
        return None

    def remember(self, draft: Draft, mention: ActorMention) -> None:
        """Keep a resolved mention for those that follow."""
        if _is_person(draft):
            self.people[_full_key(mention)] = mention
            self.people[skeleton(fold(mention.name).split()[-1])] = mention
            self.last = mention
        if draft.head:
            self.heads[draft.head] = mention
        if draft.sort == "source":
            self.source = mention


def _is_person(draft: Draft) -> bool:
    return draft.mention.kind == "person" and draft.sort is None


def _full_key(mention: ActorMention) -> str:
    """Give first and last name by their consonants; a lone name is its own key."""
    words = fold(mention.name).split()
    ends = words if len(words) == 1 else (words[0], words[-1])
    return "-".join(skeleton(word) for word in ends)
