"""Places that no table has: spelled by ear (بلدة روبوتينه), or named by their class only (قرية القرضة)."""

from collections.abc import Sequence

import msgspec

from riwaya.chars import LAM
from riwaya.document import Document, PlaceMention, Token
from riwaya.mentions.place_choice import Context
from riwaya.mentions.place_mentions import Stretch, make_mention
from riwaya.mentions.place_names import Candidate, PlaceNames, load_classes, without_article
from riwaya.mentions.place_scan import CLASSES, Setting, read_setting
from riwaya.types import Precision

_COUNTRIES = 3  # of the report, that a spelling is looked for in
_LEAST_SHARE = 0.35
_WORDS = 3  # of one name
_LETTERS = 4  # of a name found by sound
_SMALL = 3.0  # a thousand people: smaller places need a class word
_PARENT_GAP = 4
_TOWN_GAP = 60
_QUOTES = frozenset('"«»“”')


def find_unlisted(
    document: Document, names: PlaceNames, context: Context, listed: frozenset[int], mentions: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """Find the places behind class words and prepositions that the tables do not hold."""
    tokens = document.tokens
    starts = {m.first: m for m in mentions}
    found: list[PlaceMention] = []
    at = 0
    while at < len(tokens):
        stop = at + 1
        if at not in listed and (_is_name(tokens[at]) or tokens[at].word.det or _is_quoted(tokens, at)):
            mention = _read(document, names, context, listed, at)
            if mention is not None:
                found.append(_place_by_town(_place_by_parent(mention, tokens, starts), mentions))
                stop = mention.stop
        at = stop
    return found


def _is_name(token: Token) -> bool:
    return token.kind == "word" and token.word.upos == "PROPN"


def _is_quoted(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether one word stands in quotation marks: منطقة «شيحة»."""
    if not 0 < at < len(tokens) - 1 or tokens[at].kind != "word":
        return False
    return tokens[at - 1].key in _QUOTES and tokens[at + 1].key in _QUOTES


def _read(document: Document, names: PlaceNames, context: Context, listed: frozenset[int], at: int) -> PlaceMention | None:
    tokens = document.tokens
    token = tokens[at]
    if token.key in load_classes() or token.key.startswith(LAM + LAM) or token.word.verb_form == "masdar":
        return None
    setting = read_setting(tokens, at, 0)
    row = setting.place_class
    named = row is not None and row.kind in CLASSES and row.takes != "none"
    if setting.blocked or not (named or setting.locative > 1):
        return None
    stop = at + 1
    if _is_name(token):
        stop = _run(tokens, at, listed)
        for end in range(stop, at if named or stop == at + 1 else stop - 1, -1):
            candidate = _by_sound("".join(t.key for t in tokens[at:end]), names, context, setting)
            if candidate is not None:
                where = Stretch(at, end, token.start, tokens[end - 1].end)
                return make_mention(document, where, candidate, setting, "sound")
    elif not _is_quoted(tokens, at) and (row is None or row.takes != "any" or tokens[at - 1].word.det):
        return None
    return _named(document, setting, Stretch(at, stop, token.start, tokens[stop - 1].end)) if named else None


def _run(tokens: Sequence[Token], at: int, listed: frozenset[int]) -> int:
    stop = at + 1
    while stop < min(len(tokens), at + _WORDS) and stop not in listed and _is_name(tokens[stop]):
        if len(tokens[stop].keys) > 1 and tokens[stop].word.proclitics:
            break
        stop += 1
    return stop


def _by_sound(key: str, names: PlaceNames, context: Context, setting: Setting) -> Candidate | None:
    bare, _ = without_article(key)
    if len(bare) < _LETTERS:
        return None
    countries = [setting.country] if setting.country else sorted(context.shares, key=lambda c: (-context.shares[c], c))
    for country in countries[:_COUNTRIES]:
        if not setting.country and context.share(country) < _LEAST_SHARE:
            return None
        for candidate in names.find_by_sound(bare, country):
            if setting.evidence > 1 or candidate.weight >= _SMALL:
                return candidate
    return None


def _named(document: Document, setting: Setting, at: Stretch) -> PlaceMention:
    row = setting.place_class
    assert row is not None  # noqa: S101  # asked by the caller
    # A word needs its class word to be a name (حي المغار), a proper name does not (قرية وومبي).
    joined = row.joins == "yes" or not _is_name(document.tokens[at.first])
    if joined and setting.first is not None and setting.first == at.first - 1:
        at = Stretch(setting.first, at.stop, setting.start, at.end)
    name = document.report.text[at.start : at.end]
    country = setting.country
    return PlaceMention(
        at.first, at.stop, at.start, at.end, name, None, country, precision=row.precision, rule="place:in:class"
    )


def _place_by_parent(
    mention: PlaceMention, tokens: Sequence[Token], starts: dict[int, PlaceMention]
) -> PlaceMention:
    """Give a place without a point the point of what it lies in or beside: بلدة كذا شرق حلب."""
    if mention.lat is not None:
        return mention
    for index in range(mention.stop, min(len(tokens), mention.stop + _PARENT_GAP)):
        parent = starts.get(index)
        if parent is not None and parent.lat is not None:
            if parent.precision == "country":
                return msgspec.structs.replace(mention, country=parent.country)
            near: Precision = "region" if parent.precision == "region" else "near"
            return msgspec.structs.replace(
                mention, country=parent.country, admin1=parent.admin1, lat=parent.lat, lon=parent.lon, precision=near,
                rule="place:in:class+parent",
            )  # fmt: skip
        if tokens[index].kind == "mark" and tokens[index].key not in _QUOTES and tokens[index].key not in "(،":
            break
        if tokens[index].word.upos == "VERB":
            break
    return mention


def _place_by_town(mention: PlaceMention, mentions: Sequence[PlaceMention]) -> PlaceMention:
    """Give a quarter or building without a point the town told of last: درنة ... داخل حي المغار."""
    if mention.lat is not None or mention.precision != "near":
        return mention
    for town in reversed(mentions):
        if town.first < mention.first and town.precision == "exact" and town.rule.startswith("place:in"):
            if mention.first - town.stop > _TOWN_GAP:
                break
            return msgspec.structs.replace(
                mention, country=town.country, admin1=town.admin1, lat=town.lat, lon=town.lon, rule="place:in:class+town"
            )
    return mention
