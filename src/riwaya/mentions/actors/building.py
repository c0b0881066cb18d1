"""One phrase of an actor, read word by word from its head: adjectives, genitives, owner, name."""

from riwaya.chars import WAW
from riwaya.document import Token
from riwaya.mentions.actors.adjectives import is_genitive, is_joined_field, is_object, read_joined
from riwaya.mentions.actors.complements import ComplementReader
from riwaya.mentions.actors.known import is_elsewhere, is_epithet
from riwaya.mentions.actors.names import is_noun_only, is_ranked, read_name
from riwaya.mentions.actors.owners import own_named, read_area, read_place
from riwaya.mentions.actors.records import Owner, Phrase
from riwaya.mentions.actors.roles import Told, find_role, is_told
from riwaya.mentions.actors.tables import TITLES, Head, Named, Qualifier
from riwaya.mentions.actors.titles import (
    read_name_behind_brackets,
    read_name_behind_comma,
)
from riwaya.patterns import Match

NO_HEAD = frozenset({"VERB", "ADP", "PART", "AUX", "SCONJ"})
_MAX_QUOTED = 5
_MAX_PROPER = 3  # words of an unknown name behind its head: صحيفة غلوبل تايمز
_QUOTES = {'"': '"', "«": "»", "“": "”", "(": ")", "'": "'", "”": "“", "‘": "’"}


