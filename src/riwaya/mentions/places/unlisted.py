"""Places that no table has: spelled by ear (بلدة روبوتينه), or named by their class only (قرية القرضة)."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from riwaya.chars import HA, LAM, WAW
from riwaya.document import Document, PlaceMention, Token
from riwaya.mentions.places.building import Stretch, make_mention
from riwaya.mentions.places.choice import Context, apart
from riwaya.mentions.places.names import (
    CLASSES,
    Candidate,
    PlaceClass,
    PlaceNames,
    load_classes,
    without_article,
)
from riwaya.mentions.places.scan import Setting, read_setting
from riwaya.types import Precision

_COUNTRIES = 3  # of the report, that a spelling is looked for in
_LEAST_SHARE = 0.35
_WORDS = 3  # of one name
_LETTERS = 4  # of a name found by sound
_SMALL = 3.0  # a thousand people: smaller places need a class word
_PARENT_GAP = 4
_DISTANCE_GAP = 10
_TOWN_GAP = 60
_STEP = 20
_BESIDE_KM = 60.0  # from the nearest place told of, for a quarter
_FAR_KM = 200.0  # from every other place told of: another place of that sound
_AREAS = frozenset({"settlement", "district", "region"})
_NO_NAME = frozenset({"VERB", "AUX", "ADP", "CCONJ", "SCONJ", "PART", "PRON", "NUM"})
_QUOTES = frozenset('"\u00ab\u00bb\u201c\u201d')
_PASSED = _QUOTES | {"(", "\u060c"}


class Around(msgspec.Struct, frozen=True, gc=False):
    """What a report tells near a name: the larger place behind it, and all its places with a point."""

    setting: Setting
    parent: Candidate | None
    points: Mapping[str | None, Sequence[Candidate]]  # by country
    skip: int = 0  # letters of و before the name


def find_unlisted(
    document: Document,
    names: PlaceNames,
    context: Context,
    listed: frozenset[int],
    mentions: Sequence[PlaceMention],
) -> list[PlaceMention]:
    """Find the places behind class words and prepositions that the tables do not hold."""
    tokens = document.tokens
    starts = {m.first: m for m in mentions}
    firsts = [m.first for m in mentions]
    points = _points(mentions)
    found: list[PlaceMention] = []
    lists = _find_lists(tokens, mentions)
    at = 0
    while at < len(tokens):
        stop = at + 1
        skip = int(at in lists)
        setting = (lists.get(at) or _read_opening(tokens, at)) if at not in listed else None
        if setting is not None:
            run = _run(tokens, at, listed)
            parent = _parent_of(run, tokens, starts)
            around = Around(setting, _point(parent) if parent is not None else None, points, skip)
            sure = (
                parent is not None or setting.locative != 1 or bool(setting.bearings) or _names_class(setting)
            )
            mention = _read(document, names, context, around, at, run) if sure else None
            if mention is not None:
                mention = _place_by_parent(mention, parent)
                place = bisect_left(firsts, mention.first)
                mention = _place_by_town(mention, mentions[max(0, place - _TOWN_GAP - 1) : place], context)
                if mention.country is None and _names_area(setting):
                    mention = msgspec.structs.replace(mention, country=context.only)
                found.append(mention)
                stop = mention.stop
                lists.update(_find_lists(tokens, (mention,), lists))
        at = stop
    return found


def _find_lists(
    tokens: Sequence[Token], mentions: Sequence[PlaceMention], known: Mapping[int, Setting] | None = None
) -> dict[int, Setting]:
    """Give the tokens where a further name may follow a dual or plural class word: بلدتي كفر عمة وتديل."""
    found: dict[int, Setting] = dict(known or {})
    for mention in mentions:
        setting = found.get(mention.first) or _list_setting(tokens, mention)
        if setting is None or mention.stop >= len(tokens):
            continue
        word = tokens[mention.stop].word
        plain = word.upos == "NOUN" and word.verb_form is None and not word.enclitic
        if word.proclitics == WAW and (word.upos == "PROPN" or plain):
            found[mention.stop] = setting
    return found


def _list_setting(tokens: Sequence[Token], mention: PlaceMention) -> Setting | None:
    """Read the dual or plural class word before a mention or at its head."""
    for token in tokens[max(0, mention.first - 1) : mention.first + 1]:
        rows = [row for key, _ in token.keys if (row := load_classes().get(key)) is not None]
        if token.word.number in ("d", "p") and rows and rows[0].kind in _AREAS:
            return Setting(place_class=rows[0], locative=2)
    return None


def _points(mentions: Sequence[PlaceMention]) -> Mapping[str | None, Sequence[Candidate]]:
    """Give each point told of once, by country."""
    found: defaultdict[str | None, dict[tuple[float, float], Candidate]] = defaultdict(dict)
    for mention in mentions:
        point = _point(mention) if mention.rule.startswith("place:in") else None
        if point is not None:
            found[point.country].setdefault((point.lat, point.lon), point)
    return {country: tuple(places.values()) for country, places in found.items()}


def _point(mention: PlaceMention) -> Candidate | None:
    if mention.lat is None or mention.lon is None or mention.precision == "country":
        return None
    return Candidate(
        mention.name,
        mention.country,
        mention.admin1,
        mention.lat,
        mention.lon,
        None,
        mention.precision or "near",
        0.0,
        "hand",
    )


def _may_be_named(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.kind != "word":
        return False
    return token.word.upos == "PROPN" or token.word.det or token.word.upos == "NOUN" or _is_quoted(tokens, at)


def _is_name(token: Token) -> bool:
    return token.kind == "word" and token.word.upos == "PROPN"


def _is_quoted(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether one word stands in quotation marks: منطقة «شيحة»."""
    if not 0 < at < len(tokens) - 1 or tokens[at].kind != "word":
        return False
    return tokens[at - 1].key in _QUOTES and tokens[at + 1].key in _QUOTES


