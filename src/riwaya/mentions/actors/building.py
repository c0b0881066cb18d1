"""One phrase of an actor, read word by word from its head: adjectives, genitives, owner, name."""

from collections.abc import Callable

import msgspec

from riwaya.document import Token
from riwaya.mentions.actors.names import PersonName, cut_name, read_name
from riwaya.mentions.actors.owners import may_bind, own_named, read_owner, read_place
from riwaya.mentions.actors.records import Owner, Phrase, View
from riwaya.mentions.actors.roles import Told, find_role
from riwaya.mentions.actors.tables import TITLES, Head, Named, Qualifier
from riwaya.mentions.actors.titles import is_named_behind, read_name_behind_comma
from riwaya.patterns import Match
from riwaya.types import ActorRole

ReadPhrase = Callable[[View, int, int, int], Phrase | None]

MAX_WORDS = 14
NO_HEAD = frozenset({"VERB", "ADP", "PART", "AUX", "SCONJ"})
_MAX_QUOTED = 5
_MAX_PROPER = 3  # words of an unknown name behind its head: صحيفة غلوبل تايمز
_QUOTES = {'"': '"', "«": "»", "“": "”", "(": ")", "'": "'", "”": "“", "‘": "’"}
_STATE = frozenset({"GOV", "MIL", "POL", "REB"})


