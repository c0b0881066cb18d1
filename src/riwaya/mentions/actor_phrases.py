"""Phrases of actors: a head noun with its adjectives, genitives, owner and the name it introduces.

وزارة الدفاع الروسية: the head is a body of the state, the nisba gives the country.
المتحدث باسم الحوثيين محمد عبد السلام: the head is an office, its owner الحوثيين gives role and
country, and the name behind it is the person. What is read here is one phrase from left to right;
what it is called in the report, and by whom else, is settled in ``coreference.py``.
"""

from collections.abc import Mapping, Sequence

import msgspec

from riwaya.document import PlaceMention, Token
from riwaya.mentions.actor_names import PersonName, read_name
from riwaya.mentions.actor_tables import TITLES, Head, Lexicon, Named, Qualifier
from riwaya.patterns import Match
from riwaya.types import ActorRole

MAX_WORDS = 14
_MAX_DEPTH = 3
_NO_HEAD = frozenset({"VERB", "ADP", "PART", "AUX", "SCONJ"})
_MAX_QUOTED = 5
_OPENING = {'"': '"', "«": "»", "“": "”", "(": ")", "'": "'", "”": "“", "‘": "’"}
# Roles that an owner hands on; a member of a firm or a tribe keeps the role of his trade.
_HANDED_ON = frozenset({"GOV", "MIL", "POL", "REB", "OPP", "IGO", "NGO", "MED"})
_NO_OWNERS = frozenset({"facility", "person", "document", "source"})
_ARMED = frozenset({"MIL", "REB"})
_ARMED_OWNERS = frozenset({"MIL", "POL", "REB", "IGO"})


class View(msgspec.Struct, frozen=True):
    """A report's tokens with what earlier stages found on them."""

    tokens: Sequence[Token]
    lexicon: Lexicon
    barred: frozenset[int]  # tokens of time expressions: no phrase runs over them
    places: Mapping[int, PlaceMention]  # by first token


class Phrase(msgspec.Struct, frozen=True):
    """A phrase at tokens ``[first, stop)``, its head, owner and name."""

    first: int
    stop: int
    start: int
    head: Head
    role: ActorRole | None
    country: str | None
    abroad: bool  # no country is to be looked for
    bare: bool  # the head alone with its article: the same as one named before
    sure: bool = False  # whether the words say the role, beyond the head's usual one
    quantified: bool = False
    ref: str | None = None
    named: Named | None = None
    name: PersonName | None = None
    inner: tuple["Phrase | Match[Named]", ...] = ()
    rule: str = "actor:phrase"


class _Owner(msgspec.Struct, frozen=True):
    stop: int
    role: ActorRole | None = None
    country: str | None = None
    abroad: bool = False
    ref: str | None = None
    inner: "Phrase | Match[Named] | None" = None
    name: PersonName | None = None


def read_phrase(view: View, at: int, limit: int, depth: int = 0) -> Phrase | None:
    """Read the phrase whose head is token ``at``, None where no head noun stands there."""
    match = view.lexicon.heads.longest(view.tokens, at, limit) or _with_pronoun(view, at)
    if match is None or depth > _MAX_DEPTH:
        return None
    head, word = match.value, view.tokens[at].word
    if word.upos in _NO_HEAD and not head.det and match.stop == at + 1:
        cut = match.start != view.tokens[at].start
        if word.upos != "VERB" or bool(word.proclitics) == cut:
            return None
    if head.sort == "quantifier":
        return _read_quantified(view, match, limit, depth)
    if head.sort == "field" and not _ministry(view, match, limit):
        return None
    return _Builder(view, match, limit, depth).read()


def _with_pronoun(view: View, at: int) -> Match[Head] | None:
    """Find a head that a pronoun hangs on: حكومته، عائلاتهم."""
    token = view.tokens[at]
    if not token.word.enclitic or token.word.upos not in ("NOUN", "ADJ"):
        return None
    head = view.lexicon.nouns.get(token.word.stem)
    return None if head is None else Match(head, at, at + 1, token.start + len(token.word.proclitics), token.end)


def _ministry(view: View, match: Match[Head], limit: int) -> bool:
    if not match.value.det or match.stop >= limit:
        return False
    qualifier = view.lexicon.qualifiers.get(view.tokens[match.stop].key)
    return qualifier is not None and qualifier.country is not None and qualifier.feminine


def _read_quantified(view: View, match: Match[Head], limit: int, depth: int) -> Phrase | None:
    """Read عدد من المسؤولين, أحد أفراد القبيلة: the actor is what is counted."""
    at = match.stop
    if at < limit and view.tokens[at].word.upos == "ADP":
        at += 1
    if at >= limit:
        return None
    inner = read_phrase(view, at, limit, depth + 1) or read_people(view, at, limit)
    if inner is None:
        return None
    return msgspec.structs.replace(
        inner, first=match.first, start=match.start, bare=False, quantified=True, rule="actor:counted"
    )


