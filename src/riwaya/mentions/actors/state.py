"""What one phrase has taken in so far, and what it may still take."""

from collections.abc import Callable

import msgspec

from riwaya.mentions.actors.names import PersonName, cut_name, read_name
from riwaya.mentions.actors.owners import read_owner
from riwaya.mentions.actors.records import Owner, Phrase, View
from riwaya.mentions.actors.tables import TITLES, Head, Named, Qualifier
from riwaya.patterns import Match
from riwaya.types import ActorRole

ReadPhrase = Callable[[View, int, int, int], Phrase | None]

MAX_WORDS = 14


class PhraseState:
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
        self.nisba: str | None = None  # the country that an adjective names
        self.several = False  # adjectives name more than one: القوات الروسية والأوكرانية
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
        self.chained = 0
        self.quoted = 0  # behind a name between marks, where the name ends: تنظيم "داعش" | الإرهابي
        self.plain = 0  # words that no table holds
        self.bound = False  # whether it has an owner
        self.reach = 0  # behind a place that tells its country: السلطات | في السودان

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
    def settled(self) -> bool:
        """Whether the phrase may end here, so that a name may follow: الرئيس، وزير الدفاع."""
        return self.definite or self.closed

    def describe(self, qualifier: Qualifier) -> None:
        """Take in what an adjective says."""
        if qualifier.country:
            self.several = self.several or self.nisba not in (None, qualifier.country)
            self.nisba = self.nisba or qualifier.country
        self.country = self.country or qualifier.country
        self.ref = self.ref or qualifier.ref
        self.abroad = self.abroad or qualifier.abroad
        if qualifier.strong:
            self.strong = qualifier.role if self.strong in (None, "OPP") else self.strong
        else:
            self.weak = self.weak or qualifier.role

    def has_room(self, owner: Owner) -> bool:
        """Tell whether an owner still fits in: a phrase has one."""
        return self.ref is None and (self.owner is None or owner.role is None)

    def read_owner(self, at: int, skip: int) -> Owner | None:
        """Read the owner at a token, behind ``skip`` letters of its clitics."""
        return read_owner(self.view, at, skip, self.limit, lambda: self._read_inside(at))

    def _read_inside(self, at: int) -> Phrase | None:
        return self.read_phrase(self.view, at, self.limit, self.depth + 1)

    def read_behind(self) -> Phrase | None:
        """Read the phrase behind the mark here."""
        return self.read_phrase(self.view, self.at + 1, self.end, self.depth + 1)

    def introduces_name(self) -> bool:
        """Tell whether a personal name may follow."""
        if self.head.plural or not self.settled:
            return False
        return self.head.sort in TITLES or self.head.sort == "person"

    def take_name(self) -> bool:
        """Read the personal name here, if there is one."""
        titled = self.head.sort != "person" or self.head.det
        name = read_name(self.tokens, self.at, self.end, self.lexicon, titled=titled)
        self.name = cut_name(name, self.view.barred) if name is not None else None
        return self.name is not None

    def own(self, owner: Owner, *, quoted: bool = False, spoken_for: bool = False) -> None:
        """Take in what the phrase belongs to."""
        taken = (
            owner.name is not None and self.head.sort in TITLES and not self.head.plural and not spoken_for
        )
        self.at, self.closed, self.bound = owner.stop, True, True
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
    if not isinstance(inner, Phrase):
        return inner
    return msgspec.structs.replace(inner, name=None, stop=inner.chained or inner.stop)