class PhraseBuilder:
    """The state of one phrase while it is read; ``read_phrase`` reads the phrases inside it."""

    def __init__(
        self, view: View, match: Match[Head], limit: int, depth: int, read_phrase: ReadPhrase
    ) -> None:
        self.view, self.tokens, self.lexicon = view, view.tokens, view.lexicon
        self.match, self.head = match, match.value
        self.limit, self.end = min(limit, match.first + MAX_WORDS), limit
        self.depth, self.read_phrase = depth, read_phrase
        self.at = match.stop
        self.definite = self.head.det
        self.owned = self._has_pronoun()
        self.closed = self.owned
        self.country: str | None = None
        itself = self.lexicon.qualifiers.get(self.tokens[match.first].key)
        # دبلوماسيون are of no one country, nor are دول.
        several = self.head.plural and self.head.lemma in self.lexicon.words["several"]
        self.abroad = several or (itself is not None and itself.abroad)
        self.strong: ActorRole | None = None
        self.weak: ActorRole | None = None
        self.owner: ActorRole | None = None
        self.earlier: ActorRole | None = None  # role of the owner of a title before this one
        self.ref: str | None = None
        self.name: PersonName | None = None
        self.inner: list[Phrase | Match[Named]] = []
        # An indefinite adjective stands behind the head, so no genitive can: مجموعة مسلحة | مواقع.
        last = self.tokens[match.stop - 1]
        adjective = last.word.upos == "ADJ" or last.key in self.lexicon.qualifiers
        self.described = match.stop > match.first + 1 and adjective and not self.definite
        self.described = self.described and self.head.sort not in TITLES  # كبير مستشاري الرئيس
        self.title = self.head.sort  # of the last title in a row of them
        self.plain = 0  # words that no table holds

    def read(self) -> Phrase:
        """Read the phrase to its end."""
        while self.at < self.limit and self.at not in self.view.barred and self._step():
            pass
        titled = self.head.sort in ("office", "rank") and not self.head.plural
        if self.name is None and titled and self._settled:
            self.name = read_name_behind_comma(self.view, self.at, self.end, self._read_behind)
        bare = self.at == self.match.stop and self.definite
        told = Told(self.strong, self.weak, self.owner or self.earlier)
        return Phrase(
            self.match.first, self.at, self.match.start, self.head, find_role(self.head, told),
            self.country or self.head.country,
            self.abroad, bare, self.owned, bool(told) or self.head.own,
            ref=self.ref, name=self.name, inner=tuple(self.inner),
        )  # fmt: skip

    def _has_pronoun(self) -> bool:
        last = self.match.stop - 1
        key = self.tokens[last].word.stem
        return bool(self.tokens[last].word.enclitic) or (
            self.match.stop == self.match.first + 1
            and not self.head.det
            and key not in self.lexicon.nouns
            and self.lexicon.heads.longest(self.tokens, last, last + 1) is None
        )

    @property
    def _settled(self) -> bool:
        """Whether the phrase may end here, so that a name may follow: الرئيس، وزير الدفاع."""
        return self.definite or self.closed

    def _step(self) -> bool:
        """Take the next word in; False where the phrase ends before it."""
        token = self.tokens[self.at]
        if token.kind in ("mark", "number"):
            return self._step_mark(token) if token.kind == "mark" else self._step_number()
        if token.key in self.lexicon.words["behalf"]:
            return self._step_bound(token.key, self.at + 1, 0)
        if self._introduces_name() and self._is_given(token) and self._take_name():
            return False
        if token.word.upos == "ADP":
            return self._step_bound(token.word.lemma, self.at + 1, 0)
        if token.word.proclitics and token.word.upos != "PROPN":
            return self._step_clitic(token)
        return self._step_word(token)

    def _step_clitic(self, token: Token) -> bool:
        word, words = token.word, self.lexicon.words
        if word.enclitic or word.proclitics not in words["belongs"] | words["at"]:
            return False
        return self._step_bound(word.proclitics, self.at, len(word.proclitics))

    def _step_word(self, token: Token) -> bool:
        match = self.lexicon.names.longest(self.tokens, self.at, self.limit)
        qualifier = self.lexicon.qualifiers.get(token.key)
        agrees = qualifier is not None and token.word.det and self._settled  # الأسرى الحوثيين
        if match is not None and match.start == token.start and not match.value.short and not agrees:
            return self._step_named(match)
        if qualifier is not None and (token.word.det or not self._settled or self.title == "rank"):
            return self._step_qualifier(qualifier)
        place = None if self._settled or self.described else read_place(self.view, self.at, self.limit)
        if place is not None:
            self._own(place)
            return True
        return self._step_noun()

    def _is_given(self, token: Token) -> bool:
        if token.form in self.lexicon.given_exact or token.key in self.lexicon.words["opens"]:
            return True
        return token.word.upos not in NO_HEAD and token.key in self.lexicon.given

    def _step_mark(self, token: Token) -> bool:
        closing = _QUOTES.get(token.form)
        if closing is None:
            return False
        begun = self.at
        if self._step_scare_quote(closing) or (self.closed and token.form != "("):
            return self.at > begun and self.name is None and self.tokens[self.at - 1].form == closing
        for stop in range(self.at + 1, min(self.limit, self.at + 1 + _MAX_QUOTED)):
            if self.tokens[stop].form == closing:
                break
        else:
            return False
        match = self.lexicon.names.longest(self.tokens, self.at + 1, stop)
        if match is not None and match.value.kind == "person":
            return False
        if match is None or match.stop != stop:
            inside = self.tokens[self.at + 1].word
            name = inside.upos in ("NOUN", "PROPN", "ADJ") and not inside.proclitics
            if token.form == "(" or not name or self.head.sort not in ("body", "media", "facility"):
                return False
        else:
            self._own(own_named(match, stop + 1), quoted=True)
        self.at, self.closed = stop + 1, True
        return True

    def _step_scare_quote(self, closing: str) -> bool:
        """Read رئيس الوزراء "الإسرائيلي", الناطق "أفيخاي أدرعي": marks around a word of the phrase."""
        inside = self.at + 1
        if inside + 1 >= self.limit or self.tokens[inside].kind != "word":
            return False
        qualifier = self.lexicon.qualifiers.get(self.tokens[inside].key)
        if qualifier is not None and self.tokens[inside + 1].form == closing and not qualifier.prepositions:
            self.at = inside
            self._step_qualifier(qualifier)
            self.at = inside + 2
            return True
        if self._introduces_name():
            name = read_name(self.tokens, inside, self.end, self.lexicon, titled=False)
            if name is not None and name.stop < self.end and self.tokens[name.stop].form == closing:
                self.name = name
                return True
        return False

    def _step_number(self) -> bool:
        if self.closed or self.head.sort not in ("body", "media", "rank"):
            return False
        self.at += 1
        return True

    def _step_named(self, match: Match[Named]) -> bool:
        named = match.value
        titled = self.head.sort in TITLES or (self.head.sort == "person" and not self.head.plural)
        if named.kind == "person" and titled and self._settled:
            self._take_name()
            return False
        if not self._settled and not self.described:
            if named.kind == "person":
                name = read_name(self.tokens, self.at, self.limit, self.lexicon, titled=True)
                stop = name.stop if name else match.stop
                self._own(Owner(stop, named.role, named.country, ref=named.ref, inner=match))
            else:
                self._own(own_named(match, match.stop))
            return True
        if (
            named.kind in ("group", "organisation")
            and self.head.sort in ("body", "media")
            and not self.closed
        ):
            self._own(own_named(match, match.stop), quoted=True)
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
            self.strong = qualifier.role if self.strong in (None, "OPP") else self.strong
        else:
            self.weak = self.weak or qualifier.role
        if self.tokens[self.at].word.det:
            self.closed = True  # محافظ ديالى العراقي: what has a definite adjective is definite
        else:
            self.described = self.described or not self._settled
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
            owner = Owner(
                owner.stop, country=owner.country if self.country is None else None, inner=owner.inner
            )
        # Who follows an organisation of many countries is still of one.
        self._own(msgspec.structs.replace(owner, abroad=owner.abroad and owner.role in ("IGO", "NGO")))
        return True

    def _step_bound(self, preposition: str, at: int, skip: int) -> bool:
        """Take in a complement behind a preposition: مسؤول في الحكومة، المتحدث باسم الجيش."""
        if at >= self.limit or at in self.view.barred:
            return False
        owner = self._read_owner(at, skip)
        if owner is not None and self._has_room(owner) and self._may_bind(preposition, owner):
            if (self.country is not None and owner.role == "IGO") or (self.abroad and owner.role is None):
                owner = Owner(owner.stop)  # السفير الروسي لدى الأمم المتحدة stays a Russian
            # متحدث باسم الرئيس فلان: the name is the president's
            self._own(owner, spoken_for=not self.definite)
            return True
        if owner is not None and self._is_sent(preposition, owner):
            self._own(Owner(owner.stop, inner=owner.inner))
            return True
        belongs = preposition in self.lexicon.words["belongs"]
        if belongs and self.definite and skip and self.tokens[at].word.det and self._takes_purpose():
            # الوكالة الدولية للطاقة: what a body is for
            self.at += 1
            self.plain += 1
            self.closed = True
            return True
        return False

    def _may_bind(self, preposition: str, owner: Owner) -> bool:
        """Tell whether a complement is this phrase's own; a second country only leads to a name."""
        if not may_bind(self.head, preposition, owner, self.lexicon, definite=self.definite):
            return False
        if self.definite and preposition in self.lexicon.words["belongs"] and self.head.sort == "office":
            return self._takes_purpose()
        posted = self.country is not None and (owner.role is None or owner.role == "IGO")
        if self.head.sort != "office" or not posted:
            return True
        return is_named_behind(self.view, owner, self.end, titled=True)

    def _takes_purpose(self) -> bool:
        """Tell الهيئة العامة ل, الممثل الأعلى ل from whom something is said to: قال الوزير ل."""
        if self.head.sort == "office":
            described = self.at > self.match.first + 1
            return self.head.det and described and self.country is None and self.owner is None
        return self.head.sort in ("body", "media") and not (self.head.own and self.head.role in _STATE)

    def _is_sent(self, preposition: str, owner: Owner) -> bool:
        """Tell a complement by the name behind it: المبعوث الأممي إلى ليبيا | فلان."""
        bound = preposition in self.lexicon.words["within"] | self.lexicon.words["sent"]
        titled = self.head.sort in TITLES and self._introduces_name()
        return bound and titled and is_named_behind(self.view, owner, self.end, titled=False)

    def _has_room(self, owner: Owner) -> bool:
        return self.ref is None and (self.owner is None or owner.role is None)

    def _read_owner(self, at: int, skip: int) -> Owner | None:
        return read_owner(self.view, at, skip, self.limit, lambda: self._read_inside(at))

    def _read_inside(self, at: int) -> Phrase | None:
        return self.read_phrase(self.view, at, self.limit, self.depth + 1)

    def _read_behind(self) -> Phrase | None:
        return self.read_phrase(self.view, self.at + 1, self.end, self.depth + 1)

    def _step_noun(self) -> bool:
        """Take in a noun or adjective that is no name and no listed adjective, or read the name here."""
        token, word = self.tokens[self.at], self.tokens[self.at].word
        nested = self.lexicon.heads.longest(self.tokens, self.at, self.limit)
        if nested is not None and nested.start == token.start and nested.value.sort != "quantifier":
            if self._settled:
                return self._chain(nested)
            if not self.described and (word.det or self.head.sort not in ("person", "source")):
                owner = self._read_owner(self.at, 0)
                if owner is not None:
                    self._own(owner)
                    return self.name is None
        if self._introduces_name() and self._take_name():
            return False
        if word.upos not in ("NOUN", "ADJ", "PROPN", "NUM"):
            return False
        if not self._continues(token, counted=nested is not None):
            return False
        self.at += 1
        self.plain += 1
        return not word.enclitic

    def _continues(self, token: Token, *, counted: bool) -> bool:
        word = token.word
        if self._settled:
            before = self.tokens[self.at - 1].word
            alike = counted or word.upos == "ADJ" or word.stem.endswith(tuple(self.lexicon.words["nisba"]))
            return word.det and (alike or not (before.det or self.ref or self.owner or self.country))
        if word.upos == "ADJ" and not word.det:
            self.described = True
            return True
        if self.described:
            return False
        words, last = self.lexicon.words, self.tokens[self.match.stop - 1].key
        absolute = self.head.plural and last.endswith(tuple(words["absolute"]))
        if word.det:
            self.closed = True
            return not absolute  # مهاجمون | المكان
        if word.upos == "PROPN" and self.head.sort in ("media", "body", "facility"):
            return self.plain < _MAX_PROPER
        verb = word.number != "p" and any(other.upos == "VERB" for other in token.readings)
        if self.plain or word.upos != "NOUN" or verb:
            return False
        return not absolute and not token.key.endswith(tuple(words["accusative"]))

    def _chain(self, nested: Match[Head]) -> bool:
        """Go on over a second title: قائد اللواء | العميد الركن, السيد | الرئيس."""
        if self.depth and nested.value.sort == "office" and self.head.sort == "office":
            return False  # مستشار الوزير | المتحدث باسم الجيش: not the minister's
        goes_on = nested.value.det or (self.title == "rank" and nested.value.sort == "rank")
        if self.head.sort in TITLES and nested.value.sort in TITLES and goes_on and not self.head.plural:
            if self.head.sort == "honorific":
                self.head = nested.value
            self.title = nested.value.sort
            self.earlier, self.owner = self.owner or self.earlier, None
            self.at, self.definite = nested.stop, True
            return True
        if self._introduces_name():
            self._take_name()
        return False

    def _introduces_name(self) -> bool:
        if self.head.plural or not self._settled:
            return False
        return self.head.sort in TITLES or self.head.sort == "person"

    def _take_name(self) -> bool:
        titled = self.head.sort != "person" or self.head.det
        name = read_name(self.tokens, self.at, self.end, self.lexicon, titled=titled)
        self.name = cut_name(name, self.view.barred) if name is not None else None
        return self.name is not None

    def _own(self, owner: Owner, *, quoted: bool = False, spoken_for: bool = False) -> None:
        taken = (
            owner.name is not None and self.head.sort in TITLES and not self.head.plural and not spoken_for
        )
        self.at, self.closed = owner.stop, True
        if self.owner is None:
            self.owner = owner.role
        self.country = self.country or owner.country
        self.abroad = self.abroad or owner.abroad or (owner.role in ("IGO", "NGO") and owner.country is None)
        if quoted or (self.head.sort == "body" and self.head.role == "REB"):
            self.ref = self.ref or owner.ref
        if owner.inner is not None:
            self.inner.append(_nameless(owner.inner) if taken else owner.inner)
        if taken:
            self.name = owner.name
        elif owner.name is not None:
            self.at = owner.name.stop


def _nameless(inner: Phrase | Match[Named]) -> Phrase | Match[Named]:
    """Give an owner without the name that the phrase around it took: المتحدث باسم [الرئيس] فلان."""
    return msgspec.structs.replace(inner, name=None) if isinstance(inner, Phrase) else inner