def read_people(view: View, at: int, limit: int) -> Phrase | None:
    """Read a people by its adjective alone: الفلسطينيون، الحوثيين، الروس."""
    token = view.tokens[at]
    for key, skip in token.keys:
        qualifier = view.lexicon.qualifiers.get(key)
        if qualifier is None or not (qualifier.country or qualifier.ref or qualifier.abroad):
            continue
        if not (qualifier.people or _lone(view, at, qualifier)):
            continue
        if token.word.upos == "VERB" and not token.word.det:
            return None
        role: ActorRole = qualifier.role or "CIV"
        head = Head("person", role, True, key, True, token.word.det)
        stop = at + 1
        while stop < limit and (more := view.lexicon.qualifiers.get(view.tokens[stop].key)) is not None:
            if more.people != qualifier.people or view.tokens[stop].word.det != token.word.det or more.country:
                break
            role = more.role if more.strong and more.role else role
            stop += 1
        return Phrase(
            at, stop, token.start + skip, head, role, qualifier.country, qualifier.abroad, False,
            ref=qualifier.ref, rule="actor:people",
        )  # fmt: skip
    return None


def _lone(view: View, at: int, qualifier: Qualifier) -> bool:
    """Tell a singular that stands for a person: قتل فلسطيني، 52 فلسطينيا."""
    if at == 0 or not qualifier.single or not (qualifier.country or qualifier.ref):
        return False
    before = view.tokens[at - 1]
    counted = before.kind == "number" or before.word.upos == "NUM"
    return counted or before.word.upos == "VERB" or (before.word.verb_form == "masdar" and not before.word.det)


