"""The day a thing was said, where the words around the cue tell it, or a later sentence does."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from riwaya.claims.chunks import Chunk, read_chunks
from riwaya.claims.own_voice import ends_with_time, names_statement, tells_of_statement
from riwaya.claims.scene import COMMAS, Scene
from riwaya.claims.tables import load_markers
from riwaya.types import Period, Reason, Span

_BREAKS = ("،", ",", "؛", ".", ":", "-", "–")
_WEEK = timedelta(days=7)
_OPENING = 4  # words in which a sentence names the statement it tells of: وجاءت تصريحات الوزير


def find_said(scene: Scene, at: int, before: Sequence[Chunk]) -> tuple[Period | None, Reason | None]:
    """Find the day of a saying: قال الوزير [اليوم الاثنين] إن, or right before the cue: أمس قال."""
    said, when = find_said_among(scene, before)
    if said is not None:
        return said, when
    first, here = scene.sentence(at).first, at - 1
    near = (at - 1, *(step for chunk in before for step in range(chunk.first, chunk.stop)))
    then = next((s for s in near if s >= first and scene.tokens[s].key in load_markers()["back_then"]), None)
    if then is not None:
        return _last_time(scene, then)
    while here > first and (
        scene.tokens[here].form in COMMAS or scene.tokens[here].key in load_markers()["leads"]
    ):
        here -= 1  # والثلاثاء، اعتبر; الخميس، حيث قال
    if here >= first and _opens_clause(scene, here, first) and (found := _period(scene, here)):
        return found
    return None, None


def _last_time(scene: Scene, then: int) -> tuple[Period | None, Reason | None]:
    """Give the last time told before حينها, in its sentence or the one before: في مارس ... وقال حينها."""
    number = scene.sentence_of[then]
    first = scene.document.sentences[max(0, number - 1)].first
    for at in range(then - 1, first - 1, -1):
        time = scene.time_of[at]
        if time is not None and time.first == at and (found := _period(scene, at)) is not None:
            return found
    return None, None


def _opens_clause(scene: Scene, at: int, first: int) -> bool:
    """Tell whether a time opens its clause: وفي العام الماضي قالت; not الانتخابات التي جرت الأحد، قالت."""
    time = scene.time_of[at]
    if time is None:
        return False
    before = time.first - 1
    if before >= first and scene.tokens[before].word.upos == "ADP":
        before -= 1
    return before < first or scene.tokens[before].form in _BREAKS or scene.tokens[before].word.upos == "CCONJ"


def find_said_among(scene: Scene, before: Sequence[Chunk]) -> tuple[Period | None, Reason | None]:
    """Find the day of a saying among the chunks between cue and content.

    A time inside a relative clause (في هجوم وقع أمس) is the event's, not the saying's, but for a clause
    that tells of the statement itself (في بيان نشره أمس); منذ أمس is no day of saying.
    """
    own, since = True, False
    for place, chunk in enumerate(before):
        if chunk.kind == "relative":
            own = False
        elif chunk.kind in ("verb", "cue"):
            token = scene.tokens[chunk.first]
            own = token.word.lemma in load_markers()["put_out"] or token.key in load_markers()["issued"]
            own = own or (token.word.lemma in load_markers()["held"] and token.word.aspect == "perf")
        elif chunk.kind == "pp":
            since = scene.tokens[chunk.first].key in load_markers()["since"]
        elif chunk.kind == "comma":
            since = False
        elif chunk.kind != "time" or since or not (own or _set_off(before, place)):
            continue
        elif not _is_since(scene, chunk.first) and (found := _period(scene, chunk.first)):
            return found
    return None, None


def find_said_behind(scene: Scene, stop: int) -> tuple[Period | None, Reason | None]:
    """Find the day behind what is said: هددت بالانسحاب من الاتفاق، [الأحد]; ... وذلك في بيان نشر [أمس]."""
    limit = scene.sentence(max(0, stop - 1)).stop
    begin = stop + (stop < limit and scene.tokens[stop].form in COMMAS)
    if begin < limit and (tells_of_statement(scene, begin, limit) or names_statement(scene, begin, limit)):
        return find_said_among(scene, read_chunks(scene, begin + 1, limit))
    if stop < len(scene.tokens) and ends_with_time(scene, stop) and (found := _period(scene, stop + 1)):
        return found
    return None, None


def find_host_time(scene: Scene, at: int, *, issued: bool = False) -> tuple[Period | None, Reason | None]:
    """Find the day of the verb that a participle goes with: أصدرت الوزارة، [السبت]، بيانا ... معتبرة أن.

    The verb must tell of speech: not غادر الموفد مساء أمس، واصفا. ``issued``: of putting something out, which
    speaks or is spoken of: بث الجيش، [السبت]، فيديو يظهر.
    """
    first = scene.sentence(at).first
    for verb in range(first, at):
        word = scene.tokens[verb].word
        if word.verb_form == "fin":
            markers = load_markers()
            if word.lemma not in markers["put_out"] and (issued or word.lemma not in markers["speaks_up"]):
                return None, None
            return find_said(scene, verb, read_chunks(scene, verb + 1, at))
    return None, None


def find_datings(scene: Scene) -> Iterator[tuple[int, Period, Reason]]:
    """Find the sentences that date what was said before them: وجاء ذلك خلال مؤتمر صحفي [الثلاثاء].

    Gives the first token of each, the day and the reason.
    """
    markers = load_markers()
    for sentence in scene.document.sentences:
        opening = range(sentence.first, min(sentence.stop, sentence.first + _OPENING))
        came = next((at for at in opening if scene.tokens[at].word.lemma in markers["came"]), None)
        if came is None or came + 1 >= sentence.stop:
            continue
        word = scene.tokens[came + 1].word
        if markers["statement"].isdisjoint((word.stem, word.lemma, word.noun)):
            continue
        said, when = find_said_among(scene, read_chunks(scene, came + 1, sentence.stop))
        if said is not None and when is not None:
            yield sentence.first, said, when


def _set_off(before: Sequence[Chunk], place: int) -> bool:
    """Tell a time between commas, or between a comma and the content."""
    behind = before[place + 1].kind if place + 1 < len(before) else "comma"
    return place > 0 and before[place - 1].kind == "comma" and behind == "comma"


def _is_since(scene: Scene, at: int) -> bool:
    since = load_markers()["since"]
    return scene.tokens[at].key in since or (at > 0 and scene.tokens[at - 1].key in since)


def _period(scene: Scene, at: int) -> tuple[Period, Reason] | None:
    time = scene.time_of[at]
    if time is None or time.period is None:
        return None
    return _told(scene, time.period), Reason("said", time.rule or "said:time", (Span(time.start, time.end),))


def _told(scene: Scene, period: Period) -> Period:
    """Give the days of what has been said: a coming weekday is the one gone by (دعا إلى هدنة، الأحد)."""
    published = scene.document.published
    if published is None or not published < date.fromisoformat(period.start) <= published + _WEEK:
        return period
    start, end = (date.fromisoformat(day) - _WEEK for day in (period.start, period.end))
    return Period(start.isoformat(), end.isoformat(), period.span)
