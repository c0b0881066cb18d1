"""Who is who in one report: short names after full ones, bare heads after full phrases, titles after
the persons who hold them, and the country of those of whom none is told."""

from collections.abc import Sequence

import msgspec

from riwaya.chars import ALEF, HA, TA, fold
from riwaya.document import ActorMention, Document, Token, Word
from riwaya.mentions.actors.context import Context
from riwaya.mentions.actors.spellings import skeleton
from riwaya.mentions.actors.tables import Lexicon, Sort
from riwaya.types import ActorRole

# Roles that are of some country, so that one is looked for in the context.
_AUTHORS = frozenset({"GOV", "MIL", "POL", "REB", "OPP", "IGO", "NGO"})
_SPEAKERS = _AUTHORS | {"MED"}
_OF_A_COUNTRY = frozenset({"GOV", "MIL", "POL", "REB", "OPP", "CIV", "OTH", "MED"})
_BODIES = frozenset({"body", "media", "field"})
_CLASSES: dict[ActorRole, str] = {
    "REB": "group",
    "OPP": "group",
    "MED": "outlet",
    "IGO": "union",
    "NGO": "union",
}


class Draft(msgspec.Struct, frozen=True):
    """A mention before it is known who is meant."""

    mention: ActorMention
    sort: Sort | None = None
    head: str = ""  # lemma of the head noun
    abroad: bool = False  # of no single country
    bare: bool = False  # a head alone with its article
    owned: bool = False  # with a pronoun: his, theirs
    told: bool = False  # whether its own words say whose it is
    meaning: str = ""  # of anaphors: sides, last, source; alias
    title: tuple[int, int] = (0, 0)  # tokens of the title a person is named with
    alias: str = ""  # a short name in brackets behind it
    common: bool = False  # a known name that any country may have: المجلس الرئاسي


def resolve(document: Document, drafts: Sequence[Draft], lexicon: Lexicon) -> tuple[ActorMention, ...]:
    """Give the mentions with ref, country and role filled from the rest of the report."""
    context = Context(document, lexicon, (draft.mention for draft in drafts))
    known = _Known(document.tokens, lexicon, is_armed=_is_armed(document, drafts, lexicon))
    found = []
    for one in drafts:
        draft = _doubt(one, context)
        mention = _call_state(known.link(draft), draft, context, lexicon)
        sentence = context.sentence_of[mention.first]
        role, country = mention.role, mention.country
        if draft.sort == "document" and role == "GOV" and not draft.told:
            issuer = known.issuer_of(draft, sentence)
            if issuer is not None:
                role, country = issuer.role, issuer.country
        if mention.kind == "person" and role is None:
            role = "CIV"
        if country is None and _wants_country(draft, role, mention.ref, lexicon):
            owner = known.owner(sentence) if draft.owned else None
            country = owner.country if owner is not None and owner.country else context.country(mention.first)
        elif role == "IGO":
            country = None
        ref = mention.ref or known.key(draft, country)
        if (role, country, ref) != (mention.role, mention.country, mention.ref):
            mention = msgspec.structs.replace(mention, role=role, country=country, ref=ref)
        known.remember(draft, mention)
        before = document.tokens[mention.first - 1].word if mention.first else None
        if before is not None and before.upos == "VERB" and draft.sort != "document":
            known.see(mention, sentence)
        found.append(mention)
    return tuple(_join_earlier(drafts, _tell_earlier(drafts, found)))


def _doubt(draft: Draft, context: Context) -> Draft:
    """Take a name that any country may have for another's where the report is not about its country."""
    mention = draft.mention
    if not draft.common or not context.written or mention.country in context.written:
        return draft
    unknown = msgspec.structs.replace(mention, ref=None, name_en=None, name_ar=None, country=None)
    return msgspec.structs.replace(draft, mention=unknown, sort="body", abroad=False)


def _call_state(mention: ActorMention, draft: Draft, context: Context, lexicon: Lexicon) -> ActorMention:
    """Find which of the states that call themselves so is meant: المملكة, السلطنة."""
    states = lexicon.states.get(draft.head) if draft.head in lexicon.words["realm"] else None
    if not draft.bare or mention.ref is not None or states is None:
        return mention
    state = lexicon.refs.get(f"country:{context.country(mention.first, states)}")
    if state is None:
        return mention
    return msgspec.structs.replace(
        mention, ref=state.ref, name_en=state.name_en, name_ar=state.name_ar, country=state.country
    )


