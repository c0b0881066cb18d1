"""Deaths and injuries told beside an event are its figures; told alone they are an event."""

import msgspec

from riwaya.chars import BA
from riwaya.events.arguments import load_types
from riwaya.events.scene import Scene
from riwaya.events.triggers import Trigger
from riwaya.types import EventType

_SENTENCES_BACK = 2  # sentences between a death and the event told before it
_WAR_BACK, _WAR_ON = 8, 15  # words before and behind a death that say of which war it is
_WAR_LED = 12  # words before a death in which a war may stand that led to it
_ATTACK_REACH = 9
# What kind of deed a death by an arm is: بعبوة ناسفة, بقذيفة, بطائرة مسيرة.
_ARMS: tuple[tuple[str, EventType], ...] = (
    ("bomb", "explosion"),
    ("missile", "shelling"),
    ("air", "airstrike"),
)
_PEOPLE = ("person", "people", "QPERSON", "ACTOR", "PERSON")
_BY_KILLER = ("subj=actor", "obj=target")  # the row of قتل has the dead for its subject
_HANDS_REACH = 16  # words between a death and those at whose hands: قتل وسط المدينة، مساء السبت، على يد


def settle_deaths(scene: Scene, triggers: list[Trigger]) -> list[Trigger]:
    """Drop deaths that belong to an event told near them; call a killing by known hands an attack."""
    deeds = {t.sentence for t in triggers if t.row.kind != "back" and _absorbs(scene, t)}
    settled = [
        _killing(scene, t, alone=t.sentence not in deeds, belongs=_belongs(t, deeds))
        if t.type == "casualties"
        else t
        for t in triggers
    ]
    told = [t for t in settled if t.type != "casualties" and t.row.kind != "back"]
    struck = [t for t in told if _absorbs(scene, t)]
    absorbing, places = {t.sentence for t in struck}, {t.at for t in struck}
    return [
        t
        for t in settled
        if t.type != "casualties"
        or not _belongs(t, absorbing)
        or (t.sentence not in absorbing and _by_mishap(scene, t))
        or _counts_a_war(scene, t)
        or _brought_about(scene, t, places)
    ]


