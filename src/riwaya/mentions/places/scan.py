"""Where place names stand in a report, and what stands before them."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from riwaya.chars import ARTICLE, BA, LAM, WAW, fold
from riwaya.document import Token
from riwaya.mentions.numerals import read_numeral
from riwaya.mentions.places.names import (
    CLASSES,
    PlaceClass,
    PlaceNames,
    Reading,
    load_adjectives,
    load_classes,
    without_article,
)

# Kinds with nothing before them that bears on the name.
_LAST = frozenset({"inside", "locative", "territory", "distance", "other"})
_LOOK_BACK = 6  # words before a name that can bear on it: على بعد 20 كلم إلى الشمال من مدينة
_MAX_WORDS = 5  # of one name
# Words that no name of the gazetteer is made of, alone or with others.
_FUNCTION = frozenset({"ADP", "PART", "PRON", "CCONJ", "SCONJ", "DET", "AUX"})
_NAMES = frozenset({"PROPN", "X"})
_CUTS = frozenset({WAW, BA, LAM, LAM + LAM, WAW + BA, WAW + LAM, WAW + LAM + LAM})
_OPENING = frozenset("\"\u00ab\u201c\u201d\u2018'([")
_HYPHENS = frozenset("-\u2013_")
_CALLING = frozenset({"settlement", "district", "region"})
_HASH = frozenset("#_")  # #خان_يونس
_JOINERS = frozenset({"\u060c", ",", WAW})
_IN = fold("\u0641\u064a")  # في
_PRONOUNS = frozenset({"PRON", "DET"})
FROM = fold("\u0645\u0646")  # من
_KILOMETRES = {"near": 1.609, "district": 1.852}  # of a mile, and of a nautical one
_SHORT = 3  # letters of a name before which only the commonest clitics are cut: وسيطا is not يطا
_SUBJECT = 4  # words of a subject and its verb
_NUMBER_WORDS = 3  # of a distance: مئة وخمسين كيلومترا is one more than most


class Setting(msgspec.Struct, frozen=True, gc=False):
    """What stands before a name: its class word, a side, a distance, a preposition.

    ``locative``: 2 behind a preposition that only places follow (في، داخل), 1 behind another.
    ``first`` and ``start`` are where a class word that belongs to the name begins.
    """

    place_class: PlaceClass | None = None
    near: bool = False
    bearings: tuple[int, ...] = ()
    distance: float | None = None
    locative: int = 0
    blocked: bool = False
    country: str | None = None  # of an adjective between: العاصمة اليمنية صنعاء
    doubled: bool = False  # two class words: بلدة عين منين
    first: int | None = None
    start: int = 0

    @property
    def evidence(self) -> int:
        """Weigh it: 2 a class word, 1 anything else that places follow."""
        if self.place_class is not None and self.place_class.kind != "country":
            return 2
        return 1 if self.place_class or self.locative or self.near or self.bearings else 0

    @property
    def is_place(self) -> bool:
        """Tell whether the name is told of as a place, not as a state that acts."""
        return self.locative > 0 or self.near or bool(self.bearings) or self.evidence > 1


class Found(msgspec.Struct, frozen=True, gc=False):
    """A name at tokens ``[first, stop)``, with all it may mean."""

    first: int
    stop: int
    start: int
    end: int
    key: str
    readings: tuple[Reading, ...]
    setting: Setting
    cut: bool = False  # clitics stand before it
    common: bool = False  # one word, and read as no name
    personal: bool = False  # it stands behind a name or a verb, as the name of a person does


def find_names(tokens: Sequence[Token], names: PlaceNames, taken: frozenset[int]) -> Iterator[Found]:
    """Give the names in the tokens, leftmost and longest, without overlap; ``taken`` tokens hold none."""
    at = 0
    last: Found | None = None
    while at < len(tokens):
        found = None
        token = tokens[at]
        if token.kind == "word" and at not in taken:
            found = _longest(tokens, at, names, last)
        if found is None:
            at += 1
        else:
            yield found
            last, at = found, found.stop


def _longest(tokens: Sequence[Token], at: int, names: PlaceNames, last: Found | None) -> Found | None:
    token = tokens[at]
    classes = load_classes()
    function = token.word.upos in _FUNCTION  # but أم درمان
    best: tuple[int, str, bool, int] | None = None
    for written, skip in _keys(token, names):
        key, article = without_article(written)
        if skip and not _may_cut(token, skip, key, names):
            continue
        if (
            best is None  # the first key that is a name; a longer name may still replace it
            and key in names
            and not (skip and _is_word(token, key, names))
            and (not (function or written in classes) or _is_called(tokens, at, key, names))
        ):
            best = (at + 1, key, article, skip)
        if key in names.heads:
            for stop, whole in _extend(tokens, at, key):
                # El Alto: its first word is no article of the second.
                joined, has_article = without_article(whole) if key == ARTICLE else (whole, article)
                if (
                    joined in names
                    and (best is None or stop > best[0])
                    and _is_whole(tokens, at, stop, joined, written, names)
                ):
                    best = (stop, joined, has_article, skip)
    if best is None:
        return None
    stop, key, article, skip = best
    if stop > at + 1 and _is_side(tokens, at) and _is_side(tokens, at - 1):
        return None  # شمال شرقي ليبيا is more than شرقي ليبيا: the country is found behind
    readings = names.find(key, article)
    if stop == at + 1 and token.word.enclitic:
        readings = tuple(r for r in readings if r.candidate.source != "gazetteer")  # متنه
    if not readings:
        return None
    setting = read_setting(tokens, at, skip, last)
    end, common = tokens[stop - 1].end, stop == at + 1 and token.word.upos not in _NAMES
    personal = not skip and at > 0 and tokens[at - 1].word.upos in ("PROPN", "VERB")
    return Found(at, stop, token.start + skip, end, key, readings, setting, skip > 0, common, personal)


def opens_name(tokens: Sequence[Token], first: int, stop: int, names: PlaceNames) -> bool:
    """Tell a date that only opens a listed name, which goes on behind it: [ماي] كادرا."""
    key, _ = without_article("".join(token.key for token in tokens[first:stop]))
    if stop > first + 1 or key not in names.heads:
        return False
    return any(names.is_by_hand(joined) for _, joined in _extend(tokens, first, key))


def _is_called(tokens: Sequence[Token], at: int, key: str, names: PlaceNames) -> bool:
    """Tell whether a common word is a name here by the word before it: محافظة أبين، في دمت."""
    if not at or tokens[at - 1].kind != "word" or not names.is_by_hand(key):
        return False
    if tokens[at - 1].key == _IN and tokens[at].word.upos not in _PRONOUNS:
        return True
    row, _, article = _class_of(tokens[at - 1], load_classes())
    return row is not None and row.kind in _CALLING and not article


def _is_side(tokens: Sequence[Token], at: int) -> bool:
    if at < 0 or tokens[at].kind != "word":
        return False
    row, _, _ = _class_of(tokens[at], load_classes())
    return row is not None and row.kind == "direction"


def _is_whole(tokens: Sequence[Token], at: int, stop: int, key: str, written: str, names: PlaceNames) -> bool:
    """Tell a name of several words from words that only make one together: الدول من would be Dülmen but for
    its preposition, النهر وإن Nahrawan; a name that is written so in a table by hand is one (خور فكان)."""
    behind = tokens[at + 1 : stop]
    if not any(token.word.upos in _FUNCTION for token in behind):
        return True
    return names.is_written(" ".join((written, *(token.key for token in behind if token.kind != "mark"))))


def _may_cut(token: Token, skip: int, key: str, names: PlaceNames) -> bool:
    # Before a name of the gazetteer only و ب ل and وب ول are taken for clitics: فرانس is not ف and Reims.
    # Others stand before a name by hand where the word is read so: فكييف, but فاطمة is not ف and Atmeh.
    if fold(token.form[:skip]) in _CUTS:
        return True
    return len(key) > _SHORT and key in names.certain and bool(token.word.proclitics)


def _is_word(token: Token, key: str, names: PlaceNames) -> bool:
    """Tell a word of the language from a clitic and a little-known name: وزيرة is not و and Zira."""
    word = token.word
    return not (word.upos in _NAMES or token.unsure or word.proclitics or key in names.certain)


def _keys(token: Token, names: PlaceNames) -> tuple[tuple[str, int], ...]:
    # A word of the lexicon may still be a preposition and a famous name: بعدن is first of all a verb.
    keys = token.keys
    if len(keys) == 1 and token.key[:1] == BA and token.key[1:] in names.certain and token.form[:1] == BA:
        return (*keys, (token.key[1:], 1))
    return keys


def _extend(tokens: Sequence[Token], at: int, key: str) -> Iterator[tuple[int, str]]:
    stop = at + 1
    for _ in range(_MAX_WORDS - 1):
        if stop < len(tokens) - 1 and tokens[stop].key in _HYPHENS:
            stop += 1
        if stop >= len(tokens) or tokens[stop].kind not in ("word", "number"):
            return
        key += tokens[stop].key
        stop += 1
        yield stop, key


def read_setting(tokens: Sequence[Token], at: int, skip: int, last: Found | None = None) -> Setting:
    """Read what stands before the name at token ``at``, ``skip`` letters behind its clitics.

    A name joined by و or a comma to the one before stands where that one does: في خاركيف وسومي.
    """
    letters = fold(tokens[at].form[:skip]) if skip else ""
    if last is not None and last.setting.evidence and _is_joined(tokens, at, letters, last):
        inherited = last.setting
        return msgspec.structs.replace(inherited, first=None, distance=None, country=None)
    if BA in letters or LAM in letters:
        return Setting(blocked=_governs(tokens, at), locative=2 if BA in letters else 1)
    setting = _walk_back(tokens, at, load_classes(), load_adjectives())
    if setting.evidence or setting.blocked or letters or not _is_object(tokens, at):
        return setting
    return msgspec.structs.replace(setting, locative=1)


def _governs(tokens: Sequence[Token], at: int) -> bool:
    """Tell a noun with a clause or a deed behind it from a place: بحجة أن, بحجة وجود مسلحين."""
    if at + 1 >= len(tokens) or tokens[at].word.upos != "NOUN":
        return False
    word = tokens[at + 1].word
    return word.upos == "SCONJ" or (word.verb_form == "masdar" and not word.det and not word.proclitics)


def _is_object(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a verb done to places stands before with its subject: قصفت القوات الروسية خاركيف."""
    for index in range(at - 1, max(-1, at - 1 - _SUBJECT), -1):
        token = tokens[index]
        if token.kind != "word":
            return False
        if token.word.upos == "VERB":
            row = load_classes().get(token.word.lemma)
            return index < at - 1 and row is not None and row.kind in ("locative", "inside")
        if token.word.upos not in ("NOUN", "ADJ") or not token.word.det or token.word.proclitics:
            return False
    return False


