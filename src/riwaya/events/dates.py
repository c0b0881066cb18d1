"""When it happens: the time expression that belongs to the trigger."""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from riwaya.document import TimeMention
from riwaya.events.scene import Scene, count_between, nearest
from riwaya.events.triggers import GROUP_OF, Trigger
from riwaya.events.weights import LEAST, weigh
from riwaya.types import Period, Reality

_SENTENCES_BACK = 2
_SAYING_REACH = 12  # words a time may stand behind the verb of saying that it dates
_MANY = 4
_FRONT = 2  # words of a sentence that open it: ومنذ مطلع العام
_NEAR = 4
_UNDER = 14  # words a time may stand behind what it stands under
# How many days before the report the days of a time end, at most.
_AGES = (("future", -1), ("today", 0), ("yesterday", 1), ("week", 7), ("month", 39))
_WEEK = timedelta(days=7)
# Types that last: «منذ» tells when they began.
LASTING = frozenset(
    ("siege", "seizure", "clash", "arrest", "abuse", "sanction", "deployment", "displacement", "protest")
)


class Dated(msgspec.Struct, frozen=True):
    """A time expression, the days it means at this trigger, how well it stands to it, and the rule."""

    time: TimeMention
    period: Period
    score: float
    rule: str

    @property
    def key(self) -> tuple[str, str]:
        """Give what two expressions of the same days share."""
        return self.period.start, self.period.end


def weigh_times(scene: Scene, trigger: Trigger, reality: Reality, others: set[int]) -> tuple[Dated, ...]:
    """Weigh the times a trigger may have; ``others`` are all triggers' tokens."""
    found: list[Dated] = []
    for time in find_times_near(scene, trigger):
        period = meant(scene, trigger, time, reality)
        if period is None:
            continue
        score = weigh(scene.weights, "when", time_features(scene, trigger, reality, others, time))
        if score > LEAST:
            found.append(Dated(time, period, score, f"when:{_where(scene, trigger, time)}"))
    return tuple(found)


def find_times_near(scene: Scene, trigger: Trigger) -> Iterator[TimeMention]:
    """Give the times of the trigger's sentence, of those before it, and of the lead."""
    numbers = {trigger.sentence - back for back in range(_SENTENCES_BACK + 1)} | {scene.lead}
    for number in sorted(numbers):
        for time in nearest(scene.times.get(number, ()), trigger.at):
            if time.period is not None:
                yield time


def meant(scene: Scene, trigger: Trigger, time: TimeMention, reality: Reality) -> Period | None:
    """Give the days a time means at an event: the weekday of what is planned is the coming one, what has
    gone on since its outset on a day goes on, and what something came the day after was the day before."""
    published, period = scene.document.published, time.period
    if period is None or published is None:
        return period
    if scene.sentence_of[time.first] == trigger.sentence:
        if time.first > trigger.at and _lasts_since(scene, trigger.at):
            return Period(period.start, max(period.end, published.isoformat()), period.span)
        if period.start == period.end and _is_morrow(scene, trigger.at, time):
            eve = (date.fromisoformat(period.start) - timedelta(days=1)).isoformat()
            return Period(eve, eve, period.span)
    if reality != "planned" or time.rule != "time:weekday":
        return period
    day = date.fromisoformat(period.start)
    if not published - _WEEK < day < published:
        return period
    coming = (day + _WEEK).isoformat()
    return Period(coming, coming, period.span)


def _lasts_since(scene: Scene, at: int) -> bool:
    """Tell what has gone on since it began: منذ بدء [الحملة] في 18 شباط, منذ اندلاع [المعارك] الأحد."""
    return at > 1 and scene.is_a(at - 1, "outset") and scene.is_a(at - 2, "ever since")


def _is_morrow(scene: Scene, at: int, time: TimeMention) -> bool:
    """Tell what another thing came the day after: هدأت المدينة الجمعة غداة [اشتباكات]."""
    return scene.is_a(at - 1, "morrow") and time.first < at - 1


def _where(scene: Scene, trigger: Trigger, time: TimeMention) -> str:
    number = scene.sentence_of[time.first]
    if number == trigger.sentence:
        return "clause" if scene.clause_of[time.first] == scene.clause_of[trigger.at] else "sentence"
    return "before" if number >= trigger.sentence - _SENTENCES_BACK else "lead"


def time_features(
    scene: Scene, trigger: Trigger, reality: Reality, others: set[int], time: TimeMention
) -> Iterator[tuple[str, float]]:
    """Give what speaks for and against a time."""
    yield "bias", 1.0
    yield f"grain-{time.grain}", 1.0
    yield f"of-{trigger.type}", 1.0
    yield f"anchor-{time.anchor}", 1.0
    if trigger.type in LASTING:
        yield f"lasting-{time.anchor}", 1.0
    if reality != "actual":
        yield f"unreal-{_side(scene, meant(scene, trigger, time, reality))}", 1.0
    yield from _age(scene, trigger, time)
    if dates_saying(scene, time):
        yield "saying", 1.0
    yield from _telling(scene, trigger, time)
    number = scene.sentence_of[time.first]
    if trigger.verb:
        aspect = scene.tokens[trigger.at].word.aspect or "none"
        yield f"{'same' if number == trigger.sentence else 'back'}-{aspect}", 1.0
    if number != trigger.sentence:
        yield f"back-{min(3, trigger.sentence - number)}" if number < trigger.sentence else "later", 1.0
        yield f"back-{'definite' if scene.tokens[trigger.at].word.det else 'indefinite'}", 1.0
        if number == scene.lead:
            yield "lead", 1.0
            yield f"lead-{GROUP_OF[trigger.type]}", 1.0
        yield f"back-{GROUP_OF[trigger.type]}", 1.0
        yield f"back-{time.anchor}", 1.0
        if not scene.times.get(trigger.sentence):
            yield "none-nearer", 1.0
        return
    yield from _in_sentence(scene, trigger, others, time)