def _absorbs(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether deaths told beside a deed may be due to it; not to who holds the place that they are told
    of: البلدة التي يسيطر عليها المتمردون."""
    if trigger.type == "seizure" and trigger.at and scene.is_a(trigger.at - 1, "relative"):
        return False
    return load_types()[trigger.type].absorbs == "yes"


def _belongs(trigger: Trigger, absorbing: set[int]) -> bool:
    near = range(trigger.sentence - _SENTENCES_BACK, trigger.sentence + 1)
    return any(sentence in absorbing for sentence in near)


def _by_mishap(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a death is due to an accident, hunger or cold: no deed told before it took that life."""
    sentence = scene.sentences[trigger.sentence]
    near = range(max(sentence.first, trigger.at - _WAR_BACK), min(sentence.stop, trigger.at + _WAR_ON))
    return any(scene.is_a(at, "mishap") for at in near)


def _counts_a_war(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether the dead are those of a whole war, not of what is told beside them: قتل المئات منذ بدء
    الحرب, أسفر النزاع عن مقتل الآلاف."""
    sentence = scene.sentences[trigger.sentence]
    near = range(max(sentence.first, trigger.at - _WAR_BACK), min(sentence.stop, trigger.at + _WAR_ON))
    if any(scene.is_a(at, "warstart") for at in near):
        return True
    before = range(max(sentence.first, trigger.at - _WAR_LED), trigger.at)
    results = next((at for at in reversed(before) if scene.is_a(at, "resulting")), None)
    return results is not None and any(scene.is_a(at, "warfare") for at in before)


def _brought_about(scene: Scene, trigger: Trigger, struck: set[int]) -> bool:
    """Tell whether a death is what came before and led to it all: اندلعت الاشتباكات بعد مقتل شيخ القبيلة;
    not where how it came about is told behind it: إثر مقتل جندي في كمين."""
    sentence = scene.sentences[trigger.sentence]
    before = range(max(sentence.first, trigger.at - 2), trigger.at)
    if trigger.verb or not any(scene.is_a(at, "cause") for at in before):
        return False
    behind = range(trigger.at, min(sentence.stop, trigger.at + _ATTACK_REACH))
    return not any(at in struck for at in behind)


def _killing(scene: Scene, trigger: Trigger, *, alone: bool, belongs: bool) -> Trigger:
    """Make a deed of a death by arms or at somebody's hands: قتل برصاص الجيش, قتل بعبوة ناسفة, قتل الجيش 25
    مسلحا; by what bursts or falls only where its sentence tells no deed, and of what somebody did with no
    word of his name beside it only where no deed is told near it."""
    if not scene.is_a(trigger.at, "killing"):
        return trigger
    kind = _by_what(scene, trigger, alone=alone)
    if kind is not None:
        return msgspec.structs.replace(trigger, type=kind)
    if trigger.verb and (_has_killer(scene, trigger) or (not belongs and _has_killed(scene, trigger))):
        row = msgspec.structs.replace(trigger.row, roles=_BY_KILLER)
        return msgspec.structs.replace(trigger, type="attack", row=row)
    return trigger


def _by_what(scene: Scene, trigger: Trigger, *, alone: bool) -> EventType | None:
    """Give the deed that what stands behind a death makes of it: رميا بالرصاص, برصاص, على يد, بلغم."""
    sentence = scene.sentences[trigger.sentence]
    ended = False
    for at in range(trigger.stop, min(sentence.stop, trigger.stop + _HANDS_REACH)):
        token = scene.tokens[at]
        if token.word.upos == "VERB":
            return None
        if scene.is_a(at, "athands"):
            return "attack"
        ended = ended or at - trigger.stop >= _ATTACK_REACH or (token.kind == "mark" and token.form in "،.؛")
        if ended:
            continue
        if scene.is_a(at, "shotdead"):
            return "abuse"
        if scene.is_a(at, "killedby"):
            return "attack"
        kind = next((kind for name, kind in _ARMS if scene.is_a(at, name)), None)
        if alone and kind is not None and (BA in token.word.proclitics or scene.is_a(at, "bybomb")):
            return kind
    return None


def _has_killed(scene: Scene, trigger: Trigger) -> bool:
    """Tell an active verb by its form: قتلوا 12 جنديا (its dead stand behind a plural), قتلهم, and, where
    men are counted behind it, قتلت عشرين مسلحا."""
    word = scene.tokens[trigger.at].word
    if word.upos != "VERB":
        return False
    if word.enclitic:
        return True
    counted = next(
        (q for q in scene.quantities.get(trigger.sentence, ()) if q.person and q.first == trigger.stop), None
    )
    if word.number == "p":  # قتلوا 23 منهم
        behind = range(trigger.stop, min(trigger.stop + 1, scene.sentences[trigger.sentence].stop))
        return any(scene.tokens[at].word.upos == "NUM" or scene.around.is_any(at, _PEOPLE) for at in behind)
    return counted is not None and word.gender == "f" and scene.tokens[counted.stop - 1].word.gender == "m"


def _has_killer(scene: Scene, trigger: Trigger) -> bool:
    # قتل الجيش 25 مسلحا, قتلت إسرائيل قياديا: right behind the verb who bears arms, and behind him people.
    killer = next(
        (
            a
            for a in scene.actors.get(trigger.sentence, ())
            if a.first == trigger.stop
            and a.kind != "person"
            and (a.kind == "country" or a.role in ("MIL", "REB", "POL"))
        ),
        None,
    )
    if killer is None:
        return False
    counts = [q for q in scene.quantities.get(trigger.sentence, ()) if q.person]
    if any(q.first < killer.stop and killer.first < q.stop and q.low != 1 for q in counts):
        return False  # قتل جنديان, قتل أربعة من الشرطة: they are the dead
    if any(
        killer.stop <= q.first <= killer.stop + 4 and not scene.has_verb(killer.stop, q.first) for q in counts
    ):
        return True
    at = max(killer.stop, killer.whole_stop)
    if at >= scene.sentences[trigger.sentence].stop or scene.tokens[at].word.proclitics:
        return False
    if scene.tokens[at].word.aspect == "imp":  # قتل مسلحون يرتدون زيا عسكريا ثلاثة جنود
        return any(at < q.first < at + _ATTACK_REACH and not scene.has_verb(at + 1, q.first) for q in counts)
    return scene.around.is_any(at, _PEOPLE)