class _Builder:
    """The state of one phrase while it is read."""

    def __init__(self, view: View, match: Match[Head], limit: int, depth: int) -> None:
        self.view, self.tokens, self.lexicon = view, view.tokens, view.lexicon
        self.match, self.head = match, match.value
        self.limit, self.end = min(limit, match.first + MAX_WORDS), limit
        self.depth = depth
        self.at = match.stop
        self.definite = self.head.det
        self.closed = bool(self.tokens[match.stop - 1].word.enclitic)
        self.country: str | None = None
        self.abroad = False
        self.strong: ActorRole | None = None
        self.weak: ActorRole | None = None
        self.owner: ActorRole | None = None
        self.ref: str | None = None
        self.name: PersonName | None = None
        self.inner: list[Phrase | Match[Named]] = []
        self.plain = 0  # words that no table holds

    def read(self) -> Phrase:
        while self.at < self.limit and self.at not in self.view.barred and self._step():
            pass
        if self.name is None:
            self._read_name_behind_comma()
        bare = self.at == self.match.stop and self.definite
        return Phrase(
            self.match.first, self.at, self.match.start, self.head, self._role(), self.country, self.abroad,
            bare, self._role_is_told(), ref=self.ref, name=self.name, inner=tuple(self.inner),
        )  # fmt: skip

    @property
    def _settled(self) -> bool:
        """Whether the phrase may end here, so that a name may follow: الرئيس، وزير الدفاع."""
        return self.definite or self.closed

    def _step(self) -> bool:
        """Take the next word in; False where the phrase ends before it."""
        token = self.tokens[self.at]
        if token.kind == "mark":
            return self._step_mark(token)
        if token.kind == "number":
            return self._step_number()
        word, words = token.word, self.lexicon.words
        if token.key in words["behalf"]:
            return self._step_bound(token.key, self.at + 1, 0)
        if self._introduces_name() and self._is_given(token):
            return self._take_name()
        if word.upos == "ADP":
            return self._step_bound(word.lemma, self.at + 1, 0)
        if word.proclitics and word.upos != "PROPN":
            if word.proclitics in words["belongs"] | words["at"] and not word.enclitic:
                return self._step_bound(word.proclitics, self.at, len(word.proclitics))
            return False
        match = self.lexicon.names.longest(self.tokens, self.at, self.limit)
        if match is not None and match.start == token.start:
            return self._step_named(match)
        qualifier = self.lexicon.qualifiers.get(token.key)
        if qualifier is not None and (word.det or not self._settled):
            return self._step_qualifier(qualifier)
        return self._step_noun()

    def _is_given(self, token: Token) -> bool:
        if token.form in self.lexicon.given_exact:
            return True
        return token.word.upos not in _NO_HEAD and token.key in self.lexicon.given

    def _step_mark(self, token: Token) -> bool:
        closing = _OPENING.get(token.form)
        if closing is None or (self.closed and token.form != "("):
            return False
        for stop in range(self.at + 1, min(self.limit, self.at + 1 + _MAX_QUOTED)):
            if self.tokens[stop].form == closing:
                break
        else:
            return False
        match = self.lexicon.names.longest(self.tokens, self.at + 1, stop)
        if match is None or match.stop != stop:
            if token.form == "(" or self.head.sort not in ("body", "media", "facility"):
                return False
        else:
            self._own(_owner_named(match, stop + 1), quoted=True)
        self.at, self.closed = stop + 1, True
        return True

    def _step_number(self) -> bool:
        if self.closed or self.head.sort not in ("body", "media", "rank", "facility"):
            return False
        self.at += 1
        return True

    def _step_named(self, match: Match[Named]) -> bool:
        named = match.value
        titled = self.head.sort in TITLES or (self.head.sort == "person" and not self.head.plural)
        if named.kind == "person" and titled and self._settled:
            return self._take_name()
        if not self._settled:
            if named.kind == "person":
                name = read_name(self.tokens, self.at, self.limit, self.lexicon, titled=True)
                stop = name.stop if name else match.stop
                self._own(_Owner(stop, named.role, named.country, ref=named.ref, inner=match))
            else:
                self._own(_owner_named(match, match.stop))
            return True
        if named.kind in ("group", "organisation") and self.head.sort in ("body", "media") and not self.closed:
            self._own(_owner_named(match, match.stop), quoted=True)
            return True
        return False

    def _step_qualifier(self, qualifier: Qualifier) -> bool:
        if qualifier.prepositions:
            return self._step_bond(qualifier)
        if qualifier.country or qualifier.ref:
            self.country = self.country or qualifier.country
            self.ref = self.ref or qualifier.ref
            if qualifier.people and not self._settled:
                self.closed = True
        self.abroad = self.abroad or qualifier.abroad
        if qualifier.strong:
            self.strong = self.strong or qualifier.role
        else:
            self.weak = self.weak or qualifier.role
        self.at += 1
        return True

    def _step_bond(self, qualifier: Qualifier) -> bool:
        """Read القوات الموالية للرئيس, جماعة مدعومة من إيران: an adjective and the noun it binds."""
        at = self.at + 1
        if at >= self.limit:
            return False
        word = self.tokens[at].word
        if word.upos == "ADP" and word.lemma in qualifier.prepositions:
            at, skip = at + 1, 0
        elif word.proclitics in qualifier.prepositions:
            skip = len(word.proclitics)
        else:
            return False
        owner = self._read_owner(at, skip) if at < self.limit else None
        if owner is None:
            return False
        if qualifier.opponent:
            owner = _Owner(owner.stop, country=owner.country if self.country is None else None, inner=owner.inner)
        self._own(owner)
        return True

    def _step_bound(self, preposition: str, at: int, skip: int) -> bool:
        """Take in a complement behind a preposition: مسؤول في الحكومة، المتحدث باسم الجيش."""
        if at >= self.limit or at in self.view.barred:
            return False
        owner = self._read_owner(at, skip)
        sort = self.head.sort
        if owner is not None and self._may_bind(preposition, owner):
            if self.country is not None and owner.role == "IGO":
                owner = _Owner(owner.stop)  # السفير الروسي لدى الأمم المتحدة stays a Russian
            self._own(owner)
            return True
        belongs = preposition in self.lexicon.words["belongs"]
        if sort in ("body", "media") and belongs and self.definite and skip and self.tokens[at].word.det:
            # الوكالة الدولية للطاقة: what a body is for
            self.at += 1
            self.plain += 1
            self.closed = True
            return True
        return False

    def _may_bind(self, preposition: str, owner: _Owner) -> bool:
        if self.ref is not None:
            return False
        sort, words = self.head.sort, self.lexicon.words
        place = owner.role is None or (owner.role == "GOV" and owner.inner is None)
        phrase = owner.inner if isinstance(owner.inner, Phrase) else None
        if phrase is not None and phrase.head.sort in _NO_OWNERS:
            return False
        if sort in ("office", "source"):
            belongs = preposition in words["belongs"]
            return preposition in words["within"] or belongs or (preposition in words["towards"] and not place)
        if sort in ("body", "media"):
            return preposition in (words["within"] if place else words["belongs"])
        if sort in ("person", "facility", "document"):
            return not place and preposition in words["towards"] and owner.role in _HANDED_ON
        return False

    def _read_owner(self, at: int, skip: int) -> _Owner | None:
        """Read what the phrase belongs to: a named actor, a country, or a phrase of its own."""
        token = self.tokens[at]
        match = self.lexicon.names.longest(self.tokens, at, self.limit)
        phrase = read_phrase(self.view, at, self.limit, self.depth + 1)
        if match is not None and match.start - token.start <= skip and (phrase is None or phrase.stop <= match.stop):
            return _owner_named(match, match.stop)
        if phrase is None or phrase.start - token.start > max(skip, 1):
            phrase = read_people(self.view, at, self.limit)
        if phrase is None:
            return None
        return _Owner(phrase.stop, phrase.role, phrase.country, phrase.abroad, phrase.ref, phrase, phrase.name)

    def _step_noun(self) -> bool:
        """Take in a noun or adjective that is no name and no listed adjective, or read the name here."""
        token, word = self.tokens[self.at], self.tokens[self.at].word
        nested = self.lexicon.heads.longest(self.tokens, self.at, self.limit)
        if nested is not None and nested.start == token.start and nested.value.sort != "quantifier":
            if self._settled:
                return self._chain(nested)
            if word.det or self.head.sort not in ("person", "source"):
                owner = self._read_owner(self.at, 0)
                if owner is not None:
                    self._own(owner)
                    return self.name is None
        if self._introduces_name() and self._take_name():
            return False
        if word.upos not in ("NOUN", "ADJ", "PROPN", "NUM"):
            return False
        if not self._continues(token):
            return False
        self.at += 1
        self.plain += 1
        return not word.enclitic

    def _continues(self, token: Token) -> bool:
        word = token.word
        if self._settled:
            before = self.tokens[self.at - 1].word
            alike = word.upos == "ADJ" or word.stem.endswith(tuple(self.lexicon.words["nisba"]))
            return word.det and (alike or not (before.det or self.ref or self.owner))
        if word.det:
            self.closed = True
            return True
        return word.upos == "ADJ" or (
            self.plain == 0 and word.upos == "NOUN" and all(w.upos != "VERB" for w in token.readings)
        )

    def _chain(self, nested: Match[Head]) -> bool:
        """Go on over a second title: قائد اللواء | العميد الركن, السيد | الرئيس."""
        if self.head.sort in TITLES and nested.value.sort in TITLES and nested.value.det and not self.head.plural:
            if self.head.sort == "honorific":
                self.head = nested.value
            self.at, self.definite = nested.stop, True
            return True
        return self._introduces_name() and self._take_name() and False

    def _introduces_name(self) -> bool:
        if self.head.plural or not self._settled:
            return False
        return self.head.sort in TITLES or (self.head.sort == "person")

    def _take_name(self) -> bool:
        titled = self.head.sort != "person" or self.head.det
        name = read_name(self.tokens, self.at, self.end, self.lexicon, titled=titled)
        if name is None or self.at in self.view.barred:
            return False
        stop = next((at for at in range(name.first, name.stop) if at in self.view.barred), name.stop)
        self.name = msgspec.structs.replace(name, stop=stop, words=stop - name.first)
        return False

    def _read_name_behind_comma(self) -> None:
        """Read وزير الخارجية الروسي، سيرغي لافروف، ...: the name stands apart."""
        if self.head.sort not in ("office", "rank") or self.head.plural or not self._settled:
            return
        at = self.at
        if at + 1 >= self.end or self.tokens[at].form not in ("،", ","):
            return
        name = read_name(self.tokens, at + 1, self.end, self.lexicon, titled=False)
        if name is None and (phrase := read_phrase(self.view, at + 1, self.end, self.depth + 1)) is not None:
            name = phrase.name if phrase.head.sort in ("rank", "honorific") else None
        if name is not None:
            self.name = name

    def _own(self, owner: _Owner, *, quoted: bool = False) -> None:
        self.at, self.closed = owner.stop, True
        if self.owner is None:
            self.owner = owner.role
        self.country = self.country or owner.country
        self.abroad = self.abroad or owner.abroad or (owner.role in ("IGO", "NGO") and owner.country is None)
        if quoted or self.head.sort == "body" and self.head.role == "REB":
            self.ref = self.ref or owner.ref
        if owner.inner is not None:
            self.inner.append(owner.inner)
        if owner.name is not None and self.head.sort in TITLES and not self.head.plural:
            self.name = owner.name

    def _role_is_told(self) -> bool:
        return self.strong is not None or self.weak is not None or self.owner in _HANDED_ON or self.head.own

    def _role(self) -> ActorRole | None:
        head = self.head
        if self.strong is not None and not (head.own and head.sort == "media"):
            return self.strong
        if head.own:
            return head.role
        owner = self.owner
        if owner in _HANDED_ON and not (
            head.sort == "body" and head.role in _ARMED and owner not in _ARMED_OWNERS
        ) and not (head.sort in ("media", "facility") and owner == "GOV"):
            return owner
        if head.sort == "body" and head.role in _ARMED and owner == "OPP":
            return "REB"
        return self.weak or head.role or ("MED" if head.sort == "media" else None)


def _owner_named(match: Match[Named], stop: int) -> _Owner:
    named = match.value
    if named.kind == "country":
        return _Owner(stop, "GOV", named.country)
    abroad = named.country is None and named.role in ("IGO", "NGO")
    return _Owner(stop, named.role, named.country, abroad, named.ref, match)

