"""Phrases of actors: where one begins, and the ways it can be counted or headed.

وزارة الدفاع الروسية: the head is a body of the state, the nisba gives the country.
المتحدث باسم الحوثيين محمد عبد السلام: the head is an office, its owner الحوثيين gives role and
country, and the name behind it is the person. How one is read word by word is in
``building.py``; who is meant, and by whom else, is settled in ``coreference.py``.
"""

import msgspec

from riwaya.chars import ALEF, BA, HA, fold
from riwaya.mentions.actors.building import NO_HEAD, PhraseBuilder
from riwaya.mentions.actors.people import read_people
from riwaya.mentions.actors.records import Phrase, View
from riwaya.mentions.actors.tables import Head
from riwaya.patterns import Match

_MAX_DEPTH = 3
_ADJECTIVAL = frozenset({"person", "facility"})  # sorts of heads that may be adjectives: لغم أرضي


def read_phrase(view: View, at: int, limit: int, depth: int = 0) -> Phrase | None:
    """Read the phrase whose head is token ``at``, None where no head noun stands there."""
    if view.tokens[at].key in view.lexicon.words["adverb"] or _opens_clause(view, at, limit):
        return None
    match = view.lexicon.heads.longest(view.tokens, at, limit) or _with_pronoun(view, at)
    if match is None or depth > _MAX_DEPTH or _is_cut(view, match) or _demands(view, match, limit):
        return None
    head, word = match.value, view.tokens[at].word
    if word.proclitics == BA and head.lemma in view.lexicon.words["led"]:
        return None  # الوفد برئاسة | فلان
    if word.upos in NO_HEAD and not head.det and match.stop == at + 1:
        cut = match.start != view.tokens[at].start
        if word.upos != "VERB" or bool(word.proclitics) == cut:
            return None
    alone = depth == 0 and match.stop == at + 1
    if alone and (_is_adjective(view, match) or (not head.det and _is_no_head(view, match, limit))):
        return None
    if head.sort == "quantifier":
        return _read_quantified(view, match, limit, depth)
    if head.sort == "field" and not _ministry(view, match, limit):
        return None
    phrase = PhraseBuilder(view, match, limit, depth, read_phrase).read()
    letter = match.end - match.start == 1  # د. is a doctor only with his name
    return None if letter and phrase.name is None else phrase


def _opens_clause(view: View, at: int, limit: int) -> bool:
    """Tell an adverb that a clause opens with: سياسيا، بحث الوزيران; it is no politician."""
    if view.tokens[at].word.upos != "ADV" or at + 1 >= limit:
        return False
    return view.tokens[at + 1].kind == "mark"


def _demands(view: View, match: Match[Head], limit: int) -> bool:
    """Tell a verb that looks like a head and has its subject behind it: طالب | محافظ نينوى بفتح تحقيق."""
    if match.value.lemma not in view.lexicon.words["demanding"] or match.stop >= limit:
        return False
    subject = view.lexicon.heads.longest(view.tokens, match.stop, limit)
    return subject is not None and subject.value.sort == "office" and not view.tokens[match.stop].word.det


def _is_cut(view: View, match: Match[Head]) -> bool:
    """Tell a head that is but the end of a word: عواقب وخيمة is no خيمة, أعربت no عربة."""
    token = view.tokens[match.first]
    cut = match.start == token.start + 1 and not token.word.proclitics
    return cut and (token.word.upos == "ADJ" or token.key.startswith(ALEF))


def _is_no_head(view: View, match: Match[Head], limit: int) -> bool:
    """Tell an indefinite form that is a participle or preposition here: متهما الجيش, إلى جانب مصر."""
    head, words, at = match.value, view.lexicon.words, match.stop
    if head.plural:
        return is_predicate(view, match.first)
    if head.lemma in words["article"]:
        return True
    if at >= limit:
        return False
    after = view.tokens[at]
    named = after.key not in view.lexicon.qualifiers  # جنديا أوكرانيا is no object
    if head.lemma in words["object"] and after.word.upos == "NOUN" and not after.word.proclitics:
        return True  # متهما قناصة الحوثي
    follows = after.word.det or (named and view.lexicon.names.longest(view.tokens, at, limit) is not None)
    accusative = view.tokens[match.first].word.stem.endswith(tuple(words["accusative"]))
    marked = accusative and not head.lemma.endswith(tuple(words["accusative"]))
    return follows and not after.word.proclitics and (marked or head.lemma in words["object"])


def is_predicate(view: View, at: int) -> bool:
    """Tell what is said of the noun before it: إن المدنيين | محاصرون."""
    word, before = view.tokens[at].word, view.tokens[at - 1].word if at else None
    if before is None or not before.det or before.upos != "NOUN" or word.det or word.proclitics:
        return False
    return word.stem.endswith(tuple(view.lexicon.words["nominative"]))


def _is_adjective(view: View, match: Match[Head]) -> bool:
    """Tell an adjective of the noun before it: العمليات [العسكرية], هجوم [إرهابي]."""
    at = match.first
    word, before = view.tokens[at].word, view.tokens[at - 1].word if at else None
    if before is None or before.upos not in ("NOUN", "ADJ") or match.value.sort not in _ADJECTIVAL:
        return False
    accusative = tuple(view.lexicon.words["accusative"])
    alike = word.stem.endswith(accusative) and before.stem.endswith(accusative)
    if alike and not word.det and before.upos == "NOUN":
        return True  # مقطعا | مصورا
    if word.proclitics or word.number == "p" or not (word.upos == "ADJ" or word.gender == "f"):
        return False
    counted = view.lexicon.heads.longest(view.tokens, at - 1, at)  # ستة آلاف مدني
    nisba = word.stem.endswith(tuple(view.lexicon.words["nisba"]))
    numeral = counted is not None and counted.value.sort == "quantifier"
    return nisba and not numeral and word.det == (before.det or bool(before.enclitic))


def _with_pronoun(view: View, at: int) -> Match[Head] | None:
    """Find a head that a pronoun hangs on: حكومته، عائلاتهم."""
    token = view.tokens[at]
    word, nouns = token.word, view.lexicon.nouns
    if word.upos not in ("NOUN", "ADJ", "PROPN") or word.det:
        return None
    last = view.tokens[at].form[-1]
    if last != HA and fold(last) == HA:
        return None  # مشيرة is no مشير with a pronoun
    head = nouns.get(word.stem) if word.enclitic else None
    if head is None and not word.enclitic:
        pronoun = next((p for p in view.lexicon.words["pronoun"] if word.stem.endswith(p)), "")
        head = nouns.get(word.stem.removesuffix(pronoun)) if pronoun else None
    if head is None or head.lemma in view.lexicon.words["idiom"]:
        return None
    return Match(head, at, at + 1, token.start + len(word.proclitics), token.end)


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
    counted = msgspec.structs.replace(
        inner, first=match.first, start=match.start, bare=False, quantified=True, rule="actor:counted"
    )
    if match.value.lemma in view.lexicon.words["amount"]:
        return counted
    return msgspec.structs.replace(counted, noun=match.first, noun_start=match.start)