def _is_armed(document: Document, drafts: Sequence[Draft], lexicon: Lexicon) -> bool:
    """Tell whether the opposition of a report is an armed one: فصائل المعارضة, المعارضة المسلحة."""
    opposed = lexicon.words["opposed"]
    return any(
        token.word.stem in opposed
        for draft in drafts
        if draft.mention.role == "REB" and draft.mention.kind != "person"
        for token in document.tokens[draft.mention.first : draft.mention.stop]
    )


def _join_earlier(drafts: Sequence[Draft], found: Sequence[ActorMention]) -> list[ActorMention]:
    """Join a bare head to the known actor named after it: الجيش, then الجيش السوداني."""
    known: dict[tuple[str, str | None], ActorMention | None] = {}
    for draft, mention in zip(drafts, found, strict=True):
        if draft.head and draft.mention.ref is not None:
            key = draft.head, mention.country
            other = known.get(key, mention)
            same = other is not None and other.ref == mention.ref
            known[key] = mention if same else None  # where there are two, none is meant
    return [
        msgspec.structs.replace(mention, ref=who.ref, name_en=who.name_en, name_ar=who.name_ar)
        if draft.bare
        and draft.sort in _BODIES
        and (mention.ref or "").startswith("phrase:")
        and (who := known.get((draft.head, mention.country))) is not None
        else mention
        for draft, mention in zip(drafts, found, strict=True)
    ]


def _tell_earlier(drafts: Sequence[Draft], found: Sequence[ActorMention]) -> list[ActorMention]:
    """Give a person named before his office is told what the office says of him."""
    told: dict[str | None, ActorMention] = {}
    for draft, mention in zip(drafts, found, strict=True):
        if mention.kind == "person" and draft.sort is None and draft.mention.role is not None:
            told.setdefault(mention.ref, mention)
    return [
        msgspec.structs.replace(mention, role=told[mention.ref].role, country=told[mention.ref].country)
        if mention.kind == "person" and draft.mention.role is None and mention.ref in told
        else mention
        for draft, mention in zip(drafts, found, strict=True)
    ]


def _wants_country(draft: Draft, role: ActorRole | None, ref: str | None, lexicon: Lexicon) -> bool:
    """Tell whether a country is to be looked for in what the report talks about."""
    if draft.abroad or draft.meaning or role not in _OF_A_COUNTRY:
        return False
    if draft.head in lexicon.words["anyone"]:
        return False  # انتحاري, مهاجرون
    if draft.sort == "document":
        return role == "CIV"  # الشكوى is someone's, البيان its issuer's
    if draft.sort == "source" and role == "OTH":
        return draft.head in lexicon.words["local"]  # مصادر محلية; but not مصادر مطلعة
    return ref is None or ref.startswith("person:")