def _age(scene: Scene, trigger: Trigger, time: TimeMention) -> Iterator[tuple[str, float]]:
    """Tell how long before the report its days end: news happened lately, background long ago."""
    published, period = scene.document.published, time.period
    if published is None or period is None:
        return
    days = (published - date.fromisoformat(period.end)).days
    age = next((name for name, most in _AGES if days <= most), "old")
    yield f"age-{age}", 1.0
    yield f"age-{age}-{_stands(scene, trigger, time)}", 1.0
    yield f"age-{age}-{GROUP_OF[trigger.type]}", 1.0


def _telling(scene: Scene, trigger: Trigger, time: TimeMention) -> Iterator[tuple[str, float]]:
    """Tell whether one mouth tells both: قالت [أمس] إن الجيش [قصف], unlike قالت إنه [قصف] [أمس].

    A noun with the article (الاتفاق, الهجوم) takes up what is known, and its sentence dates something else.
    """
    group, stands = GROUP_OF[trigger.type], _stands(scene, trigger, time)
    told = scene.compare_claims(trigger.at, time.first)
    if told == "alike" and not scene.contents_at(trigger.at):
        told = "plain"
    yield f"told-{told}-{'back' if stands == 'back' else 'same'}", 1.0
    yield f"told-{told}-{stands}-{group}", 1.0
    yield f"{'definite' if scene.tokens[trigger.at].word.det else trigger.form}-{stands}", 1.0


def _stands(scene: Scene, trigger: Trigger, time: TimeMention) -> str:
    if scene.sentence_of[time.first] != trigger.sentence:
        return "back"
    return "behind" if time.first >= trigger.at else "before"


def _in_sentence(
    scene: Scene, trigger: Trigger, others: set[int], time: TimeMention
) -> Iterator[tuple[str, float]]:
    yield "same-sentence", 1.0
    group, own = GROUP_OF[trigger.type], scene.clause_of[trigger.at]
    behind = time.first >= trigger.at
    side = "behind" if behind else "before"
    low, high = (trigger.at + 1, time.first) if behind else (time.stop, trigger.at)
    yield side, 1.0
    yield f"under-{_find_verb(scene, trigger, others, time)}-{side}", 1.0
    yield f"clauses-{min(_MANY, abs(scene.clause_of[time.first] - own))}", 1.0
    yield f"words-{side}", min(25, high - low) / 10
    between = count_between(others, low, high, 3)
    yield f"between-{between}", 1.0
    yield f"between-{min(2, between)}-{side}", 1.0
    if time.first - scene.sentences[trigger.sentence].first <= _FRONT:
        yield "fronted", 1.0
        yield f"fronted-{group}", 1.0
    if behind and scene.has_verb(low, high):
        yield "verb-between", 1.0
    if behind and not scene.has_break(low, high):
        yield f"direct-{group}", 1.0
        yield f"direct-{trigger.form}", 1.0
        if high - low <= _NEAR:
            yield "direct-near", 1.0
    yield from _rivals(scene, trigger, time)


def _find_verb(scene: Scene, trigger: Trigger, others: set[int], time: TimeMention) -> str:
    """Say what the time stands under, the nearest of those before it: the trigger, another, a verb, أن."""
    first = scene.sentences[trigger.sentence].first
    for at in range(time.first - 1, max(first, time.first - _UNDER) - 1, -1):
        if at == trigger.at:
            return "own"
        if at in others:
            return "other"
        for name in ("saying", "doing"):
            if scene.is_a(at, name):
                return name
        if scene.tokens[at].word.upos in ("VERB", "SCONJ"):
            return scene.tokens[at].word.upos.lower()
    return "none"


def _rivals(scene: Scene, trigger: Trigger, time: TimeMention) -> Iterator[tuple[str, float]]:
    """Compare a time with the others of its sentence."""
    times = [one for one in scene.times[trigger.sentence] if one.period is not None]
    own = scene.clause_of[trigger.at]
    if len(times) == 1:
        yield "only", 1.0
    closest = min(times, key=lambda one: abs(one.first - trigger.at))
    yield "nearest" if closest is time else "not-nearest", 1.0
    if next((one for one in times if one.first >= trigger.at), None) is time:
        yield "first-behind", 1.0
    beside = [one for one in times if scene.clause_of[one.first] == own]
    if beside == [time]:
        yield "only-in-clause", 1.0
    elif beside and time not in beside:
        yield "other-in-clause", 1.0


def _side(scene: Scene, period: Period | None) -> str:
    published = scene.document.published
    if published is None or period is None:
        return "unknown"
    return "past" if period.end < published.isoformat() else "future"


def dates_saying(scene: Scene, time: TimeMention) -> bool:
    """Tell whether a verb of saying stands before the time in its clause: قال الاثنين إن."""
    first = scene.sentences[scene.sentence_of[time.first]].first
    for at in range(time.first - 1, max(first, time.first - _SAYING_REACH) - 1, -1):
        word = scene.tokens[at].word
        if word.upos == "SCONJ":
            return False
        if scene.is_a(at, "saying"):
            return True
        if word.upos == "VERB":
            return False
    return False
