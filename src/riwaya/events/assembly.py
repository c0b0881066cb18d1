"""From triggers to events: what each trigger's sentence says, grouped, with its figures."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from riwaya.document import ActorMention, Document, EventDraft
from riwaya.events.arguments import Scored, find_arguments
from riwaya.events.casualties import settle_deaths
from riwaya.events.coreference import VIOLENT, Told, group, is_definite
from riwaya.events.dates import Dated, weigh_times
from riwaya.events.figures import Counted, attach, find_figures
from riwaya.events.participants import unite
from riwaya.events.places import Around, Choice, weigh_places
from riwaya.events.reality import choose, find_reality
from riwaya.events.scene import Scene
from riwaya.events.talks import read_talks
from riwaya.events.triggers import Trigger, find_triggers
from riwaya.events.weights import ENOUGH, Weights, choose_best
from riwaya.types import EventType, Reality, Reason, Span

_HARM = frozenset(("killed", "injured", "missing"))
_ARMED = frozenset(("shelling", "airstrike", "explosion", "attack", "clash", "abuse", "deployment", "aid"))
_ECHO_BACK, _ECHO_ON = 6, 3  # words between a noun of attack and its verb of hitting
_WEAPON_REACH = 10  # words between a trigger and its weapon


def find_events(document: Document, weights: Weights | None = None) -> Document:
    """Fill ``events``: what happened, to whom, where, when, how many hurt, real or not.

    ``weights`` stand in for those of ``weights.tsv`` while they are being fitted.
    """
    scene = Scene(document, weights)
    triggers = select(scene, find_triggers(document, scene.around))
    counted = find_figures(scene, triggers)
    scene.victims = _find_victims(scene, counted)
    groups = group(scene, tell(scene, settle_deaths(scene, triggers)))
    figures = attach(scene, groups, counted)
    events = [_draft(scene, members, figures[at]) for at, members in enumerate(groups)]
    return msgspec.structs.replace(document, events=tuple(events))


def read_scene(document: Document, weights: Weights | None = None) -> tuple[Scene, list[Told]]:
    """Give what each trigger of a document tells, not yet grouped: what choices are learnt from."""
    scene = Scene(document, weights)
    triggers = select(scene, find_triggers(document, scene.around))
    scene.victims = _find_victims(scene, find_figures(scene, triggers))
    return scene, tell(scene, settle_deaths(scene, triggers))


def _find_victims(scene: Scene, counted: Iterable[Counted]) -> frozenset[int]:
    """Give the tokens that count the dead, hurt and missing: قتل [ثلاثة جنود]; they have not done it."""
    starts = [token.start for token in scene.tokens]
    spans = [one.figure.span for one in counted if one.figure.kind in _HARM]
    return frozenset(
        at for span in spans for at in range(bisect_left(starts, span.start), bisect_left(starts, span.end))
    )


def select(scene: Scene, triggers: list[Trigger]) -> list[Trigger]:
    """Leave out words that point at nothing told, that stand in a body's name, or that echo a noun."""
    kept = [t for t in triggers if t.row.kind != "back" or is_definite(scene, t)]
    kept = [t for t in kept if not _in_name(scene, t)]
    return _drop_echoes(scene, kept)