def _is_joined(tokens: Sequence[Token], at: int, letters: str, last: Found) -> bool:
    while at and tokens[at - 1].key in _HASH:
        at -= 1
    if letters == WAW:
        return last.stop == at
    return not letters and last.stop == at - 1 and tokens[at - 1].key in _JOINERS


def _walk_back(
    tokens: Sequence[Token], at: int, classes: Mapping[str, PlaceClass], adjectives: Mapping[str, str]
) -> Setting:
    setting = Setting()
    passed = False  # an adjective stands between
    for index in range(at - 1, max(-1, at - 1 - _LOOK_BACK), -1):
        token = tokens[index]
        if token.kind != "word":
            if token.key in _HASH or (token.key in _OPENING and not setting.evidence):
                continue
            break
        row, skip, article = _class_of(token, classes)
        if row is None:
            if token.key == LAM and not setting.evidence:
                return Setting(blocked=True)  # قال لـ«الرياض»: a paper
            country = adjectives.get(without_article(token.key)[0])
            if passed or not (country or token.word.upos == "ADJ") or not token.word.det:
                break
            setting = msgspec.structs.replace(setting, country=country)
            passed = True
            continue
        if passed and not article:
            break
        changed = _add(setting, row, token, index, skip, tokens)
        if changed is None or (row.kind in CLASSES and tokens[index + 1].key == FROM):
            break  # إخلاء منطقة من داعش: what stands behind من is not the area's name
        setting = changed
        if skip or (row.kind in _LAST and token.key != FROM):
            break
    return setting if not passed or setting.evidence else Setting()


