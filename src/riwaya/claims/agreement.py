"""Whether a noun can be the subject of a verb, by gender."""

from riwaya.claims.tables import load_markers
from riwaya.document import ActorMention, Word


def disagrees(verb: Word, noun: Word, actor: ActorMention | None) -> bool:
    """Tell whether a noun cannot be the subject of a verb before it, by gender."""
    if verb.verb_form != "fin" or verb.gender is None:
        return False
    if noun.stem in load_markers()["quantifier"]:
        return False
    ends = load_markers()["feminine_end"]
    feminine = noun.stem[-1:] in ends or noun.stem[-2:] in ends
    if verb.gender == "m":
        return feminine and (actor is None or actor.kind != "person") and noun.upos != "PROPN"
    return (
        noun.gender == "m" and noun.number == "s" and not feminine
        and (actor is None or actor.kind == "person" or (noun.det and actor.kind != "country"))
        and noun.upos != "PROPN" and noun.verb_form is None
    )  # fmt: skip