class PhraseBuilder(ComplementReader):
    """The reading of one phrase, step by step."""

    def read(self) -> Phrase:
        """Read the phrase to its end."""
        while self.at < self.limit and self.at not in self.view.barred and self._step():
            pass
        person = self.head.sort == "person" and (self.bound or self.head.det)  # مراسل بي بي سي، فلان
        titled = (person or self.head.sort in ("office", "rank")) and not self.head.plural
        if self.name is None and titled and self.settled:
            self.name = read_name_behind_comma(
                self.view, self.at, self.end, self.read_behind
            ) or read_name_behind_brackets(self.view, self.at, self.end)
        bare, words = self.at == self.match.stop and self.definite, self.lexicon.words
        civil = self.head.sort == "facility" and self.head.lemma not in words["position"]
        told = Told(self.strong, self.weak, self.owner or self.earlier)
        sure = is_told(self.head, told, of_state=self.nisba is not None)
        role, stop = find_role(self.head, told, civil=civil), self.quoted or self.at
        return Phrase(
            self.match.first, stop, self.match.start, self.head, role,
            None if self.several else self.country or self.head.country,
            self.abroad or self.several, bare, self.owned, sure,
            ref=self.ref, name=self.name, inner=tuple(self.inner), reach=max(self.at, self.reach),
            noun=self.match.first, noun_start=self.match.start, chained=self.chained,
        )  # fmt: skip

    def _step(self) -> bool:
        """Take the next word in; False where the phrase ends before it."""
        token = self.tokens[self.at]
        if token.kind in ("mark", "number"):
            return self._step_mark(token) if token.kind == "mark" else self._step_number()
        if token.key in self.lexicon.words["behalf"]:
            if token.key.endswith(tuple(self.lexicon.words["pronoun"])):
                self.at, self.closed, self.owned = self.at + 1, True, True  # المتحدث باسمها | فلان
                return True
            return self.step_bound(token.key, self.at + 1, 0) or self._step_spoken_for()
        if self.introduces_name() and self._is_given(token) and not self._is_title() and self.take_name():
            return False
        if token.word.proclitics == WAW and self.at > self.match.stop:
            return self._step_joined()
        if token.word.upos == "ADP":
            return self.step_bound(token.word.lemma, self.at + 1, 0)
        if token.word.proclitics and (token.word.upos != "PROPN" or token.word.det):
            return self._step_clitic(token)
        return self._step_word(token)

    def _step_spoken_for(self) -> bool:
        """Take in whom one speaks for where nothing else tells who that is: المتحدث باسم الاتحاد | فلان."""
        at = self.at + 1
        if at >= self.limit or self.tokens[at].word.upos != "NOUN" or not self.tokens[at].word.det:
            return False
        self.at, self.closed = at + 1, True
        return True

    def _step_joined(self) -> bool:
        """Take in what و joins to an adjective or a field of this phrase; else it ends here."""
        qualifier = read_joined(self.view, self.at)
        if qualifier is not None:
            self.describe(qualifier)
            self.at += 1
            return True
        if self.head.sort != "body" or self.owner or not is_joined_field(self.view, self.at):
            return False
        self.at += 1
        return True

    def _step_clitic(self, token: Token) -> bool:
        word, words = token.word, self.lexicon.words
        if word.enclitic or word.proclitics not in words["belongs"] | words["at"]:
            return False
        return self.step_bound(word.proclitics, self.at, len(word.proclitics))

    def _step_word(self, token: Token) -> bool:
        match = self.view.known(self.at, self.limit)
        if match is not None and is_epithet(self.view, match, self.limit):
            match = None
        qualifier = self.lexicon.qualifiers.get(token.key)
        agrees = qualifier is not None and token.word.det and self.settled  # الأسرى الحوثيين
        told = match is not None and match.start == token.start and not match.value.short
        if match is not None and told and not agrees and not is_elsewhere(self.view, match):
            return self._step_named(match)
        if qualifier is not None and is_genitive(self.view, self.at, qualifier):
            qualifier = None
        if qualifier is not None and self._are_others(token):
            return False
        if qualifier is not None and (token.word.det or not self.settled or self.title == "rank"):
            if self.settled and is_object(self.view, self.at, self.head, qualifier):
                return False
            return self._step_qualifier(qualifier)
        place = None if self.settled or self.described else read_place(self.view, self.at, self.limit)
        if place is not None:
            self.own(place)
            return True
        return self._step_named_after() or self._step_noun()

    def _are_others(self, token: Token) -> bool:
        """Tell people from an adjective of one thing: اتهم الحزب في بيان مشترك | مسلحين."""
        men = token.word.stem.endswith(tuple(self.lexicon.words["absolute"]))
        return men and not (token.word.det or self.head.plural) and token.word.number == "p"

    def _is_given(self, token: Token) -> bool:
        if token.form in self.lexicon.given_exact or token.key in self.lexicon.words["opens"]:
            return True
        return token.word.upos not in NO_HEAD and token.key in self.lexicon.given

    def _is_title(self) -> bool:
        """Tell a title that is a given name as well: أمير قطر | الشيخ تميم."""
        head = self.lexicon.heads.longest(self.tokens, self.at, self.limit)
        return head is not None and head.value.det and head.value.sort in ("rank", "honorific")

    def _step_mark(self, token: Token) -> bool:
        closing = _QUOTES.get(token.form)
        if closing is None:
            before = self.tokens[self.at - 1]
            shortened = token.form == "." and before.kind == "word" and len(before.form) == 1  # د. ياسر
            self.at += shortened
            return shortened
        begun = self.at
        if self._step_scare_quote(closing) or self.closed or (token.form == "(" and self.definite):
            return self.at > begun and self.name is None and self.tokens[self.at - 1].form == closing
        for stop in range(self.at + 1, min(self.limit, self.at + 1 + _MAX_QUOTED)):
            if self.tokens[stop].form == closing:
                break
        else:
            return False
        match = self.view.known(self.at + 1, stop)
        if match is not None and match.value.kind == "person":
            return False
        if match is None or match.stop != stop:
            inside = self.tokens[self.at + 1].word
            name = inside.upos in ("NOUN", "PROPN", "ADJ") and not inside.proclitics
            if token.form == "(" or not name or self.head.sort not in ("body", "media", "facility"):
                return False
        else:
            self.own(own_named(match, stop + 1), quoted=True)
        self.at, self.closed = stop + 1, True
        self.quoted = self.at if self.head.sort in ("body", "media") else 0
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
        if self.introduces_name():
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
        if named.kind == "person" and titled and self.settled:
            self.take_name()
            return False
        if not self.settled and not self.described:
            if named.kind == "person":
                name = read_name(self.tokens, self.at, self.limit, self.lexicon, titled=True)
                stop = name.stop if name else match.stop
                self.own(Owner(stop, named.role, named.country, ref=named.ref, inner=match))
            else:
                self.own(own_named(match, match.stop))
            return True
        if (
            named.kind in ("group", "organisation")
            and self.head.sort in ("body", "media")
            and not (self.closed or self.head.det)
        ):
            self.own(own_named(match, match.stop), quoted=True)
            return True
        return False

    def _step_qualifier(self, qualifier: Qualifier) -> bool:
        if qualifier.prepositions:
            return self.step_bond(qualifier)
        self.describe(qualifier)
        if qualifier.people and not self.settled and (qualifier.country or qualifier.ref):
            self.closed = True
        if self.tokens[self.at].word.det:
            self.closed = True  # محافظ ديالى العراقي: what has a definite adjective is definite
        else:
            self.described = self.described or not self.settled
        self.at += 1
        return True

    def _step_noun(self) -> bool:
        """Take in a noun or adjective that is no name and no listed adjective, or read the name here."""
        token, word = self.tokens[self.at], self.tokens[self.at].word
        nested = self.lexicon.heads.longest(self.tokens, self.at, self.limit)
        one = token.word.stem in self.lexicon.words["one"]  # زعيم | إحدى المنظمات
        counts = nested is not None and nested.value.sort == "quantifier" and not one
        if nested is not None and nested.start == token.start and not counts:
            if self.settled and not self._is_described_by(nested):
                return self._chain(nested)
            if not (self.settled or self.described) and (
                word.det or self.head.sort not in ("person", "source")
            ):
                owner = self.read_owner(self.at, 0)
                if owner is not None:
                    self.own(owner)
                    return self.name is None
        if word.enclitic and nested is None and self._step_owned():
            return True
        if self.introduces_name() and self.take_name():
            return False
        if self.head.lemma in self.lexicon.words["kin"] and self._step_kin():
            return True
        if word.upos not in ("NOUN", "ADJ", "PROPN", "NUM"):
            return False
        side = self.head.sort == "facility" and word.stem in self.lexicon.words["side"]
        aside = side and self.at + 1 < self.limit and read_area(self.view, self.at + 1)  # نفق | شمال غزة
        if aside or not self._continues(token, counted=nested is not None):
            return False
        self.at += 1
        self.plain += 1
        return not word.enclitic

    def _step_owned(self) -> bool:
        """Take in a body that a pronoun hangs on: رئيس | بعثتها, المتحدث باسم | حكومته."""
        if self.settled or self.described or self.head.sort in ("person", "source"):
            return False
        owner = self.read_owner(self.at, 0)
        if owner is not None:
            self.own(owner)
        return owner is not None

    def _step_named_after(self) -> bool:
        """Take in whom a body is named after: آمر غرفة عمليات | طارق بن زياد | العقيد محمد فلان."""
        if self.settled or self.head.sort != "office" or self.at == self.match.stop:
            return False
        name = read_name(self.tokens, self.at, self.limit, self.lexicon, titled=True)
        if name is None or not is_ranked(self.tokens, name.stop, self.limit, self.lexicon):
            return False
        self.own(Owner(name.stop, self.head.role, self.head.country))
        return True

    def _is_described_by(self, nested: Match[Head]) -> bool:
        """Tell a head that is an adjective here: والدة الجندي | الأسير, وزير الشؤون | الخارجية."""
        word, before = self.tokens[self.at].word, self.tokens[self.at - 1].word
        if nested.value.sort == "body" and word.upos == "ADJ" and word.gender == "f" and before.det:
            return before.number == "p" or (before.upos == "ADJ" and before.gender == "f")
        person = nested.value.sort == "person" and nested.stop == self.at + 1
        alike = (word.gender, word.number, word.det) == (before.gender, before.number, before.det)
        return person and alike and word.upos == "ADJ" and before.upos == "NOUN" and word.number == "s"

    def _step_kin(self) -> bool:
        """Take in whose family or house it is: عائلة | أبو شمالة."""
        if self.settled or self.at > self.match.stop or self.head.plural:
            return False
        name = read_name(self.tokens, self.at, self.end, self.lexicon, titled=True)
        if name is None:
            return False
        nouns = (i for i in range(name.first + 1, name.stop) if is_noun_only(self.tokens[i]))
        self.at, self.closed = next(nouns, name.stop), True  # قبيلة تبو | الفراغ
        return True

    def _continues(self, token: Token, *, counted: bool) -> bool:
        word = token.word
        if self.settled:
            before = self.tokens[self.at - 1].word
            alike = counted or word.upos == "ADJ" or word.stem.endswith(tuple(self.lexicon.words["nisba"]))
            person, title = self.head.sort == "person", self.head.sort in TITLES and not self.head.plural
            after = self.tokens[self.at + 1].word if self.at + 1 < self.limit else None
            title = title and not (after is not None and after.upos == "ADP" and after.enclitic)
            if word.verb_form and not title and (person or self.at > self.match.stop):
                return False  # القوات الأفغانية | المستنزفة
            return word.det and (alike or not (before.det or self.ref or self.country or self.bound))
        if word.upos == "ADJ" and not word.det:
            self.described = True
            return True
        if self.described:
            return False
        words, last = self.lexicon.words, self.tokens[self.match.stop - 1].key
        absolute = self.head.plural and last.endswith(tuple(words["absolute"]))
        if word.det:
            named = self.tokens[self.at - 1].word.upos == "PROPN" and word.upos == "NOUN"
            self.closed = True
            return not (absolute or named)  # مهاجمون | المكان, جيش تحرير بلوشستان | الهجوم
        if word.upos == "PROPN" and self.head.sort in ("media", "body", "facility"):
            return self.plain < _MAX_PROPER
        verb = word.number != "p" and any(other.upos == "VERB" for other in token.readings)
        nisba = self.head.sort == "person" and not self.head.plural and last.endswith(tuple(words["nisba"]))
        if self.plain or word.upos != "NOUN" or verb or nisba:
            return False  # استهدف انتحاري | موكب الوزير
        return not absolute and not token.key.endswith(tuple(words["accusative"]))

    def _chain(self, nested: Match[Head]) -> bool:
        """Go on over a second title: قائد اللواء | العميد الركن, السيد | الرئيس."""
        after = self.tokens[nested.stop] if nested.stop < self.limit else None
        if nested.value.sort == "rank" and after is not None and after.kind == "number":
            owner = self.read_owner(self.at, 0) if not self.bound else None  # آمر | اللواء 444 قتال
            if owner is not None:
                self.own(owner)
            return owner is not None
        if self.depth and nested.value.sort == "office" and self.head.sort == "office":
            return False  # مستشار الوزير | المتحدث باسم الجيش: not the minister's
        doctor = nested.value.sort == "honorific" and nested.end - nested.start == 1  # أمينه العام | د. ياسر
        goes_on = nested.value.det or doctor or (self.title == "rank" and nested.value.sort == "rank")
        if self.head.sort in TITLES and nested.value.sort in TITLES and goes_on and not self.head.plural:
            if self.head.sort == "honorific":
                self.head = nested.value
            self.title, self.chained = nested.value.sort, self.chained or self.at
            self.earlier, self.owner = self.owner or self.earlier, None
            self.at, self.definite = nested.stop, True
            return True
        if self.introduces_name():
            self.take_name()
        return False