def _class_of(token: Token, classes: Mapping[str, PlaceClass]) -> tuple[PlaceClass | None, int, bool]:
    for key, skip in token.keys:
        row = classes.get(key)
        if row is not None:
            return row, skip, token.word.det
        bare, article = without_article(key)
        if article and (row := classes.get(bare)) is not None and row.kind == "direction":
            return row, skip, True
    word = token.word  # قصفوا المدينة، يقصف حلب: states that act are feminine, so the place is what is hit
    if word.upos == "VERB" and (word.number == "p" or word.gender == "m"):
        row = classes.get(word.lemma)
        if row is not None and row.kind == "locative":
            return row, 0, False
    return None, 0, False


def _add(
    setting: Setting, row: PlaceClass, token: Token, index: int, skip: int, tokens: Sequence[Token]
) -> Setting | None:
    """Take a class word into the setting, or give None where it has no bearing on the name."""
    change = msgspec.structs.replace
    letters = fold(token.form[:skip]) if skip else ""
    locative = 2 if BA in letters else 1 if letters and letters != WAW else 0
    locative = max(locative, setting.locative)
    if row.kind in CLASSES:
        if setting.place_class is not None:
            return change(setting, locative=locative, doubled=row.kind == "settlement")
        return change(setting, place_class=row, locative=locative, first=index, start=token.start + skip)
    if row.kind == "direction":
        bearings = setting.bearings if row.bearing is None else (*setting.bearings, row.bearing)
        return change(setting, bearings=bearings, locative=max(locative, 1))
    if row.kind in ("near", "inside", "locative", "territory"):
        least = {"near": 0, "inside": 2}.get(row.kind, 1)
        return change(setting, near=setting.near or row.kind == "near", locative=max(locative, least))
    if row.kind == "distance":
        return change(setting, distance=_kilometres(row, tokens, index))
    if row.kind == "other" and not setting.evidence:
        return change(setting, blocked=True)
    return None


def _kilometres(row: PlaceClass, tokens: Sequence[Token], index: int) -> float | None:
    """Read the number before a unit of length: 30 كلم، خمسة وعشرين كيلومترا."""
    if row.precision == "district":  # ميلا بحريا
        index -= 1
    for first in range(max(0, index - _NUMBER_WORDS), index):
        number = read_numeral(tokens, first, index)
        if number is not None and number.stop == index and number.vague is None and not number.ordinal:
            return number.value * _KILOMETRES.get(row.precision, 1.0)
    return None


def own_class(token: Token, start: int) -> PlaceClass | None:
    """Give the class word or side that a name which begins in a token opens with: معبر رفح، شمال سوريا."""
    classes = load_classes()
    row = next((classes.get(key) for key, skip in token.keys if token.start + skip == start), None)
    return row if row is not None and (row.kind in CLASSES or row.kind == "direction") else None
