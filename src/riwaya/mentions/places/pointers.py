"""Places said by another word: المدينة، العاصمة السورية، الأراضي اليمنية، البلاد."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from riwaya.chars import ARTICLE, fold
from riwaya.document import Document, PlaceMention, Token
from riwaya.mentions.countries import load_countries
from riwaya.mentions.places.building import Stretch, make_mention
from riwaya.mentions.places.choice import Context
from riwaya.mentions.places.names import (
    Candidate,
    PlaceClass,
    capital_candidate,
    country_candidate,
    load_adjectives,
    load_classes,
    without_article,
)
from riwaya.mentions.places.scan import FROM, Setting, read_setting
from riwaya.mentions.places.sides import named_side, read_side, side_of
from riwaya.types import Precision

_LATELY = 2  # places told of since, where a word says much else too: المنطقة
_BACK = 40  # places told of last that a word can point back to
# Which mentions a word can point back to, by the precision of its row.
_FITTING: dict[Precision, tuple[Precision, ...]] = {
    "exact": ("exact", "near"),
    "district": ("district", "region"),
    "region": ("region", "exact"),
}
# What speaks for a mention, in places told of since: its class word said with it (مدينة الحديدة ... المدينة),
# and against it: told of as a state, as a neighbourhood (شرق حلب), a capital, which is called العاصمة.
_SAME_CLASS, _OTHER_CLASS, _BARE, _BESIDE, _CAPITAL = 4.0, 3.0, 2.0, 1.5, 1.5
_ASIDE = 3.0  # against a place in a country that the report is not about
_QUOTES = frozenset('"«»“”')


def find_pointers(
    document: Document, context: Context, mentions: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """Find the words that stand for a place named elsewhere in the report."""
    tokens = document.tokens
    covered = {index for m in mentions for index in range(m.first, m.stop)}
    found: list[PlaceMention] = []
    named = [m for m in mentions if m.rule != "place:dateline"]  # in the order of the text
    firsts = [m.first for m in named]
    for at, token in enumerate(tokens):
        if token.kind != "word" or at in covered or _is_quoted(tokens, at):
            continue
        row, skip = _row(token)
        if row is None:
            continue
        following = _adjective(tokens, at)
        setting = read_setting(tokens, at, skip)
        if row.kind == "anaphor":
            if following is None and not _is_followed(tokens, at, covered) and not _is_deed(tokens, at):
                place = bisect_left(firsts, at)
                told = [*named[max(0, place - _BACK) : place], *found[-_BACK:]]
                told.sort(key=lambda m: m.first)
                first, candidate = _told_last(document, at, row, setting, context, told)
                skip = skip if first == at else _skip_of(tokens[first])
                found += _make(document, first, at + 1, skip, candidate, setting, "anaphor")
        elif following is not None and at + 1 not in covered and at + 2 not in covered:
            found += _of_country(document, at, row, skip, following, setting)
        elif row.is_capital and context.main and not _is_followed(tokens, at, covered):
            found += _make(document, at, at + 1, skip, capital_candidate(context.main), setting, "anaphor")
    return found


def _is_quoted(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether quotes enclose one word: صحيفة «المدينة» is a paper."""
    return 0 < at < len(tokens) - 1 and tokens[at - 1].key in _QUOTES and tokens[at + 1].key in _QUOTES


def _is_deed(tokens: Sequence[Token], at: int) -> bool:
    """Tell القضاء على, doing away with, from the district."""
    behind = tokens[at + 1].word.upos if at + 1 < len(tokens) else ""
    return behind == "ADP" and any(word.verb_form == "masdar" for word in tokens[at].readings)


