"""Actors: every noun phrase or name that can speak, act or suffer, with its country and role.

The report is walked once from left to right. At each word, in this order: a phrase with a head noun
(وزارة الدفاع الروسية), a known name (حماس، الأمم المتحدة), a people (الفلسطينيون), a personal name
(ميخائيلو بودولياك). The longest reading wins; owners named inside it are mentions of their own.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

import msgspec

from riwaya.chars import WAW
from riwaya.document import ActorMention, Document, Sentence, Token
from riwaya.mentions.actors.coreference import Draft, resolve
from riwaya.mentions.actors.names import PersonName, cut_name, has_surname, read_name
from riwaya.mentions.actors.people import read_people
from riwaya.mentions.actors.phrases import read_phrase
from riwaya.mentions.actors.records import Phrase, View
from riwaya.mentions.actors.spellings import skeleton
from riwaya.mentions.actors.tables import PACKAGE, TITLES, Lexicon, Named, load_lexicon
from riwaya.patterns import Match, Trie
from riwaya.resources import load_table
from riwaya.types import ActorRole, Span

Kind = Literal["person", "group", "organisation", "country", "anaphor"]


class AnaphorRow(msgspec.Struct, frozen=True):
    """One row of ``anaphors.tsv``."""

    role: ActorRole | None = None
    meaning: Literal["sides", "last", "source"] = "sides"
    forms: tuple[str, ...] = ()


@cache
def _load_anaphors() -> Trie[AnaphorRow]:
    return Trie((form, row) for row in load_table(PACKAGE, "anaphors.tsv", AnaphorRow) for form in row.forms)


def find_actors(document: Document) -> Document:
    """Fill ``document.actors`` in text order, an enclosing mention before what it holds."""
    view = View(
        document.tokens,
        load_lexicon(),
        frozenset(at for time in document.times for at in range(time.first, time.stop)),
        {place.first: place for place in document.places},
    )
    finder = _Finder(document, view)
    drafts = [draft for sentence in document.sentences for draft in finder.scan(sentence)]
    drafts.sort(key=lambda d: (d.mention.start, -d.mention.end))
    # A ligature folds to many letters, so that what stands behind its clitics may be nothing.
    found = tuple(m for m in resolve(document, drafts, view.lexicon) if m.start < m.end)
    return msgspec.structs.replace(document, actors=found)


class _Finder:
    """The walk through one report; remembers names so that short ones are known after full ones."""

    def __init__(self, document: Document, view: View) -> None:
        self.document, self.view = document, view
        self.tokens: Sequence[Token] = view.tokens
        self.lexicon: Lexicon = view.lexicon
        self.text = document.report.text
        self.anaphors = _load_anaphors()
        self.seen: set[str] = set()  # refs of known actors named in full
        self.surnames: dict[str, PersonName] = {}

    def scan(self, sentence: Sentence) -> Iterator[Draft]:
        at, stop = sentence.first, sentence.stop
        while at < stop:
            token = self.tokens[at]
            if token.kind in ("mark", "number") or at in self.view.barred:
                at += 1
                continue
            drafts, here = self._read(at, stop)
            yield from drafts
            at = max(at + 1, here)

    def _read(self, at: int, limit: int) -> tuple[list[Draft], int]:
        anaphor = self.anaphors.longest(self.tokens, at, limit)
        phrase = None if self._is_full_name(at, limit) else read_phrase(self.view, at, limit)
        match = self._known(at, limit)
        if anaphor is not None and (phrase is None or phrase.stop <= anaphor.stop):
            return [self._anaphor(anaphor)], anaphor.stop
        if match is not None and (phrase is None or self._beats(match, phrase)):
            return self._named(match, limit)
        if phrase is not None:
            return self._phrase(self._join(phrase, limit))
        people = read_people(self.view, at, limit)
        if people is not None:
            return self._phrase(people)
        drafts, stop = self._person(at, limit)
        return (drafts, stop) if drafts else self._participle(at)

    def _known(self, at: int, limit: int) -> Match[Named] | None:
        match = self.lexicon.names.longest(self.tokens, at, limit)
        if match is None:
            return None
        named = match.value
        word = self.tokens[at].word
        if named.kind != "country" and match.stop == at + 1 and word.upos in _CLOSED and not word.det:
            return match if self._quoted(match) else None
        if named.short and named.ref not in self.seen and not self._quoted(match):
            return None
        if named.kind == "country":
            return None if self._is_place(match) else self._state(match)
        return match

    def _state(self, match: Match[Named]) -> Match[Named] | None:
        """Settle which state a name means where the places say so: عمان is Oman or Amman."""
        place = self.view.places.get(match.first)
        if place is None or place.country in (None, match.value.country):
            return match
        if place.precision != "country":
            return None
        ref = f"country:{place.country}"
        named = msgspec.structs.replace(
            match.value, ref=ref, name_en=place.name_en, country=place.country, capital=False
        )
        return msgspec.structs.replace(match, value=named)

    def _quoted(self, match: Match[Named]) -> bool:
        before = match.first - 1
        return (
            before >= 0
            and match.stop < len(self.tokens)
            and self.tokens[before].form in _QUOTES
            and self.tokens[match.stop].form in _QUOTES
        )

    def _is_place(self, match: Match[Named]) -> bool:
        """Tell a country or capital where something is: في موسكو، شرق أوكرانيا."""
        before = self.tokens[match.first - 1] if match.first else None
        clitic = self.tokens[match.first].form[: match.start - self.tokens[match.first].start]
        if before is None or clitic:
            return match.value.capital and clitic[-1:] in self.lexicon.words["at"]
        word = before.word
        locative = word.upos == "ADP" and not word.enclitic and word.lemma in self.lexicon.words["locative"]
        return locative or (before.kind == "word" and word.stem in self.lexicon.words["side"])

    def _beats(self, match: Match[Named], phrase: Phrase) -> bool:
        if match.stop >= phrase.stop:
            return phrase.name is None
        if match.value.kind == "person":
            return True
        if phrase.name is not None and phrase.name.first <= match.stop:
            return False
        after = self.tokens[match.stop]
        qualifier = self.lexicon.qualifiers.get(after.key)
        if qualifier is not None and qualifier.country not in (None, match.value.country):
            return False
        return not (
            after.kind == "word" and after.word.det and not after.word.proclitics and qualifier is None
        )

    def _anaphor(self, match: Match[AnaphorRow]) -> Draft:
        mention = self._mention(
            match.first, match.stop, match.start, "anaphor", rule=f"actor:{match.value.meaning}"
        )
        mention = msgspec.structs.replace(mention, role=match.value.role)
        return Draft(mention, abroad=True, meaning=match.value.meaning)

    def _named(self, match: Match[Named], limit: int) -> tuple[list[Draft], int]:
        named = match.value
        if named.kind == "person":
            name = read_name(self.tokens, match.first, limit, self.lexicon, titled=True, free=True)
            return self._appose(name, limit) if name is not None else ([], match.stop)
        self.seen.add(named.ref)
        mention = self._mention(
            match.first, match.stop, match.start, named.kind,
            rule="actor:country" if named.kind == "country" else "actor:named", named=named,
        )  # fmt: skip
        head = self.lexicon.heads.longest(self.tokens, match.first, match.stop)
        stop = match.stop
        while (
            stop < limit and self.tokens[stop].word.det and self.tokens[stop].key in self.lexicon.qualifiers
        ):
            stop += 1  # جبهة البوليساريو الانفصالية: the adjective is no actor
        return [Draft(mention, head=head.value.lemma if head else "", abroad=named.country is None)], stop

    def _phrase(self, phrase: Phrase) -> tuple[list[Draft], int]:
        name = phrase.name or self._late_name(phrase)
        drafts = [self._inner(inner) for inner in phrase.inner if not _is_field(phrase, inner)]
        flat = [draft for some in drafts for draft in some]
        if name is not None and not phrase.quantified:
            return [self._titled(phrase, name), *flat], name.stop
        mention = self._mention(phrase.first, phrase.stop, phrase.start, _kind(phrase), rule=phrase.rule)
        mention = msgspec.structs.replace(mention, role=phrase.role, country=phrase.country, ref=phrase.ref)
        if phrase.ref is not None:
            self.seen.add(phrase.ref)
        told = phrase.sure or phrase.country is not None
        draft = Draft(
            mention, phrase.head.sort, phrase.head.lemma, phrase.abroad, phrase.bare, phrase.owned, told
        )
        return [draft, *flat], phrase.stop

    def _join(self, phrase: Phrase, limit: int) -> Phrase:
        """Run on over a second office of the same person: مستشار الرئيس والمفاوض الأوكراني فلان."""
        at = phrase.stop
        bare = phrase.bare and phrase.stop - phrase.first == 1
        single = phrase.head.sort == "office" and not (phrase.head.plural or bare or phrase.quantified)
        if not single or phrase.name is not None or at >= limit or self.tokens[at].word.proclitics != WAW:
            return phrase
        before = self.tokens[phrase.first - 1].word if phrase.first else None
        more = read_phrase(self.view, at, limit) if before is not None and before.upos == "VERB" else None
        if more is None or more.name is None or more.head.lemma not in self.lexicon.words["second"]:
            return phrase
        if more.abroad != phrase.abroad or None not in (more.country, phrase.country):
            return phrase
        return msgspec.structs.replace(
            more, first=phrase.first, start=phrase.start, inner=(*phrase.inner, *more.inner),
            country=more.country or phrase.country,
        )  # fmt: skip

    def _late_name(self, phrase: Phrase) -> PersonName | None:
        """Find a short name taken for an adjective: السفير المعلمي, where he stood in full before."""
        if phrase.head.sort not in TITLES or phrase.head.plural or phrase.stop - phrase.first == 1:
            return None
        if any(inner.stop >= phrase.stop for inner in phrase.inner):
            return None  # متحدث باسم الرئيس فلان is not فلان
        earlier = self.surnames.get(self.tokens[phrase.stop - 1].key)
        if earlier is None:
            return None
        last = phrase.stop - 1
        return PersonName(last, phrase.stop, self.tokens[last].start, earlier.named, 1)

    def _inner(self, inner: Phrase | Match[Named]) -> list[Draft]:
        """Give the mentions that stand inside a phrase: the owner, and what it holds itself."""
        if isinstance(inner, Match):
            if inner.value.kind == "country":
                return []
            return self._named(inner, inner.stop)[0]
        return self._phrase(inner)[0] if inner.head.sort in _NESTED or inner.name is not None else []

    def _titled(self, phrase: Phrase, name: PersonName) -> Draft:
        named = name.named
        mention = self._mention(name.first, name.stop, name.start, "person", rule="actor:titled", named=named)
        self._learn(name)
        country = phrase.country or (named.country if named else None)
        return Draft(
            msgspec.structs.replace(
                mention,
                role=named.role if named and not phrase.sure else phrase.role,
                country=country,
                whole=Span(phrase.start, mention.end), whole_first=phrase.first, whole_stop=name.stop,
            ),
            head=phrase.head.lemma,
            abroad=phrase.abroad or (named is not None and named.country is None),
        )  # fmt: skip

    def _person(self, at: int, limit: int) -> tuple[list[Draft], int]:
        token = self.tokens[at]
        if token.word.upos in _CLOSED and token.form not in self.lexicon.given_exact:
            return [], at
        name = self._surname(at)
        if name is None and at not in self.view.places:
            name = read_name(self.tokens, at, limit, self.lexicon, titled=False, free=True) or self._alone(at)
        name = cut_name(name, self.view.barred) if name is not None else None
        return self._appose(name, limit) if name is not None else ([], at)

    def _is_full_name(self, at: int, limit: int) -> bool:
        """Tell a given name that is an office as well by its surname: مختار الرحبي."""
        token = self.tokens[at]
        if token.form not in self.lexicon.given_exact or token.word.det:
            return False
        return has_surname(self.tokens, at, limit, self.lexicon)

    def _alone(self, at: int) -> PersonName | None:
        """Read a given name alone as the subject of a verb: قال سليم إن."""
        token, before = self.tokens[at], self.tokens[at - 1].word if at else None
        if before is None or before.upos != "VERB" or before.person != "3" or before.enclitic:
            return None
        if token.key not in self.lexicon.given or token.word.upos not in _NAMES or at in self.view.places:
            return None
        common = token.word.gender is not None and token.word.upos == "NOUN"
        return None if common else PersonName(at, at + 1, token.start, None, 1)

    def _participle(self, at: int) -> tuple[list[Draft], int]:
        """Take a plural participle alone for people: المشاركون، منتقدين."""
        token = self.tokens[at]
        word = token.word
        if (
            not word.verb_form
            or not word.verb_form.endswith("part")
            or word.number not in ("p", "d")
            or word.gender != "m"
        ):
            return [], at
        before = self.tokens[at - 1].word if at else None
        if word.enclitic or (
            before is not None and before.upos in ("NOUN", "ADJ") and before.det == word.det
        ):
            return [], at
        if not word.stem.endswith(tuple(self.lexicon.words["absolute"])):
            return [], at
        mention = self._mention(
            at, at + 1, token.start + len(word.proclitics), "group", rule="actor:participle"
        )
        return [Draft(msgspec.structs.replace(mention, role="CIV"), sort="person", head=word.stem)], at + 1

    def _surname(self, at: int) -> PersonName | None:
        """Find the last word of a name that stood in full before: أضاف كوليبا."""
        token = self.tokens[at]
        for key, skip in token.keys:
            earlier = self.surnames.get(key) or (
                self.surnames.get(skeleton(key)) if len(key) > _MIN_SURNAME else None
            )
            if earlier is not None:
                return PersonName(at, at + 1, token.start + skip, earlier.named, 1)
        return None

    def _learn(self, name: PersonName) -> None:
        if name.words > 1 or name.named is not None:
            key = self.tokens[name.stop - 1].key
            self.surnames.setdefault(skeleton(key), name)
            self.surnames.setdefault(key, name)
            first = self.tokens[name.first].key
            if name.named is not None and first in self.lexicon.foreign:
                self.surnames.setdefault(first, name)

    def _appose(self, name: PersonName, limit: int) -> tuple[list[Draft], int]:
        """Give a name, with the office that stands behind it: بودولياك، مستشار الرئيس."""
        self._learn(name)
        at = name.stop
        if at < limit and self.tokens[at].form in ("،", ","):
            at += 1
        phrase = read_phrase(self.view, at, limit) if at < limit else None
        mention = self._mention(
            name.first, name.stop, name.start, "person", rule="actor:name", named=name.named
        )
        named = name.named
        if phrase is None or not self._fits(phrase, at, name):
            return [Draft(mention, abroad=named is not None and named.country is None)], name.stop
        mention = msgspec.structs.replace(
            mention,
            role=mention.role if mention.role and not phrase.sure else phrase.role,
            country=phrase.country or mention.country,
            whole=Span(name.start, self.tokens[phrase.stop - 1].end),
            whole_first=name.first, whole_stop=phrase.stop,
            rule="actor:apposed",
        )  # fmt: skip
        inner = [draft for some in map(self._inner, phrase.inner) for draft in some]
        return [Draft(mention, abroad=phrase.abroad), *inner], phrase.stop

    def _fits(self, phrase: Phrase, at: int, name: PersonName) -> bool:
        head = phrase.head
        return (
            head.sort in ("office", "rank")
            and not head.plural
            and phrase.name is None
            and phrase.start == self.tokens[at].start
            and (at == name.stop or not phrase.bare)
            and (phrase.stop - phrase.first > 1 or head.det)
        )

    def _mention(
        self, first: int, stop: int, start: int, kind: Kind, *, rule: str, named: Named | None = None
    ) -> ActorMention:
        end = self.tokens[stop - 1].end
        return ActorMention(
            first, stop, start, end, self.text[start:end], kind, rule=rule,
            name_en=named.name_en if named else None,
            country=named.country if named else None,
            role=named.role if named else None,
            ref=named.ref if named else None,
        )  # fmt: skip


_MIN_SURNAME = 4
_CLOSED = frozenset({"VERB", "ADP", "PART", "SCONJ", "CCONJ", "PRON", "DET", "AUX"})
_NAMES = frozenset({"NOUN", "PROPN", "ADJ"})
_QUOTES = frozenset("\"«»“”'()")
_NESTED = frozenset({"body", "media", "office", "person", "field", "rank"})


def _is_field(phrase: Phrase, inner: Phrase | Match[Named]) -> bool:
    """Tell the field of a ministry from an actor: [الصحة اليمنية] in وزارة الصحة اليمنية."""
    return phrase.head.sort == "body" and isinstance(inner, Phrase) and inner.head.sort == "field"


def _kind(phrase: Phrase) -> Kind:
    sort = phrase.head.sort
    if sort in ("office", "rank", "honorific", "person", "source"):
        return "group" if phrase.head.plural or phrase.quantified else "person"
    return "organisation"
