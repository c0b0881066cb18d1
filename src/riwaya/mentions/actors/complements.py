"""What an adjective or preposition binds to a phrase: القوات الموالية | للرئيس, مسؤول | في الحكومة."""

import msgspec

from riwaya.mentions.actors.owners import may_bind, read_area
from riwaya.mentions.actors.records import Owner
from riwaya.mentions.actors.state import PhraseState
from riwaya.mentions.actors.tables import TITLES, Qualifier
from riwaya.mentions.actors.titles import find_duty, is_named_behind
from riwaya.patterns import Match

_SERVED = frozenset({"IGO", "NGO", "REB", "OPP"})
_STATE = frozenset({"GOV", "MIL", "POL", "REB"})


class ComplementReader(PhraseState):
    """The steps of a phrase over what is bound to it."""

    def step_bond(self, qualifier: Qualifier) -> bool:
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
        owner = self.read_owner(at, skip) if at < self.limit else None
        if owner is None:
            return False
        if qualifier.opponent:
            owner = Owner(
                owner.stop, country=owner.country if self.country is None else None, inner=owner.inner
            )
        elif qualifier.backed and owner.role is None:
            owner = Owner(owner.stop, inner=owner.inner)  # فصائل موالية لتركيا are no Turks
        # Who follows an organisation of many countries is still of one.
        self.own(msgspec.structs.replace(owner, abroad=owner.abroad and owner.role in ("IGO", "NGO")))
        return True

    def step_bound(self, preposition: str, at: int, skip: int) -> bool:
        """Take in a complement behind a preposition: مسؤول في الحكومة، المتحدث باسم الجيش."""
        if at >= self.limit or at in self.view.barred:
            return False
        where = preposition in self.lexicon.words["at"] | self.lexicon.words["locative"]
        owner = (read_area(self.view, at) if where else None) or self.read_owner(at, skip)
        if owner is not None and self.has_room(owner) and self._may_bind(preposition, owner):
            return self._bind(owner)
        if owner is not None and self._is_sent(preposition, owner):
            return self._send(owner)
        stop = find_duty(self.view, at, self.end) if skip and self.introduces_name() else None
        if stop is not None:
            self.at, self.closed = stop, True
            return True
        belongs = preposition in self.lexicon.words["belongs"] and not self.owned
        if belongs and self.definite and skip and self.tokens[at].word.det and self._takes_purpose():
            # الوكالة الدولية للطاقة: what a body is for
            self.at += 1
            self.plain += 1
            self.closed = True
            return True
        return False

    def _send(self, owner: Owner) -> bool:
        """Take in where somebody serves: مديرة الإعلام في الأونروا | فلانة is the agency's."""
        body = isinstance(owner.inner, Match) and self.country is None and owner.role in _SERVED
        role = owner.role if body or self.head.sort in ("person", "rank") else None
        self.owner = role if body else self.owner
        self.own(
            Owner(owner.stop, role, owner.country if role else None, body and owner.abroad, None, owner.inner)
        )
        return True

    def _bind(self, owner: Owner) -> bool:
        """Take in a complement; where something definite is tells its country, but is no part of its name."""
        if owner.role is None and owner.inner is None and (self.settled or self.described):
            named = self.introduces_name() and is_named_behind(self.view, owner, self.end, titled=True)
            if not named:  # السلطات | في السودان
                self.country = self.country or (None if self.abroad else owner.country)
                self.reach = owner.stop
                return False
        if (self.country is not None and owner.role == "IGO") or (self.abroad and owner.role is None):
            owner = Owner(owner.stop)  # السفير الروسي لدى الأمم المتحدة stays a Russian
        # متحدث باسم الرئيس فلان: the name is the president's
        self.own(owner, spoken_for=not self.definite)
        return True

    def _may_bind(self, preposition: str, owner: Owner) -> bool:
        """Tell whether a complement is this phrase's own; a second country only leads to a name."""
        if self.owned and preposition in self.lexicon.words["belongs"]:
            return False  # دعم بلاده | للوساطة
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
        words = self.lexicon.words
        bound = preposition in words["within"] | words["sent"] | words["about"]
        agent = self.tokens[self.at - 1].word.verb_form is not None and preposition in words["towards"]
        bound = bound or agent  # رئيس الحكومة المكلف | من البرلمان
        titled = self.head.sort in TITLES or self.head.det
        if not (bound and titled and self.introduces_name()):
            return False
        return is_named_behind(self.view, owner, self.end, titled=False)
