"""Persons named in the text without a title before them, and short names after full ones."""

from functools import cache

from riwaya.document import Token
from riwaya.mentions.actors.known import CLOSED
from riwaya.mentions.actors.names import PersonName, cut_name, is_full_name, read_name
from riwaya.mentions.actors.phrases import read_phrase
from riwaya.mentions.actors.records import Phrase, View
from riwaya.mentions.actors.spellings import skeleton
from riwaya.mentions.actors.tables import TITLES, load_lexicon
from riwaya.mentions.actors.titles import COMMAS

_MIN_SURNAME = 4
_NAMES = frozenset({"NOUN", "PROPN", "ADJ"})


@cache
def _load_openings() -> frozenset[str]:
    lexicon = load_lexicon()
    return lexicon.openings | lexicon.given | lexicon.given_words | lexicon.words["opens"]


class Persons:
    """The persons of a report named so far, so that short names are known after full ones."""

    def __init__(self, view: View) -> None:
        self.view, self.tokens, self.lexicon = view, view.tokens, view.lexicon
        self.surnames: dict[str, PersonName] = {}
        self.openings = _load_openings()

    def read(self, at: int, limit: int) -> PersonName | None:
        """Read the personal name that begins at token ``at``, in full or short."""
        token = self.tokens[at]
        if token.word.upos in CLOSED and token.form not in self.lexicon.given_exact:
            return None
        name = self._find_surname(at)
        if name is None and at not in self.view.places and self._may_open(token):
            name = read_name(self.tokens, at, limit, self.lexicon, titled=False, free=True) or self._alone(at)
        if name is None or (name.named is None and self._is_where(name)):
            return None  # في بيني
        before = self.tokens[name.first - 1].word if name.first else None
        opened = self.tokens[name.first].key in self.lexicon.words["opens"]
        if opened and before is not None and before.upos == "PROPN" and name.named is None:
            return None  # نورتي | دي سانتاندير
        return cut_name(name, self.view.barred)

    def _may_open(self, token: Token) -> bool:
        """Tell whether a name may begin with a word: a quick look that spares most a closer one."""
        return token.word.upos == "PROPN" or any(key in self.openings for key, _ in token.keys)

    def learn(self, name: PersonName) -> None:
        """Keep a name for short ones that follow."""
        if name.words > 1 or name.named is not None:
            key = self.tokens[name.stop - 1].key
            self.surnames.setdefault(skeleton(key), name)
            self.surnames.setdefault(key, name)
            first = self.tokens[name.first].key
            if first in self.lexicon.foreign:
                self.surnames.setdefault(first, name)

    def is_full_name(self, at: int, limit: int) -> bool:
        """Tell a given name that is an office as well by what follows: مختار الرحبي."""
        return is_full_name(self.tokens, at, limit, self.lexicon)

    def find_late(self, phrase: Phrase) -> PersonName | None:
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

    def _find_surname(self, at: int) -> PersonName | None:
        """Find the last word of a name that stood in full before: أضاف كوليبا."""
        token = self.tokens[at]
        respelled = token.word.upos == "PROPN"  # الصباح is no spelling of الأصبحي
        for key, skip in token.keys:
            earlier = self.surnames.get(key) or (
                self.surnames.get(skeleton(key)) if respelled and len(key) > _MIN_SURNAME else None
            )
            if earlier is not None:
                return PersonName(at, at + 1, token.start + skip, earlier.named, 1)
        return None

    def _is_where(self, name: PersonName) -> bool:
        """Tell an unknown name behind a preposition of place, which is a place."""
        before = self.tokens[name.first - 1].word if name.first else None
        if before is None or before.upos != "ADP" or before.lemma not in self.lexicon.words["locative"]:
            return False
        return self.tokens[name.first].key not in self.lexicon.given

    def _alone(self, at: int) -> PersonName | None:
        """Read a given name alone as the subject of a verb: قال سليم إن."""
        token, before = self.tokens[at], self.tokens[at - 1].word if at else None
        if before is None or before.upos != "VERB" or before.person != "3" or before.enclitic:
            return None
        if token.key not in self.lexicon.given or token.word.upos not in _NAMES or at in self.view.places:
            return None
        common = token.word.gender is not None and token.word.upos == "NOUN"
        return None if common else PersonName(at, at + 1, token.start, None, 1)


def read_apposition(view: View, name: PersonName, limit: int) -> Phrase | None:
    """Read the office that stands behind a name: بودولياك، مستشار الرئيس."""
    at = name.stop
    if at < limit and view.tokens[at].form in COMMAS:
        at += 1
    phrase = read_phrase(view, at, limit) if at < limit else None
    if phrase is None or phrase.start != view.tokens[at].start or phrase.name is not None:
        return None
    person = phrase.head.sort == "person" and phrase.head.det and phrase.sure  # فلان الصحفي الفرنسي
    one = view.tokens[phrase.first].word.stem in view.lexicon.words["one"]  # أحد المسؤولين
    fits = (person or phrase.head.sort in ("office", "rank")) and (one or not phrase.head.plural)
    whole = (at == name.stop or not phrase.bare) and (phrase.stop - phrase.first > 1 or phrase.head.det)
    return phrase if fits and whole else None


def read_clause(view: View, name: PersonName, limit: int) -> Phrase | None:
    """Read what a clause says somebody is: جمال الفضل، وهو أحد عناصر القاعدة."""
    at = name.stop
    if at < limit and view.tokens[at].form in COMMAS:
        at += 1
    if at + 1 >= limit or view.tokens[at].key not in view.lexicon.words["copula"]:
        return None
    phrase = read_phrase(view, at + 1, limit)
    if phrase is None or phrase.name is not None or phrase.head.sort not in ("office", "rank", "person"):
        return None
    return phrase if phrase.sure and (phrase.quantified or not phrase.head.plural) else None