class _Known:
    """Who has been named so far."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, *, is_armed: bool) -> None:
        self.tokens, self.lexicon, self.is_armed = tokens, lexicon, is_armed
        self.people: dict[str, ActorMention] = {}  # by surname, by first and last name, by short name
        self.heads: dict[str, ActorMention] = {}  # by head lemma
        self.titles: dict[str, ActorMention] = {}  # persons by the office they were named with
        self.classes: dict[str, ActorMention] = {}  # known groups, outlets and unions
        self.last: ActorMention | None = None  # person
        self.latest: dict[str, ActorMention] = {}  # of any kind, by gender: الأخير, الأخيرة
        self.source: ActorMention | None = None
        self.subject: ActorMention | None = None  # who stood last behind a verb
        self.subject_in = -1  # the sentence it stood in

    def key(self, draft: Draft, country: str | None) -> str:
        """Give the reference of a phrase: what it says, and its country."""
        first, stop = draft.mention.first, draft.mention.stop
        bare = draft.sort in _BODIES or (
            draft.sort == "office" and any(token.word.det for token in self.tokens[first:stop])
        )
        return self._words(first, stop, country, bare=bare)

    def _words(self, first: int, stop: int, country: str | None, *, bare: bool) -> str:
        """Give the words of a phrase; without those that name its country where it is ``bare``."""
        words = []
        for token in self.tokens[first:stop]:
            qualifier = self.lexicon.qualifiers.get(token.key) if bare and country else None
            if token.kind != "mark" and (qualifier is None or qualifier.country != country):
                words.append(token.word.stem if token.kind == "word" else token.key)
        return "phrase:" + " ".join((*words, country or "")).strip()

    def link(self, draft: Draft) -> ActorMention:
        """Give the mention with what an earlier mention of the same actor says of him."""
        mention = draft.mention
        earlier = self._earlier(draft)
        if earlier is None:
            if _is_person(draft) and mention.ref is None:
                return msgspec.structs.replace(mention, ref=f"person:{_full_key(mention)}")
            if self.is_armed and mention.role == "OPP" and draft.head in self.lexicon.words["opposed"]:
                return msgspec.structs.replace(mention, role="REB")
            return mention
        unsorted = draft.sort is None and not _is_person(draft)
        inherits = draft.bare or mention.role is None or unsorted
        return msgspec.structs.replace(
            mention,
            ref=earlier.ref,
            name_en=mention.name_en or earlier.name_en,
            name_ar=mention.name_ar or earlier.name_ar,
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

    def owner(self, sentence: int) -> ActorMention | None:
        """Find whose a thing with a pronoun is: the subject's (قالت أنقرة إن جنودها), or the last one's."""
        return self.subject if self.subject_in == sentence else self.last

    def see(self, mention: ActorMention, sentence: int) -> None:
        """Keep who stands behind a verb, who may be the author of a paper named after."""
        if mention.role in _AUTHORS:
            self.subject, self.subject_in = mention, sentence

    def _earlier(self, draft: Draft) -> ActorMention | None:
        mention = draft.mention
        if draft.meaning == "last":
            return self.latest.get(_gender(self.tokens[mention.first].word, mention))
        if draft.meaning == "source":
            return self.source
        if draft.meaning == "alias":
            return self.people.get(draft.head)
        if draft.bare:
            return self.heads.get(draft.head) or self._of_class(draft.head)
        if _is_person(draft) and mention.ref is None:
            return self.people.get(_full_key(mention))
        if draft.sort == "office" and mention.kind == "person":
            return self.titles.get(self._words(mention.first, mention.stop, mention.country, bare=True))
        return None

    def _of_class(self, head: str) -> ActorMention | None:
        """Find whom الحركة, الوكالة or المنظمة means where nothing of that name stood before."""
        words = self.lexicon.words
        return next((who for name, who in self.classes.items() if head in words[name]), None)

    def remember(self, draft: Draft, mention: ActorMention) -> None:
        """Keep a resolved mention for those that follow."""
        if _is_person(draft):
            self.people[_full_key(mention)] = mention
            first, last = fold(mention.name).split()[0], fold(mention.name).split()[-1]
            self.people[skeleton(last)] = mention
            if first in self.lexicon.foreign:
                self.people.setdefault(skeleton(first), mention)  # وانغ ون بين, then وانغ
            self.last = mention
            if draft.title[1]:
                self.titles[self._words(*draft.title, mention.country, bare=True)] = mention
        elif draft.mention.ref is not None and mention.kind in ("group", "organisation"):
            name = _CLASSES.get(mention.role) if mention.role is not None else None
            name = "group" if mention.kind == "group" else name
            if name is not None:
                self.classes[name] = mention
        if mention.role in _SPEAKERS and not draft.meaning:
            self.latest[_gender(self.tokens[mention.first].word, mention)] = mention
        if draft.head:
            self.heads[draft.head] = mention
            self.heads[draft.head.split()[0]] = mention
        if draft.alias:
            self.people[draft.alias] = mention
        if draft.sort == "source":
            self.source = mention


def _gender(word: Word, mention: ActorMention) -> str:
    """Give the gender by which الأخير or الأخيرة points back to a mention: قوات and states are feminine."""
    if mention.kind == "country" or word.stem.endswith((HA, ALEF + TA)):
        return "f"
    return "many" if word.number == "p" else word.gender or "m"


def _is_person(draft: Draft) -> bool:
    return draft.mention.kind == "person" and draft.sort is None


def _full_key(mention: ActorMention) -> str:
    """Give first and last name by their consonants; a lone name is its own key."""
    words = fold(mention.name).split()
    ends = words if len(words) == 1 else (words[0], words[-1])
    return "-".join(skeleton(word) for word in ends)
