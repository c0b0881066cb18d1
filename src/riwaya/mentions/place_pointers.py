"""Places said by another word: المدينة، العاصمة السورية، الأراضي اليمنية، البلاد."""

from collections.abc import Iterator, Sequence

from riwaya.chars import fold
from riwaya.document import Document, PlaceMention, Token
from riwaya.mentions.place_choice import Context
from riwaya.mentions.place_mentions import Stretch, make_mention
from riwaya.mentions.countries import country_by_code
from riwaya.mentions.gazetteer import name_key
from riwaya.mentions.place_names import (
    Candidate,
    PlaceClass,
    capital_candidate,
    country_candidate,
    load_adjectives,
    load_classes,
    load_place_names,
    without_article,
)
from riwaya.mentions.place_scan import Setting, read_setting
from riwaya.types import Precision

# Which mentions a word can point back to, by the precision of its row.
_FITTING: dict[Precision, tuple[Precision, ...]] = {
    "exact": ("exact", "near"),
    "district": ("district", "region"),
    "region": ("region", "exact"),
}


def find_pointers(document: Document, context: Context, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Find the words that stand for a place named elsewhere in the report."""
    tokens = document.tokens
    covered = {index for m in mentions for index in range(m.first, m.stop)}
    found: list[PlaceMention] = []
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
                first, candidate = _told_last(document, at, row, setting, context, mentions)
                skip = skip if first == at else _skip_of(tokens[first])
                found += _make(document, first, at + 1, skip, candidate, setting, "anaphor")
        elif following is not None and at + 1 not in covered and at + 2 not in covered:
            candidate = country_candidate(following) if row.kind == "territory" else capital_candidate(following)
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
    return at + 1 in covered or following.word.upos == "PROPN" or (following.word.upos == "ADJ" and following.word.det)


def _told_last(
    document: Document, at: int, row: PlaceClass, setting: Setting, context: Context, mentions: Sequence[PlaceMention]
) -> tuple[int, Candidate | None]:
    """Give what the word points back to, and the token the mention begins at (شرق البلاد: the side)."""
    if row.precision == "country":
        if context.main is None:
            return at, None
        side = _side(document.tokens, at, context.main)
        return side if side[1] is not None else (at, country_candidate(context.main))
    for mention in reversed(mentions):
        if mention.first >= at or mention.precision not in _FITTING[row.precision] or not mention.rule.startswith("place:in"):
            continue
        if mention.lat is None or mention.lon is None or _is_facility(document.tokens[mention.first]):
            continue
        precision = row.precision if mention.precision == "exact" else mention.precision
        return at, Candidate(
            mention.name_en or mention.name, mention.country, mention.admin1, mention.lat, mention.lon,
            mention.geonameid, precision or row.precision, 0.0, "hand",
        )  # fmt: skip
    return at, None


def _side(tokens: Sequence[Token], at: int, country: str) -> tuple[int, Candidate | None]:
    """Read a side of the country as the region it is known as: شرق البلاد is شرق أوكرانيا."""
    classes, first, sides = load_classes(), at, ""
    while first and (row := next((classes[k] for k, _ in tokens[first - 1].keys if k in classes), None)) is not None:
        if row.kind != "direction":
            break
        first -= 1
        sides = tokens[first].keys[-1][0] + sides
    if sides:
        for name in country_by_code()[country].names:
            for reading in load_place_names().find(sides + name_key(name)[0], False):  # noqa: FBT003  # no article
                return first, reading.candidate
            for reading in load_place_names().find(sides + fold(name), False):  # noqa: FBT003
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
