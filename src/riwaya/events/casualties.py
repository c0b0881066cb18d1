"""Deaths and injuries told beside an event are its figures; told alone they are an event."""

import msgspec

from riwaya.events.arguments import load_types
from riwaya.events.scene import Scene
from riwaya.events.triggers import Trigger

_SENTENCES_BACK = 2  # sentences between a death and the event told before it
_ATTACK_REACH = 9
_BY_KILLER = ("subj=actor", "obj=target")  # the row of قتل has the dead for its subject


def settle_deaths(scene: Scene, triggers: list[Trigger]) -> list[Trigger]:
    """Drop deaths that belong to an event told near them; call a killing by known hands an attack."""
    settled = [_killing(scene, trigger) if trigger.type == "casualties" else trigger for trigger in triggers]
    told = [t for t in settled if t.type != "casualties" and t.row.kind != "back"]
    absorbing = {t.sentence for t in told if load_types()[t.type].absorbs == "yes"}
    return [t for t in settled if t.type != "casualties" or not _belongs(t, absorbing)]


def _belongs(trigger: Trigger, absorbing: set[int]) -> bool:
    near = range(trigger.sentence - _SENTENCES_BACK, trigger.sentence + 1)
    return any(sentence in absorbing for sentence in near)


def _killing(scene: Scene, trigger: Trigger) -> Trigger:
    """Make an attack of a death by shots or at somebody's hands: قتل برصاص الجيش, قتل الجيش 25 مسلحا."""
    if not scene.is_a(trigger.at, "killing"):
        return trigger
    sentence = scene.sentences[trigger.sentence]
    for at in range(trigger.stop, min(sentence.stop, trigger.stop + _ATTACK_REACH)):
        token = scene.tokens[at]
        if token.word.upos == "VERB" or (token.kind == "mark" and token.form in "،.؛"):
            break
        if scene.is_a(at, "killedby"):
            return msgspec.structs.replace(trigger, type="attack")
    if trigger.verb and _has_killer(scene, trigger):
        row = msgspec.structs.replace(trigger.row, roles=_BY_KILLER)
        return msgspec.structs.replace(trigger, type="attack", row=row)
    return trigger


def _has_killer(scene: Scene, trigger: Trigger) -> bool:
    # قتل الجيش 25 مسلحا: an armed force right behind the verb, and the counted people behind it.
    after = [
        a
        for a in scene.actors.get(trigger.sentence, ())
        if a.first == trigger.stop and a.role in ("MIL", "REB", "POL")
    ]
    counts = scene.quantities.get(trigger.sentence, ())
    return bool(after) and any(after[0].stop <= q.first <= after[0].stop + 4 for q in counts if q.person)
