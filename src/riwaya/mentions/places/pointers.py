"""Places said by another word: المدينة، العاصمة السورية، الأراضي اليمنية، البلاد."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from riwaya.chars import ARTICLE, fold
from riwaya.document import Document, PlaceMention, Token
from riwaya.mentions.countries import country_by_code, load_countries
from riwaya.mentions.places.building import Stretch, make_mention
from riwaya.mentions.places.choice import Context
from riwaya.mentions.places.gazetteer import name_key
from riwaya.mentions.places.names import (
    Candidate,
    PlaceClass,
    capital_candidate,
    country_candidate,
    load_adjectives,
    load_classes,
    load_place_names,
    without_article,
)
from riwaya.mentions.places.scan import Setting, read_setting
from riwaya.types import Precision

_BACK = 200  # places told of last that a word can point back to; no report names more
# Which mentions a word can point back to, by the precision of its row.
_FITTING: dict[Precision, tuple[Precision, ...]] = {
    "exact": ("exact", "near"),
    "district": ("district", "region"),
    "region": ("region", "exact"),
}


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
        if token.kind != "word" or at in covered:
            continue
        row, skip = _row(token)
        if row is None:
            continue
        following = _adjective(tokens, at)
        setting = read_setting(tokens, at, skip)
        if row.kind == "anaphor":
            if following is None and not _is_followed(tokens, at, covered):
                place = bisect_left(firsts, at)
                told = [*named[max(0, place - _BACK) : place], *found[-_BACK:]]
                told.sort(key=lambda m: m.first)
                first, candidate = _told_last(document, at, row, setting, context, told)
                skip = skip if first == at else _skip_of(tokens[first])
                found += _make(document, first, at + 1, skip, candidate, setting, "anaphor")
        elif following is not None and at + 1 not in covered and at + 2 not in covered:
            candidate = (
                country_candidate(following) if row.kind == "territory" else capital_candidate(following)
            )
            if row.kind == "settlement" or setting.is_place:
                how = "capital" if row.kind == "settlement" else "territory"
                found += _make(document, at, at + 2, skip, candidate, setting, how)
        elif row.kind == "settlement" and context.main and not _is_followed(tokens, at, covered):
            found += _make(document, at, at + 1, skip, capital_candidate(context.main), setting, "anaphor")
    return found


def _row(token: Token) -> tuple[PlaceClass | None, int]:
    classes = load_classes()
    for key, skip in token.keys:
        row = classes.get(key)
        if row is None:
            continue
        # Of the class words only the capital has the article in the table.
        if row.kind in ("anaphor", "territory") or (row.kind == "settlement" and without_article(key)[1]):
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
        country = _country_of(document.tokens[at], context)
        if country is None:
            return at, None
        side = _side(document.tokens, at, country)
        return side if side[1] is not None else (at, country_candidate(country))
    fitting = [m for m in mentions if _fits(m, at, row, document.tokens)]
    last = next(
        (m for m in reversed(fitting) if m.rule.startswith("place:in")), fitting[-1] if fitting else None
    )
    return at, _as_candidate(last, row) if last is not None else None


def _fits(mention: PlaceMention, at: int, row: PlaceClass, tokens: Sequence[Token]) -> bool:
    if mention.first >= at or mention.precision not in _FITTING[row.precision] or mention.lat is None:
        return False
    return mention.rule != "place:dateline" and not _is_facility(tokens[mention.first])


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
    """Give the country a word means: المملكة one whose name opens so, البلاد the one told of most."""
    forms = _load_forms_of_state()
    kinds = next((forms[bare] for key, _ in token.keys if (bare := without_article(key)[0]) in forms), None)
    if kinds is None:
        return context.main
    told = max(kinds, key=lambda c: (context.share(c), c))
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


def _side(tokens: Sequence[Token], at: int, country: str) -> tuple[int, Candidate | None]:
    """Read a side of the country as the region it is known as: شرق البلاد is شرق أوكرانيا."""
    classes, first, sides = load_classes(), at, ""
    while (
        first
        and (row := next((classes[k] for k, _ in tokens[first - 1].keys if k in classes), None)) is not None
    ):
        if row.kind != "direction":
            break
        first -= 1
        sides = tokens[first].keys[-1][0] + sides
    if sides:
        for name in country_by_code()[country].names:
            for reading in load_place_names().find(sides + name_key(name)[0], False):
                return first, reading.candidate
            for reading in load_place_names().find(sides + fold(name), False):
                return first, reading.candidate
    return at, None


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