def _of_country(
    document: Document, at: int, row: PlaceClass, skip: int, country: str, setting: Setting
) -> Iterator[PlaceMention]:
    """Read a word with its country's adjective: العاصمة السورية، الأراضي اليمنية، الجنوب الليبي."""
    if row.is_capital:
        yield from _make(document, at, at + 2, skip, capital_candidate(country), setting, "capital")
    elif row.kind == "direction":
        first, cut, bearings, _ = read_side(document.tokens, at)
        candidate = side_of(country, bearings if row.bearing is None else (*bearings, row.bearing))
        skip = skip if first == at else cut
        setting = read_setting(document.tokens, first, skip)
        yield from _make(document, first, at + 2, skip, candidate, setting, "side")
    elif setting.is_place:
        made = _make(document, at, at + 2, skip, country_candidate(country), setting, "territory")
        yield from (_border_side(document, mention) for mention in made)


def _border_side(document: Document, mention: PlaceMention) -> PlaceMention:
    """Tell a side of a border from its country: الجانب الباكستاني من الحدود, whose point is not known."""
    tokens, stop = document.tokens, mention.stop + 2
    if not _is_border(tokens[mention.stop : stop]):
        return mention
    end, name_en = tokens[stop - 1].end, f"{mention.name_en} side of the border"
    name = document.report.text[mention.start : end]
    return msgspec.structs.replace(
        mention, stop=stop, end=end, name=name, name_en=name_en, lat=None, lon=None,
        precision="region", rule="place:in:border",
    )  # fmt: skip


def _is_border(tokens: Sequence[Token]) -> bool:
    """Tell whether من الحدود stands here: the second word is in the table of territories."""
    if len(tokens) < 2 or tokens[0].key != FROM:
        return False
    border = load_classes().get(tokens[1].key)
    return border is not None and border.kind == "territory"


def _row(token: Token) -> tuple[PlaceClass | None, int]:
    classes = load_classes()
    for key, skip in token.keys:
        row = classes.get(key)
        if row is None:
            continue
        # Of the class words only the capital has the article in the table.
        if row.kind in ("anaphor", "territory") or (row.kind == "settlement" and without_article(key)[1]):
            return row, skip
    if token.word.det:
        for key, skip in token.keys:
            row = classes.get(without_article(key)[0])
            if row is not None and row.kind == "direction":
                return row, skip
    return None, 0


def _adjective(tokens: Sequence[Token], at: int) -> str | None:
    if at + 1 >= len(tokens) or tokens[at + 1].kind != "word":
        return None
    key, article = without_article(tokens[at + 1].key)
    return load_adjectives().get(key) if article else None