def _in_name(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether the word belongs to the name of a body: لجنة التحقيق, هيئة تحرير الشام."""
    actors = scene.actors.get(trigger.sentence, ())
    return any(
        a.first < trigger.at < a.stop and a.kind in ("organisation", "group") and _is_listed(a)
        for a in actors
    )


def _is_listed(actor: ActorMention) -> bool:
    # A phrase (حملة اعتقالات) is no name; what it is called is its reference.
    return actor.ref is not None and not actor.ref.startswith("phrase:")


def _drop_echoes(scene: Scene, triggers: list[Trigger]) -> list[Trigger]:
    """Drop a verb of hitting beside the noun that names the event: غارات استهدفت, استهدف هجوم."""
    nouns = {t.at for t in triggers if not t.verb and t.type in VIOLENT}

    def echoes(trigger: Trigger) -> bool:
        near = range(trigger.at - _ECHO_BACK, trigger.at + _ECHO_ON + 1)
        return trigger.verb and scene.is_a(trigger.at, "striking") and any(at in nouns for at in near)

    return [trigger for trigger in triggers if not echoes(trigger)]


def tell(scene: Scene, triggers: list[Trigger]) -> list[Told]:
    """Say of each trigger what its own sentence says of it."""
    taken = {trigger.at for trigger in triggers}
    return [_tell(scene, trigger, taken) for trigger in triggers]


def _tell(scene: Scene, trigger: Trigger, taken: set[int]) -> Told:
    judged = find_reality(scene, trigger)
    arguments = find_arguments(scene, trigger, taken)
    places = weigh_places(scene, Around(trigger, arguments, judged.reality, taken))
    times = weigh_times(scene, trigger, judged.reality, taken)
    definite, back = is_definite(scene, trigger), trigger.row.kind == "back"
    return Told(trigger, trigger.type, judged, places, times, arguments, definite, back)


def _draft(scene: Scene, members: Sequence[Told], counted: Sequence[Counted]) -> EventDraft:
    kind = _type(members)
    place = choose_best((choice for member in members for choice in member.places), ENOUGH["place"])
    time = choose_best((dated for member in members for dated in member.times), ENOUGH["when"])
    actors, targets = unite([member.arguments for member in members])
    if kind == "casualties":  # where it is told who killed them, it is an attack: 2 of 31 in gold name one
        actors = ()
    return EventDraft(
        type=kind,
        triggers=tuple(Span(m.trigger.start, m.trigger.end) for m in members),
        actors=tuple(one.mention for one in actors),
        targets=tuple(one.mention for one in targets),
        place=place.place if place else None,
        when=time.period if time else None,
        reality=_reality(members),
        figures=tuple(c.figure for c in counted),
        weapons=_weapons(scene, members),
        talks=read_talks(scene, [m.trigger for m in members]) if kind == "talks" else None,
        why=(*_reasons(members, place, time, counted), *_why_people(actors, targets)),
    )


def _why_people(actors: tuple[Scored, ...], targets: tuple[Scored, ...]) -> Iterator[Reason]:
    for field, people in (("actors", actors), ("targets", targets)):
        for one in people:
            yield Reason(field, one.rule, (Span(one.mention.start, one.mention.end),))


def _type(members: Sequence[Told]) -> EventType:
    """Give the closest type told: تفجير says more than الهجوم."""
    kinds = [m.type for m in members if not m.back]
    specific = [kind for kind in kinds if kind not in ("attack", "casualties")]
    return (specific or kinds or [members[0].type])[0]


def _reality(members: Sequence[Told]) -> Reality:
    """Weigh what all tellings say: planned once and told as fact later is fact."""
    return choose(
        tuple(sum(scores) / len(members) for scores in zip(*(m.judged.scores for m in members), strict=True))
    )


def _weapons(scene: Scene, members: Sequence[Told]) -> tuple[Span, ...]:
    if members[0].type not in _ARMED:
        return ()
    found: dict[Span, None] = {}
    for member in members:
        for weapon in scene.weapons.get(member.trigger.sentence, ()):
            if -_WEAPON_REACH // 2 <= weapon.first - member.trigger.at <= _WEAPON_REACH:
                found[Span(weapon.start, weapon.end)] = None
    return tuple(found)


def _reasons(
    members: Sequence[Told], place: Choice | None, time: Dated | None, counted: Sequence[Counted]
) -> tuple[Reason, ...]:
    main = members[0].trigger
    reasons = [
        Reason("type", f"trigger:{main.row.kind}:{main.lemma}", (Span(main.start, main.end),)),
        Reason("reality", members[0].judged.rule, (Span(main.start, main.end),)),
    ]
    if place is not None:
        reasons.append(Reason("place", place.rule, (Span(place.place.start, place.place.end),)))
    if time is not None:
        reasons.append(Reason("when", time.rule, (Span(time.time.start, time.time.end),)))
    if counted:
        reasons.append(Reason("figures", "figures:counted", tuple(c.figure.span for c in counted)))
    return tuple(reasons)