def _read_opening(tokens: Sequence[Token], at: int) -> Setting | None:
    """Read what stands before a word that may be a name for it, None where it calls for none."""
    token = tokens[at]
    known = load_classes().get(token.key)
    opens = known is not None and _opens_name(tokens, at)
    if not opens and (not _may_be_named(tokens, at) or (known is not None and known.kind != "plain")):
        return None
    if token.key.startswith(LAM + LAM):
        return None
    setting = read_setting(tokens, at, 0)
    row = setting.place_class
    common = token.word.verb_form == "masdar" or known is not None  # منطقة القصف, but مستشفى الثورة
    if common and not (opens or (row is not None and row.is_after and token.word.det)):
        return None
    placed = setting.locative > 0 or bool(setting.bearings)
    called = _names_class(setting) or (placed and _is_name(token) and not opens)
    return setting if called and not setting.blocked else None


def _opens_name(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a name of two words may begin here: أم صميمة، ود الماحي، بني سهيلا."""
    row = load_classes().get(tokens[at].key)
    if row is None or row.kind != "opening" or at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    return following.kind == "word" and following.word.upos not in _NO_NAME


def _names_area(setting: Setting) -> bool:
    return setting.place_class is not None and setting.place_class.kind in (*_AREAS, "facility")


def _names_class(setting: Setting) -> bool:
    row = setting.place_class
    return row is not None and row.kind in CLASSES and row.takes != "none"


def _read(
    document: Document, names: PlaceNames, context: Context, around: Around, at: int, stop: int
) -> PlaceMention | None:
    tokens, setting = document.tokens, around.setting
    token, row, named = tokens[at], setting.place_class, _names_class(setting)
    if _is_name(token) or _opens_name(tokens, at):
        for end in range(stop, at if named or stop == at + 1 else stop - 1, -1):
            key = "".join(t.key for t in tokens[at:end])[around.skip :]
            candidate = _by_sound(key, names, context, around)
            if candidate is not None:
                where = Stretch(at, end, token.start + around.skip, tokens[end - 1].end)
                return make_mention(document, where, candidate, setting, "sound")
    elif not (_is_quoted(tokens, at) or _is_taken(tokens, at, around) or (setting.doubled and named)):
        return None
    if row is None or not named:
        return None
    return _named(document, setting, row, Stretch(at, stop, token.start + around.skip, tokens[stop - 1].end))


def _is_taken(tokens: Sequence[Token], at: int, around: Around) -> bool:
    """Tell whether an ordinary word can be the name: حي الزهور، قرية سلمى, not حي سكني.

    Where what it lies in stands behind, less is asked: منطقة المضيق شرق الرمادي.
    """
    word, row = tokens[at].word, around.setting.place_class
    if around.skip:
        return load_classes().get(tokens[at].key[around.skip :]) is None
    if row is None or tokens[at - 1].word.det or word.proclitics or word.enclitic:
        return False
    if row.takes != "any":
        lies = row.kind in _AREAS and around.parent is not None
        return row.takes == "proper" and word.det and word.upos == "NOUN" and lies
    plain = word.upos == "NOUN" and not word.stem.endswith(HA)  # قرية سلمى; قرى فقيرة may be an adjective
    if word.upos == "NOUN" and word.verb_form is None and row.kind == "settlement" and around.parent:
        return True
    return word.det or (plain and row.kind == "settlement" and row.precision == "exact")


def _run(tokens: Sequence[Token], at: int, listed: frozenset[int]) -> int:
    if _opens_name(tokens, at):
        return at + 2
    stop = at + 1
    if not _is_name(tokens[at]):
        return stop
    while stop < min(len(tokens), at + _WORDS) and stop not in listed and _is_name(tokens[stop]):
        if len(tokens[stop].keys) > 1 and tokens[stop].word.proclitics:
            break
        stop += 1
    return stop


def _by_sound(key: str, names: PlaceNames, context: Context, around: Around) -> Candidate | None:
    """Find what a name sounds like in the countries of the report, not far from its other places."""
    bare, _ = without_article(key)
    if len(bare) < _LETTERS:
        return None
    setting = around.setting
    row = setting.place_class
    far = _BESIDE_KM if row is not None and row.is_after else _FAR_KM
    said = around.parent.country if around.parent is not None else setting.country
    countries = [said] if said else sorted(context.shares, key=lambda c: (-context.shares[c], c))
    for country in countries[:_COUNTRIES]:
        if not said and context.share(country) < _LEAST_SHARE:
            return None
        found = [c for c in names.find_by_sound(bare, country) if setting.evidence > 1 or c.weight >= _SMALL]
        points = around.points.get(country, ())
        if around.parent is not None and around.parent.country == country:
            points = (around.parent,)
        if points:
            found = [c for c in found if min(apart(c, p) for p in points) < far]
            if around.parent is not None:
                found.sort(key=lambda c: apart(c, points[0]))
        if found:
            return found[0]
    return None


def _named(document: Document, setting: Setting, row: PlaceClass, at: Stretch) -> PlaceMention:
    # A word needs its class word to be a name (حي المغار), a proper name does not (قرية وومبي).
    joined = row.joins == "yes" or not _is_name(document.tokens[at.first])
    if joined and setting.first is not None and setting.first == at.first - 1:
        at = Stretch(setting.first, at.stop, setting.start, at.end)
    name = document.report.text[at.start : at.end]
    country = setting.country
    return PlaceMention(
        at.first,
        at.stop,
        at.start,
        at.end,
        name,
        None,
        country,
        precision=row.precision,
        rule="place:in:class",
    )


def _parent_of(stop: int, tokens: Sequence[Token], starts: Mapping[int, PlaceMention]) -> PlaceMention | None:
    """Give the place that the name before token ``stop`` lies in or beside: بلدة كذا شرق حلب."""
    gap = _PARENT_GAP
    for index in range(stop, min(len(tokens), stop + _DISTANCE_GAP)):
        if index >= stop + gap:
            return None
        parent = starts.get(index)
        if parent is not None:
            joined_by_and = parent.start > tokens[index].start and tokens[index].key.startswith(WAW)
            return None if joined_by_and or parent.lat is None else parent
        token = tokens[index]
        row = load_classes().get(token.key)
        further = row is None and any(
            (r := load_classes().get(key)) and r.kind in _AREAS for key, _ in token.keys
        )
        if further or (row is not None and row.kind in ("distance", "lies")):
            gap = _DISTANCE_GAP  # التي تقع على بعد نحو 20 كيلومترا إلى الشرق من مدينة كذا
        elif token.word.upos == "VERB" or (token.kind == "mark" and token.key not in _PASSED):
            return None
    return None


def _place_by_parent(mention: PlaceMention, parent: PlaceMention | None) -> PlaceMention:
    """Give a place without a point the point of its parent."""
    if mention.lat is not None or parent is None:
        return mention
    if parent.precision == "country":
        return msgspec.structs.replace(mention, country=parent.country)
    near: Precision = "region" if parent.precision == "region" else "near"
    return msgspec.structs.replace(
        mention, country=parent.country, admin1=parent.admin1, lat=parent.lat, lon=parent.lon, precision=near,
        rule="place:in:class+parent",
    )  # fmt: skip


def _place_by_town(mention: PlaceMention, before: Sequence[PlaceMention], context: Context) -> PlaceMention:
    """Give a quarter or building without a point the town told of last: درنة ... داخل حي المغار."""
    if mention.lat is not None or mention.precision != "near":
        return mention
    near = [town for town in before if mention.first - town.stop <= _TOWN_GAP and _is_town(town)]
    if not near:
        return mention
    town = min(near, key=lambda town: mention.first - town.stop + _aside(town, context))
    return msgspec.structs.replace(
        mention, country=town.country, admin1=town.admin1, lat=town.lat, lon=town.lon,
        rule="place:in:class+town",
    )  # fmt: skip


def _is_town(place: PlaceMention) -> bool:
    return (
        place.precision in ("exact", "near") and place.rule.startswith("place:in") and place.lat is not None
    )


def _aside(town: PlaceMention, context: Context) -> float:
    """Give how many words farther off a town counts: a capital may stand for its government, a university is
    only named after its town, and a town of another country is seldom where the report goes on."""
    capital, beside = town.rule.endswith(":capital"), town.precision == "near"
    return _TOWN_GAP * (1 - context.share(town.country)) + _STEP * (capital + beside)
