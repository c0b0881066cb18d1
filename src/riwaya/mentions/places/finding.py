"""Places: names, names that only sound like one, places said by another word, each with its point.

A mention's ``rule`` is ``place:in:...`` where it is told of as a place (في كييف، مدينة كييف، شمال كييف)
``place:bare:...`` elsewhere (قالت كييف), ``place:dateline`` in front of the report; the last part says
what the name was found by: a table by hand, the regions, the gazetteer, its sound, its class word.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice

import msgspec

from riwaya.chars import ALEF, HA, WAW
from riwaya.document import Document, PlaceMention, Token
from riwaya.mentions.places.building import Stretch, make_mention
from riwaya.mentions.places.choice import Around, Choice, Context, choose, read_context
from riwaya.mentions.places.gazetteer import name_key
from riwaya.mentions.places.home import find_home
from riwaya.mentions.places.names import (
    Candidate,
    PlaceNames,
    load_adjectives,
    load_classes,
    load_phrases,
    load_place_names,
    without_article,
)
from riwaya.mentions.places.pointers import find_pointers
from riwaya.mentions.places.scan import Found, Setting, find_names, opens_name, own_class, read_setting
from riwaya.mentions.places.unlisted import find_unlisted
from riwaya.patterns import Trie

__all__ = ["find_places"]

_PARENT_GAP = 3  # words between a place and the larger one it lies in
_OTHERS = 60  # places that a name may lie near; no report names more
_SAID_BEFORE = 8  # words back to a place that a distance belongs to
_DATELINE = 60  # code points behind the town that can name its country
_JOINTS = " \u060c,-\u2013\u2014:"
_FREE = frozenset({"ADJ", "VERB"})


def find_places(document: Document) -> Document:
    """Fill ``places`` with every place told of, in the order of the text."""
    tokens = document.tokens
    if not tokens:
        return document
    names = load_place_names()
    taken = _taken(document, names)
    found = list(find_names(tokens, names, taken))
    context = read_context(tokens, found, find_home(document))
    chosen = _choose_all(tokens, found, context, {})
    # Once more with all the others known, not only with what is said beside each name.
    points = {name.key: c.candidate for name, c in chosen if c.candidate.precision == "exact"}
    chosen = _keep_countries(_choose_all(tokens, found, context, dict(islice(points.items(), _OTHERS))))
    before = [None, *(name for name, _ in chosen)]
    mentions = [
        _mention(document, name, choice, last) for (name, choice), last in zip(chosen, before, strict=False)
    ]
    listed = taken.union(*(range(name.first, name.stop) for name, _ in chosen))
    mentions += find_unlisted(document, names, context, listed, mentions)
    mentions.sort(key=lambda m: (m.first, -m.stop))
    mentions += _dateline(document, names, context)
    mentions += find_pointers(document, context, mentions)
    mentions.sort(key=lambda m: (m.first, -m.stop))
    places = tuple(_apart(mentions))
    covered = frozenset(at for place in places for at in range(place.first, place.stop))
    times = tuple(time for time in document.times if time.first not in covered)
    return msgspec.structs.replace(document, places=places, times=times)


@cache
def _load_phrases() -> Trie[str]:
    return Trie((phrase, phrase) for phrase in load_phrases())


def _taken(document: Document, names: PlaceNames) -> frozenset[int]:
    """Give the tokens that are no place: dates (الأربعاء, آذار) and names like الدولة الإسلامية في العراق."""
    taken: set[int] = set()
    for time in document.times:
        if not opens_name(document.tokens, time.first, time.stop, names):
            taken.update(range(time.first, time.stop))
    for match in _load_phrases().find(document.tokens):
        taken.update(range(match.first, match.stop))
    return frozenset(taken)


def _choose_all(
    tokens: Sequence[Token], found: Sequence[Found], context: Context, points: Mapping[str, Candidate]
) -> list[tuple[Found, Choice]]:
    """Choose from the end to the beginning, so that what a place lies in is known before it.

    ``points`` are places of the report by name.
    """
    chosen: list[tuple[Found, Choice]] = []
    for longest in reversed(found):
        if not _may_be_place(tokens, longest):
            continue
        name = longest
        said = _adjective(tokens, name) or name.setting.country
        parent = _parent(tokens, name, chosen[-1] if chosen else None)
        others = [place for key, place in points.items() if key != name.key]
        own = own_class(tokens[name.first], name.start)
        choice = choose(name, context, Around(said, parent, others, own or name.setting.place_class))
        if choice is None and own is not None and name.stop > name.first + 1:
            name = _without_class(tokens, name)  # منطقة العلم is listed in Yemen, العلم in Iraq too
            choice = choose(name, context, Around(said, parent, others, own))
        if choice is not None:
            chosen.append((name, choice))
    chosen.reverse()
    return chosen


def _keep_countries(chosen: Sequence[tuple[Found, Choice]]) -> list[tuple[Found, Choice]]:
    """Let a name that was told with its class word or larger place keep its country through the report:
    بلدية القرارة بولاية غرداية ... اشتباكات القرارة is not al-Qarara in Gaza, which may be better known."""
    told: dict[str, tuple[int, Choice]] = {}
    for name, choice in chosen:
        evidence = name.setting.evidence
        if name.key not in told or evidence > told[name.key][0]:
            told[name.key] = (evidence, choice)
    kept: list[tuple[Found, Choice]] = []
    for name, choice in chosen:
        evidence, first = told[name.key]
        elsewhere = first.candidate.country not in (None, choice.candidate.country)
        kept.append((name, first if elsewhere and evidence > name.setting.evidence else choice))
    return kept


def _without_class(tokens: Sequence[Token], name: Found) -> Found:
    """Read a name that opens with its class word as a class word and a name."""
    rest = tokens[name.first + 1 : name.stop]
    key, article = without_article("".join(t.key for t in rest))
    readings, setting = load_place_names().find(key, article), read_setting(tokens, name.first + 1, 0)
    return Found(name.first + 1, name.stop, rest[0].start, name.end, key, readings, setting)


def _may_be_place(tokens: Sequence[Token], name: Found) -> bool:
    """Tell whether the words around leave room for a place.

    Without a preposition or class word before it, a name may be an adjective (دعم مالي، جنديا روسيا), a
    verb, or part of a person's name.
    """
    token = tokens[name.first]
    if _is_adjective(tokens, name):
        return False
    if name.setting.evidence:
        return True
    if all(r.candidate.source == "country" for r in name.readings):
        readings = token.readings if token.unsure else (token.word,)
        return all(word.upos != "ADJ" for word in readings) or not _agrees(tokens, name.first)
    if (
        name.stop == name.first + 1
        and token.word.upos in _FREE
        and not token.word.proclitics
        and _is_free(tokens, name.first)
    ):
        return False
    if any(r.needs == 0 and r.candidate.source != "gazetteer" for r in name.readings):
        return True
    before = tokens[name.first - 1] if name.first else None
    return not (
        before is not None
        and before.word.upos == "PROPN"
        and before.kind == "word"
        and token.start == name.start
    )


def _is_adjective(tokens: Sequence[Token], name: Found) -> bool:
    """Tell whether a name is a country's adjective here: العاصمة الصينية, but قضاء الصينية."""
    if name.stop > name.first + 1 or not name.first or not tokens[name.first - 1].word.det:
        return False
    bare, article = without_article(tokens[name.first].key)
    return article and bare in load_adjectives()