def _is_followed(tokens: Sequence[Token], at: int, covered: set[int]) -> bool:
    """Tell whether more of the phrase stands behind: العاصمة صنعاء، العاصمة القديمة."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.kind != "word":
        return False
    return (
        at + 1 in covered
        or following.word.upos == "PROPN"
        or (following.word.upos in ("ADJ", "NUM") and following.word.det)
    )


def _told_last(
    document: Document,
    at: int,
    row: PlaceClass,
    setting: Setting,
    context: Context,
    mentions: Sequence[PlaceMention],
) -> tuple[int, Candidate | None]:
    """Give what the word points back to, and the token the mention begins at (شرق البلاد: the side)."""
    if row.precision == "country":
        country = context.main if row.takes == "none" else _country_of(document.tokens[at], context)
        if country is None:
            return at, None
        first, _, bearings, sides = read_side(document.tokens, at)
        if first == at:
            return at, country_candidate(country)
        return first, named_side(country, sides) or side_of(country, bearings)
    fitting = [m for m in mentions if m.first < at and not m.rule.endswith((":dateline", ":seat"))]
    weighed = [
        (_weigh(m, rank, at, row, document.tokens, context), -rank, m)
        for rank, m in enumerate(reversed(fitting))
    ]
    best = max((w for w in weighed if w[0] is not None), default=None, key=lambda w: (w[0], w[1]))
    return at, _as_candidate(best[2], row) if best is not None else None


def _weigh(
    mention: PlaceMention, rank: int, at: int, row: PlaceClass, tokens: Sequence[Token], context: Context
) -> float | None:
    """Weigh how well a word points back to a mention with ``rank`` others in between; None: it cannot."""
    first = tokens[mention.first]
    same = _is_class(first, tokens[at]) or (
        mention.first > 0 and _is_class(tokens[mention.first - 1], tokens[at])
    )
    if row.takes != "none" and rank > _LATELY:
        return None
    if not same and (row.takes != "none" or mention.precision not in _FITTING[row.precision]):
        return None
    if not same and (mention.lat is None or _is_facility(first)):
        return None
    if not same and row.precision == "region" and _is_no_region(mention):
        return None
    weight = _SAME_CLASS * same - _OTHER_CLASS * (not same and _says_class(tokens, mention.first))
    weight -= rank + _BARE * (not mention.rule.startswith("place:in"))
    weight -= _ASIDE * (1 - context.share(mention.country))  # يقول باحث في جامعة لييج: the city is another
    return weight - _BESIDE * (mention.precision == "near") - _CAPITAL * mention.rule.endswith(":capital")


def _is_no_region(mention: PlaceMention) -> bool:
    """Tell a capital and a sea, of which no الإقليم, الولاية or المحافظة is said: قالت موسكو ... الإقليم."""
    return mention.rule.endswith(":capital") or mention.country is None


def _says_class(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a mention is called something else: بلدة كذا is no المدينة."""
    classes = load_classes()
    for token in tokens[max(0, at - 1) : at + 1]:
        row = next((classes[k] for key, _ in token.keys if (k := without_article(key)[0]) in classes), None)
        if row is not None and row.kind == "settlement":
            return True
    return False


def _is_class(said: Token, pointing: Token) -> bool:
    """Tell whether a class word is the one that points back: مدينة ... المدينة."""
    words = {without_article(key)[0] for key, _ in pointing.keys}
    return said.kind == "word" and any(key in words for key, _ in said.keys)


def _as_candidate(mention: PlaceMention, row: PlaceClass) -> Candidate | None:
    if mention.lat is None or mention.lon is None:
        return None
    precision = row.precision if mention.precision in ("exact", None) else mention.precision
    return Candidate(
        mention.name_en or mention.name,
        mention.country,
        mention.admin1,
        mention.lat,
        mention.lon,
        mention.geonameid,
        precision,
        0.0,
        "hand",
    )


def _country_of(token: Token, context: Context) -> str | None:
    """Give the country told of whose full name opens with a word: المملكة."""
    forms = _load_forms_of_state()
    kinds = next((forms[bare] for key, _ in token.keys if (bare := without_article(key)[0]) in forms), ())
    told = max(kinds, key=lambda c: (context.share(c), c), default=None)
    return told if context.share(told) > 0 else None


@cache
def _load_forms_of_state() -> Mapping[str, tuple[str, ...]]:
    """Give the countries by the first word of their full names, where that is a pointer: المملكة."""
    classes, found = load_classes(), defaultdict[str, list[str]](list)
    for country in load_countries():
        for name in country.names:
            first, _, rest = fold(name).partition(" ")
            bare = without_article(first)[0]
            if rest and (row := classes.get(ARTICLE + bare)) is not None and row.kind == "anaphor":
                found[bare].append(country.alpha3)
    return {bare: tuple(codes) for bare, codes in found.items()}


def _is_facility(token: Token) -> bool:
    classes = load_classes()
    return any(key in classes and classes[key].kind == "facility" for key, _ in token.keys)


def _skip_of(token: Token) -> int:
    return next((skip for key, skip in token.keys if key in load_classes()), 0)


def _make(document: Document, first: int, stop: int, skip: int, candidate: Candidate | None, setting: Setting,
          how: str) -> Iterator[PlaceMention]:  # fmt: skip
    if candidate is not None:
        tokens = document.tokens
        at = Stretch(first, stop, tokens[first].start + skip, tokens[stop - 1].end)
        yield make_mention(document, at, candidate, setting, how)
