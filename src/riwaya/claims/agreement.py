"""Whether a noun can be the subject of a verb: by gender, by case, by what it means."""

from riwaya.claims.source_words import load_source_words
from riwaya.claims.tables import load_markers
from riwaya.document import ActorMention, Word


def disagrees(verb: Word, noun: Word, actor: ActorMention | None) -> bool:
    """Tell whether a noun cannot be the subject of a verb before it, by gender."""
    if verb.verb_form != "fin" or verb.gender is None:
        return False
    if noun.stem in load_markers()["quantifier"] or noun.upos == "NUM":
        return False
    markers = load_markers()
    ends = markers["feminine_end"]
    feminine = noun.stem[-1:] in ends or noun.stem[-2:] in ends
    feminine = feminine or (bool(noun.enclitic) and noun.stem[-1:] in markers["open_ta"])
    if verb.gender == "m":
        return feminine and (actor is None or actor.kind != "person") and noun.upos != "PROPN"
    return (
        noun.gender == "m" and noun.number == "s" and not feminine
        and (actor is None or actor.kind == "person" or (noun.det and actor.kind != "country"))
        and noun.upos != "PROPN" and noun.verb_form is None
    )  # fmt: skip


def is_state_acted_on(verb: Word, noun: Word, actor: ActorMention | None) -> bool:
    """Tell a state behind a verb in the masculine, whose object it is: كما اتهم [رواندا] بـ."""
    state = actor is not None and actor.kind == "country" and noun.upos == "PROPN" and not noun.det
    he = verb.verb_form == "fin" and verb.gender == "m"
    return state and he and noun.stem not in load_source_words()["masculine_state"]


def are_men(noun: Word) -> bool:
    """Tell people, with whom a verb in the feminine does not agree: دعت [السكان] إلى."""
    words = load_source_words()
    return (noun.number == "p" and noun.stem[-2:] in words["men_end"]) or noun.stem in words["men"]


def are_men_who_act(noun: Word) -> bool:
    """Tell people in the case of a subject: [المتظاهرون], not المتظاهرين."""
    return noun.stem[-2:] in load_markers()["nominative_end"]


def is_put_out(verb: str, noun: Word) -> bool:
    """Tell what a verb of that lemma puts out from who puts it out: نشرت [صورة] لعنصر من الحركة."""
    markers = load_markers()
    return verb in markers["put_out"] and noun.stem in markers["shows"] and not noun.det


def is_owned(noun: Word, verb: Word) -> bool:
    """Tell a noun whose pronoun may mean the verb's own subject: حثت [رعاياها] على."""
    if not noun.enclitic or verb.enclitic or verb.verb_form != "fin":
        return False
    return (noun.enclitic in load_source_words()["pronoun_f"]) == (verb.gender == "f")
