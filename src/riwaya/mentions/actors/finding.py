"""Actors: every noun phrase or name that can speak, act or suffer, with its country and role.

The report is walked once from left to right. At each word, in this order: a phrase with a head noun
(وزارة الدفاع الروسية), a known name (حماس، الأمم المتحدة), a people (الفلسطينيون), a personal name
(ميخائيلو بودولياك). The longest reading wins; owners named inside it are mentions of their own.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

import msgspec

from riwaya.chars import WAW, fold
from riwaya.document import ActorMention, Document, Sentence, Token
from riwaya.mentions.actors.aliases import read_alias
from riwaya.mentions.actors.coreference import Draft, resolve
from riwaya.mentions.actors.hashtags import JOINT, find_joined
from riwaya.mentions.actors.known import CLOSED, find_known, is_common, is_elsewhere, is_place
from riwaya.mentions.actors.names import PersonName, read_name
from riwaya.mentions.actors.people import read_people
from riwaya.mentions.actors.persons import Persons, read_apposition, read_clause
from riwaya.mentions.actors.phrases import is_predicate, read_phrase
from riwaya.mentions.actors.records import Kind, Phrase, View
from riwaya.mentions.actors.tables import PACKAGE, Lexicon, Named, load_lexicon
from riwaya.mentions.actors.towns import part_names
from riwaya.patterns import Match, Trie
from riwaya.resources import load_table
from riwaya.types import ActorRole, Span


class AnaphorRow(msgspec.Struct, frozen=True):
    """One row of ``anaphors.tsv``."""

    role: ActorRole | None = None
    meaning: Literal["sides", "last", "source"] = "sides"
    forms: tuple[str, ...] = ()


@cache
def _load_anaphors() -> tuple[Trie[AnaphorRow], frozenset[str]]:
    rows = load_table(PACKAGE, "anaphors.tsv", AnaphorRow)
    forms = [(form, row) for row in rows for form in row.forms]
    openings = load_lexicon().openings | {fold(form).split()[0] for form, _ in forms}
    return Trie(forms), openings


def find_actors(document: Document) -> Document:
    """Fill ``document.actors`` in text order, an enclosing mention before what it holds.

    What turns out to be part of a name is taken from ``document.places`` again: باراك أوباما holds no Arak.
    """
    view = View(
        document.tokens,
        load_lexicon(),
        frozenset(at for time in document.times for at in range(time.first, time.stop)),
        {place.first: place for place in document.places},
        document.report.text,
        document.published.year if document.published is not None else None,
    )
    finder = _Finder(document, view)
    drafts = [draft for sentence in document.sentences for draft in finder.scan(sentence)]
    drafts.sort(key=lambda d: (d.mention.start, -d.mention.end))
    drafts = list({(d.mention.start, d.mention.end): d for d in reversed(drafts)}.values())[::-1]
    # A ligature folds to many letters, so that what stands behind its clitics may be nothing.
    found = tuple(m for m in resolve(document, drafts, view.lexicon) if m.start < m.end)
    found, places = part_names(document, found)
    return msgspec.structs.replace(document, actors=found, places=places)


class _Finder:
    """The walk through one report; remembers names so that short ones are known after full ones."""

    def __init__(self, document: Document, view: View) -> None:
        self.document, self.view = document, view
        self.tokens: Sequence[Token] = view.tokens
        self.lexicon: Lexicon = view.lexicon
        self.anaphors, self.openings = _load_anaphors()
        self.pronouns = tuple(view.lexicon.words["pronoun"])
        self.seen: set[str] = set()  # refs of known actors named in full
        self.persons = Persons(view)
        self.limit = 0  # where the sentence ends
        self.aliases: set[str] = set()  # short names that stood in brackets behind a full one

    def scan(self, sentence: Sentence) -> Iterator[Draft]:
        at, stop = sentence.first, sentence.stop
        self.limit = stop
        while at < stop:
            token = self.tokens[at]
            if token.kind in ("mark", "number") or at in self.view.barred:
                at += 1
                continue
            joint = at + 2 < stop and self.tokens[at + 1].form == JOINT
            drafts, here = self._read_joined(at, stop) if joint else self._read(at, stop)
            if drafts:
                drafts[0] = self._with_alias(drafts[0], stop)
            yield from drafts
            at = max(at + 1, here)

    def _read_joined(self, at: int, limit: int) -> tuple[list[Draft], int]:
        """Read a name whose words _ joins: #الدعم_السريع; what no table knows is a topic, no actor."""
        joined = find_joined(self.tokens, at, limit)
        words = [self.tokens[at] for at in joined]
        match = self.lexicon.names.longest(words, 0)
        stop = joined[-1] + 1
        if match is None or match.stop < len(words):
            return [], stop
        named = match.value.in_year(self.view.year)
        whole = Match(named, joined[0], stop, match.start, words[-1].end)
        if named.kind == "country" and is_place(self.view, whole):
            return [], stop
        return self._named(whole, stop) if named.kind != "person" else ([], stop)

    def _with_alias(self, draft: Draft, limit: int) -> Draft:
        """Take up the short name in brackets behind a mention: قوات سوريا الديمقراطية (قسد)."""
        alias = read_alias(self.tokens, draft.mention.stop, limit)
        if alias is None:
            return draft
        self.aliases.add(alias.key)
        return msgspec.structs.replace(draft, alias=alias.key)

    def _read(self, at: int, limit: int) -> tuple[list[Draft], int]:
        found = self._read_listed(at, limit) if self._is_listed(at) else None
        if found is not None:
            return found
        people = read_people(self.view, at, limit)
        if people is not None:
            return self._phrase(people)
        token = self.tokens[at]
        if token.word.upos in CLOSED and token.form not in self.lexicon.given_exact and not token.word.det:
            return [], at
        if self.aliases:
            alias = next(((key, skip) for key, skip in self.tokens[at].keys if key in self.aliases), None)
            if alias is not None:
                return self._alias(at, *alias), at + 1
        name = self.persons.read(at, limit)
        return self._appose(name, limit) if name is not None else self._participle(at)

    def _is_listed(self, at: int) -> bool:
        """Tell whether a name, head or anaphor may begin here: most words need no closer look."""
        token, word = self.tokens[at], self.tokens[at].word
        for key, _ in token.keys:
            if key in self.openings:
                return True
        if word.det or word.upos in CLOSED:
            return False
        return bool(word.enclitic) or word.stem.endswith(self.pronouns)  # حكومته

    def _read_listed(self, at: int, limit: int) -> tuple[list[Draft], int] | None:
        anaphor = self.anaphors.longest(self.tokens, at, limit)
        phrase = None if self.persons.is_full_name(at, limit) else read_phrase(self.view, at, limit)
        match = find_known(self.view, at, limit, self.seen)
        if anaphor is not None and (phrase is None or phrase.stop <= anaphor.stop):
            return [self._anaphor(anaphor)], anaphor.stop
        if match is not None and (phrase is None or self._beats(match, phrase)):
            return self._named(match, limit)
        if phrase is not None:
            return self._phrase(self._join(phrase, limit))
        return None

    def _beats(self, match: Match[Named], phrase: Phrase) -> bool:
        if is_elsewhere(self.view, match):
            return False
        if match.stop >= phrase.stop:
            return phrase.name is None
        if match.value.kind == "person":
            return True
        if phrase.name is not None and phrase.name.first <= match.stop:
            return False
        after, behind = self.tokens[match.stop], self.lexicon.heads.longest(self.tokens, match.stop)
        if behind is not None and behind.value.sort == "body" and not after.word.proclitics:
            return True  # سرايا القدس | الجناح العسكري لحركة الجهاد
        qualifier = self.lexicon.qualifiers.get(after.key)
        if qualifier is not None and qualifier.country not in (None, match.value.country):
            return False
        return not (
            after.kind == "word" and after.word.det and not after.word.proclitics and qualifier is None
        )

    def _anaphor(self, match: Match[AnaphorRow]) -> Draft:
        mention = self.view.mention(
            match.first, match.stop, match.start, "anaphor", rule=f"actor:{match.value.meaning}"
        )
        mention = msgspec.structs.replace(mention, role=match.value.role)
        return Draft(mention, abroad=True, meaning=match.value.meaning)

    def _alias(self, at: int, key: str, skip: int) -> list[Draft]:
        start = self.tokens[at].start + skip
        mention = self.view.mention(at, at + 1, start, "organisation", rule="actor:alias")
        return [Draft(mention, head=key, meaning="alias")]

    def _named(self, match: Match[Named], limit: int) -> tuple[list[Draft], int]:
        named = match.value
        if named.kind == "person":
            name = read_name(self.tokens, match.first, limit, self.lexicon, titled=True, free=True)
            return self._appose(name, limit) if name is not None else ([], match.stop)
        self.seen.add(named.ref)
        mention = self.view.mention(
            match.first, match.stop, match.start, named.kind,
            rule="actor:country" if named.kind == "country" else "actor:named", named=named,
        )  # fmt: skip
        head = self.lexicon.heads.longest(self.tokens, match.first, match.stop)
        stop = match.stop
        while stop < limit and self._is_remark(stop):
            stop += 1  # جبهة البوليساريو الانفصالية: the adjective is no actor
        draft = Draft(
            mention, head=head.value.lemma if head else "", abroad=named.country is None,
            common=head is not None and named.country is not None and is_common(self.view, match),
        )  # fmt: skip
        return [draft], stop

    def _is_remark(self, at: int) -> bool:
        """Tell an adjective behind a name, not a people: التحالف بقيادة السعودية | الحوثيين."""
        qualifier = self.lexicon.qualifiers.get(self.tokens[at].key)
        return qualifier is not None and self.tokens[at].word.det and not qualifier.people

    def _phrase(self, phrase: Phrase) -> tuple[list[Draft], int]:
        name = phrase.name or self.persons.find_late(phrase)
        drafts = [self._inner(inner) for inner in phrase.inner if not _is_field(phrase, inner)]
        flat = [draft for some in drafts for draft in some]
        if name is not None and not phrase.quantified:
            return self._titled(phrase, name, flat)
        start, end = phrase.noun_start, self.tokens[phrase.stop - 1].end
        known = self.lexicon.refs.get(phrase.ref) if phrase.ref is not None else None
        mention = ActorMention(
            phrase.noun, phrase.stop, start, end, self.view.text[start:end], _kind(phrase),
            known.name_en if known else None, phrase.country, phrase.role, phrase.ref,
            rule=phrase.rule, name_ar=known.name_ar if known else None,
        )  # fmt: skip
        if phrase.noun > phrase.first:
            mention = msgspec.structs.replace(
                mention, whole=Span(phrase.start, end), whole_first=phrase.first, whole_stop=phrase.stop
            )
        if phrase.ref is not None:
            self.seen.add(phrase.ref)
        told = phrase.sure or phrase.country is not None
        draft = Draft(
            mention, phrase.head.sort, phrase.head.lemma, phrase.abroad, phrase.bare, phrase.owned, told
        )
        return [draft, *flat], max(phrase.stop, phrase.reach)

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

    def _inner(self, inner: Phrase | Match[Named]) -> list[Draft]:
        """Give the mentions that stand inside a phrase: the owner, and what it holds itself."""
        if isinstance(inner, Match):
            if inner.value.kind == "country":
                return []
            return self._named(inner, inner.stop)[0]
        return self._phrase(inner)[0] if inner.head.sort in _NESTED or inner.name is not None else []

    def _titled(self, phrase: Phrase, name: PersonName, inner: list[Draft]) -> tuple[list[Draft], int]:
        """Give a name with its title, and what stands behind: الجنرال فلان، قائد الجيش."""
        mention = self.view.mention(
            name.first, name.stop, name.start, "person", rule="actor:titled", named=name.named
        )
        self.persons.learn(name)
        known = name.named is not None
        same = mention.country is None or phrase.country in (None, mention.country)
        says = phrase.sure and phrase.role != "CIV" and same  # of one we know, not الشيخ or الداعية
        draft = Draft(
            msgspec.structs.replace(
                mention,
                role=mention.role if known and not says else phrase.role,
                country=mention.country or phrase.country,
                whole=Span(phrase.start, mention.end), whole_first=phrase.first, whole_stop=name.stop,
            ),
            head=phrase.head.lemma,
            abroad=phrase.abroad or (known and mention.country is None),
            title=(phrase.first, min(phrase.stop, name.first)) if phrase.head.sort == "office" else (0, 0),
        )  # fmt: skip
        more = read_apposition(self.view, name, self.limit) if phrase.head.sort in _BRIEF else None
        if more is None:
            return [draft, *inner], name.stop
        held = [one for some in map(self._inner, more.inner) for one in some]
        if more.sure and not known:
            fuller = msgspec.structs.replace(
                draft.mention, role=more.role, country=more.country or draft.mention.country
            )
            draft = msgspec.structs.replace(draft, mention=fuller)
        title = (more.first, more.stop) if more.head.sort == "office" else draft.title
        return [msgspec.structs.replace(draft, title=title), *inner, *held], more.stop

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
        described = before is not None and before.upos in ("NOUN", "ADJ") and before.det == word.det
        if word.enclitic or described or is_predicate(self.view, at):
            return [], at
        if not word.stem.endswith(tuple(self.lexicon.words["absolute"])):
            return [], at
        mention = self.view.mention(
            at, at + 1, token.start + len(word.proclitics), "group", rule="actor:participle"
        )
        return [Draft(msgspec.structs.replace(mention, role="CIV"), sort="person", head=word.stem)], at + 1

    def _appose(self, name: PersonName, limit: int) -> tuple[list[Draft], int]:
        """Give a name, with the office that stands behind it: بودولياك، مستشار الرئيس."""
        if name.named is None and self.tokens[name.stop - 1].key in self.lexicon.words["press"]:
            outlet = self.view.mention(name.first, name.stop, name.start, "organisation", rule="actor:press")
            return [Draft(msgspec.structs.replace(outlet, role="MED"))], name.stop
        self.persons.learn(name)
        mention = self.view.mention(
            name.first, name.stop, name.start, "person", rule="actor:name", named=name.named
        )
        abroad = name.named is not None and mention.country is None
        phrase = read_apposition(self.view, name, limit)
        if phrase is None:
            said = read_clause(self.view, name, limit) if name.named is None else None
            if said is not None:
                mention = msgspec.structs.replace(
                    mention, role=said.role, country=said.country, rule="actor:said"
                )
                abroad = said.abroad
            return [Draft(mention, abroad=abroad)], name.stop
        mention = msgspec.structs.replace(
            mention,
            role=mention.role if mention.role and not phrase.sure else phrase.role,
            country=phrase.country or mention.country,
            whole=Span(name.start, self.tokens[phrase.stop - 1].end),
            whole_first=name.first, whole_stop=phrase.stop,
            rule="actor:apposed",
        )  # fmt: skip
        inner = [draft for some in map(self._inner, phrase.inner) for draft in some]
        return [Draft(mention, abroad=phrase.abroad, title=(phrase.first, phrase.stop)), *inner], phrase.stop


_BRIEF = frozenset({"rank", "honorific"})  # titles that an office may stand beside
_NESTED = frozenset({"body", "media", "office", "person", "field", "rank"})


def _is_field(phrase: Phrase, inner: Phrase | Match[Named]) -> bool:
    """Tell the field of a ministry from an actor: [الصحة اليمنية] in وزارة الصحة اليمنية."""
    return phrase.head.sort == "body" and isinstance(inner, Phrase) and inner.head.sort == "field"


def _kind(phrase: Phrase) -> Kind:
    sort = phrase.head.sort
    if sort in ("office", "rank", "honorific", "person", "source"):
        return "group" if phrase.head.plural or phrase.quantified else "person"
    return "organisation"
