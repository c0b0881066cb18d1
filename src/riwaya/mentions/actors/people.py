"""Peoples and groups told by their adjective alone: الفلسطينيون، الحوثيين، مقتل فلسطيني."""

from riwaya.mentions.actors.records import Phrase, View
from riwaya.mentions.actors.tables import Head, Qualifier
from riwaya.types import ActorRole


def read_people(view: View, at: int, limit: int) -> Phrase | None:
    """Read a people by its adjective alone: الفلسطينيون، الحوثيين، الروس."""
    token = view.tokens[at]
    for key, skip in token.keys:
        qualifier = view.lexicon.qualifiers.get(key)
        if qualifier is None or not (qualifier.country or qualifier.ref or qualifier.abroad):
            continue
        if not (qualifier.people or _lone(view, at, qualifier)):
            continue
        if token.word.upos == "VERB" and not token.word.det:
            return None
        role: ActorRole = qualifier.role or "CIV"
        head = Head("person", role, True, key, True, token.word.det)
        stop = at + 1
        while stop < limit and (more := view.lexicon.qualifiers.get(view.tokens[stop].key)) is not None:
            if (
                more.people != qualifier.people
                or view.tokens[stop].word.det != token.word.det
                or more.country
            ):
                break
            role = more.role if more.strong and more.role else role
            stop += 1
        return Phrase(
            at, stop, token.start + skip, head, role, qualifier.country, qualifier.abroad, False,
            ref=qualifier.ref, noun=at, noun_start=token.start + skip, rule="actor:people",
        )  # fmt: skip
    return None


def _lone(view: View, at: int, qualifier: Qualifier) -> bool:
    """Tell a singular that stands for a person: قتل فلسطيني، 52 فلسطينيا."""
    if at == 0 or not qualifier.single or not (qualifier.country or qualifier.ref):
        return False
    before = view.tokens[at - 1]
    words = view.lexicon.words
    counted = before.kind == "number" or before.word.upos == "NUM" or before.word.stem in words["amount"]
    suffered = before.word.stem in words["suffered"] and not before.word.det
    return counted or before.word.upos == "VERB" or suffered