def _is_free(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word read as a verb or adjective can be one here: no verb follows a verb (شهدت تعز)."""
    if tokens[at].word.upos == "VERB":
        return at == 0 or tokens[at - 1].word.upos != "VERB"
    return _agrees(tokens, at)


def _agrees(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word agrees with a noun before it, as its adjective does."""
    word, before = tokens[at].word, tokens[at - 1].word if at else None
    if before is None or before.upos not in ("NOUN", "ADJ") or before.det != word.det:
        return False
    endings = [t.key[-1] if t.key[-1] in (ALEF, HA) else "" for t in tokens[at - 1 : at + 1]]
    return word.det or endings[0] == endings[1]


def _adjective(tokens: Sequence[Token], name: Found) -> str | None:
    """Give the country of the adjective behind a name: دوما السورية."""
    if name.stop >= len(tokens) or tokens[name.stop].kind != "word":
        return None
    key, article = without_article(tokens[name.stop].key)
    return load_adjectives().get(key) if article else None


def _parent(tokens: Sequence[Token], name: Found, following: tuple[Found, Choice] | None) -> Candidate | None:
    """Give the larger place that a name is said to lie in: بلدة كذا بريف حلب، كذا (شمال)، كذا في سوريا."""
    if following is None:
        return None
    larger, choice = following
    if larger.start > tokens[larger.first].start and tokens[larger.first].key.startswith(WAW):
        return None  # جبال متين والزاب
    begin = larger.first if larger.setting.first is None else larger.setting.first
    between = tokens[name.stop : max(begin, name.stop)]
    if len(between) > _PARENT_GAP:
        return None
    if any(t.key in ".;:" or t.word.proclitics[:1] == WAW or t.word.upos == "CCONJ" for t in between):
        return None  # مصفاة كذا ومستودع في كذا
    if any(t.word.upos == "VERB" and not _lies(t) for t in between):
        return None
    beside = larger.setting.near or bool(larger.setting.bearings)
    joined = beside or larger.setting.locative > 1 or any(map(_lies, between))
    apposed = not between and choice.candidate.precision == "region"  # كذا شمال العراق
    if not (joined or apposed):
        return None
    row = larger.setting.place_class  # إدلب is a region in محافظة إدلب
    named = row is not None and row.kind == "region" and choice.candidate.precision == "exact"
    return msgspec.structs.replace(choice.candidate, precision="region") if named else choice.candidate


def _lies(token: Token) -> bool:
    row = load_classes().get(token.key)
    return row is not None and row.kind in ("lies", "direction")  # كذا وسط مدينة كذا


def _mention(document: Document, name: Found, choice: Choice, before: Found | None) -> PlaceMention:
    setting, how = name.setting, choice.candidate.source
    if setting.evidence == 0 and own_class(document.tokens[name.first], name.start) is not None:
        setting = msgspec.structs.replace(
            setting, locative=1
        )  # شمال سوريا، معبر رفح: the name says it itself
    if setting.distance is not None and before and name.first - before.stop <= _SAID_BEFORE:
        setting = msgspec.structs.replace(setting, distance=None)  # the distance places the one before
    at = Stretch(name.first, name.stop, name.start, name.end)
    return make_mention(document, at, choice.candidate, setting, how, choice.rivals)


def _dateline(document: Document, names: PlaceNames, context: Context) -> list[PlaceMention]:
    """Read the place in front of a report, whose words are not among the tokens: عمان، الأردن (رويترز)."""
    span = document.dateline
    if span is None:
        return []
    text = document.report.text
    key, article = name_key(text[span.start : span.end])
    after = text[span.end : span.end + _DATELINE].split("(")[0].strip(_JOINTS)
    country = next((r.candidate.country for r in names.find(*name_key(after))), None)
    found = Found(0, 0, span.start, span.end, key, names.find(key, article), Setting(locative=2))
    choice = choose(found, context, Around(country))
    if choice is None:
        return []
    at = Stretch(0, 0, span.start, span.end)
    return [make_mention(document, at, choice.candidate, found.setting, "dateline", choice.rivals)]


def _apart(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Leave out what lies inside a longer mention."""
    kept: list[PlaceMention] = []
    for mention in mentions:
        if not kept or mention.first >= kept[-1].stop:
            kept.append(mention)
    return kept
