"""The document that grows stage by stage, and the records it grows by.

A stage takes a `Document` and returns a new one with its own fields filled; it changes nothing.
Token positions (``first``, ``stop``) are half-open indices into ``Document.tokens``;
``start`` and ``end`` are offsets in code points of ``report.text``.
"""

from datetime import date
from typing import Literal

import msgspec

from riwaya.types import (
    Act,
    ActorRole,
    Dropped,
    EventType,
    Evidence,
    Figure,
    FigureKind,
    Period,
    Precision,
    Quoted,
    Reality,
    Reason,
    Report,
    Span,
    Talks,
    Vague,
)

Upos = Literal[
    "VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV", "NUM", "ADP", "CCONJ", "SCONJ", "PART",
    "PRON", "DET", "INTJ", "PUNCT", "SYM", "X",
]  # fmt: skip
VerbForm = Literal["fin", "masdar", "act-part", "pass-part"]


class Word(msgspec.Struct, frozen=True, gc=False):
    """One way to read a token: its clitics, lemma, tag and features. All strings are folded keys.

    وسيقولون: proclitics ``وس``, stem ``يقولون``, lemma ``قال``, VERB, imp, 3, m, p.
    Nouns made from verbs have the verb's lemma, so that one word of a table finds قصفت, القصف and
    القاصف alike; ``noun`` is then the lemma they have as nouns.
    """

    stem: str
    lemma: str
    upos: Upos
    proclitics: str = ""  # و ف ب ل ك س أ, without the article
    det: bool = False  # carries the article
    enclitic: str = ""  # object or possessive pronoun
    verb_form: VerbForm | None = None  # of verbs, and of nouns made from them
    aspect: Literal["perf", "imp"] | None = None
    person: Literal["1", "2", "3"] | None = None
    gender: Literal["m", "f"] | None = None
    number: Literal["s", "d", "p"] | None = None
    voice: Literal["act", "pass"] | None = None
    mood: Literal["jus"] | None = None  # a jussive that looks it: يقل, ينف
    noun: str = ""  # of masdars and participles: القصف has lemma قصف (to shell), noun قصف (shelling)


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word, number or mark with its place, the reading chosen for it, and the rivals."""

    start: int
    end: int
    form: str  # as written
    kind: Literal["word", "number", "latin", "mark"]
    key: str  # the whole form, folded
    word: Word  # chosen in context
    others: tuple[Word, ...] = ()  # the readings not chosen
    # The keys a table entry may match this token by, each with the code points of ``form`` it
    # leaves out in front: وبالقصف has (وبالقصف, 0), (بالقصف, 1), (القصف, 2). Whole form first.
    keys: tuple[tuple[str, int], ...] = ()
    unsure: bool = False  # a reading of another class or other clitics was about as likely

    @property
    def readings(self) -> tuple[Word, ...]:
        """All readings, the chosen one first."""
        return (self.word, *self.others)


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """Tokens ``[first, stop)``; ``paragraph`` counts from 0; a heading is a line of its own."""

    first: int
    stop: int
    start: int
    end: int
    paragraph: int
    heading: bool = False


class Quotation(msgspec.Struct, frozen=True, gc=False):
    """Between quotation marks, or what a dash or a colon says is speech.

    ``marks``: ``start``/``end`` and ``first``/``stop`` include the marks. A mark that is never closed ends
    with its paragraph at the latest (``closed`` is false). Speech over several paragraphs has one quotation
    in each: all but the last are not closed, all but the first ``resumes``.
    ``dash``: a line of dialogue with its dash. ``colon``: what stands behind the colon, without it, to the
    end of the sentence; whether one who speaks stands before it is not known here.
    """

    first: int
    stop: int
    start: int
    end: int
    closed: bool = True
    kind: Literal["marks", "dash", "colon"] = "marks"
    depth: int = 0  # quotations between marks around it
    resumes: bool = False


class ActorMention(msgspec.Struct, frozen=True):
    """A noun phrase or name that can speak, act or suffer. The span has no clitics and no titles
    where a proper name is there (الرئيس فولوديمير زيلينسكي: the span is the name, ``whole`` all)."""

    first: int
    stop: int
    start: int
    end: int
    name: str  # text[start:end]
    kind: Literal["person", "group", "organisation", "country", "anaphor"]
    name_en: str | None = None
    country: str | None = None
    role: ActorRole | None = None
    # Who is meant: the table and the name of its row (country:UKR, armed_groups:Houthis), the same in
    # every report; person: or phrase: and a key where no table knows him, the same in this report only.
    ref: str | None = None
    whole: Span | None = None  # the phrase with title, office and apposition
    whole_first: int = 0  # token index where the whole phrase begins
    whole_stop: int = 0  # token index where it stops
    rule: str = ""
    name_ar: str | None = None  # the name that a table knows it by


class PlaceMention(msgspec.Struct, frozen=True):
    """A place name in the text, resolved to a point; ``rivals`` are the geonameids not chosen.

    على بعد 20 كلم شمال تعز: the name is تعز and ``anchor`` its geonameid, ``bearings`` are (0,), ``distance``
    is 20 km, and the point lies there; without a distance it stays at the anchor, ``precision`` near.
    """

    first: int
    stop: int
    start: int
    end: int
    name: str
    name_en: str | None
    country: str | None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    precision: Precision | None = None
    rule: str = ""
    rivals: tuple[int, ...] = ()
    anchor: int | None = None
    bearings: tuple[int, ...] = ()  # degrees clockwise from north; two mean the one between
    distance: float | None = None  # km


class TimeMention(msgspec.Struct, frozen=True):
    """A time expression, the days it means and how surely it means them.

    ``period``: the days of an event told with it, for منذ up to the report's own; None where the words name
    no day (قبل أسابيع). ``bounds``: the first and last day that it can mean: the period where that is exact,
    more where the words round (قبل شهرين), and all there is where they are vague; None where there is none.
    ``began``: the days on which what it tells of began: منذ 2014, لليوم الخامس.
    """

    first: int
    stop: int
    start: int
    end: int
    period: Period | None
    grain: Literal["day", "range", "week", "month", "year", "vague"]
    # What the days are counted from: nothing, the report's day, or «told»: a day told before, اليوم التالي.
    anchor: Literal["absolute", "published", "weekday", "duration", "ordinal-day", "told"]
    rule: str = ""
    bounds: Period | None = None
    began: Period | None = None

    @property
    def certainty(self) -> Literal["exact", "about", "vague"]:
        """Tell whether the words name the days, round them, or name none."""
        if self.period is None:
            return "vague"
        return "exact" if self.bounds in (None, self.period) else "about"


class Quantity(msgspec.Struct, frozen=True):
    """A count with its bounds and what is counted; the span takes in bound, number and noun."""

    first: int
    stop: int
    start: int
    end: int
    low: int | None
    high: int | None
    vague: Vague | None
    unit: str | None  # folded lemma of the counted noun, where there is one
    person: bool  # whether people are counted
    number_only: bool = False  # وأصيب 28: no noun at all
    rule: str = ""
    kind: FigureKind | None = None  # where the noun itself tells: قتيل killed, جريح injured
    part: bool = False  # of the quantity before it: بينهم 3 أطفال
    at_least: float | None = None  # as low and high, but for sizes, shares and decimals too:
    at_most: float | None = None  # عشرات 20 to 99, ثلث 1/3


class WeaponMention(msgspec.Struct, frozen=True):
    """A weapon or munition as written."""

    first: int
    stop: int
    start: int
    end: int
    ref: str  # key of the table row: its class (artillery, missile, drone, aircraft, bomb, ...)


class ClaimDraft(msgspec.Struct, frozen=True):
    """A claim before ids: ``source`` and ``via`` are mentions, found in the text or made here."""

    act: Act
    cue: Span
    source: ActorMention | None
    via: tuple[ActorMention, ...]
    content: Span | None
    quoted: Quoted | None
    said: Period | None = None
    evidence: Evidence | None = None
    why: tuple[Reason, ...] = ()


class EventDraft(msgspec.Struct, frozen=True):
    """An event before ids."""

    type: EventType
    triggers: tuple[Span, ...]
    actors: tuple[ActorMention, ...]
    targets: tuple[ActorMention, ...]
    place: PlaceMention | None
    when: Period | None
    reality: Reality
    figures: tuple[Figure, ...]
    weapons: tuple[Span, ...]
    talks: Talks | None
    why: tuple[Reason, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """A report on its way to a Reading."""

    report: Report
    published: date | None = None  # the day relative dates count from
    home: str | None = None  # the country of its publisher
    dateline: Span | None = None  # the place in كييف (رويترز) -
    dropped: tuple[Dropped, ...] = ()
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    weapons: tuple[WeaponMention, ...] = ()
    claims: tuple[ClaimDraft, ...] = ()
    events: tuple[EventDraft, ...] = ()
    notes: tuple[str, ...] = ()
