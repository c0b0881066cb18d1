"""Two frames of their own: نقلت وكالة عن مسؤول قوله إن, and جاء في بيان أن."""

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.claims.chunks import NAME_WORDS, Chunk
from riwaya.claims.scene import Scene
from riwaya.claims.tables import load_markers

# So many chunks behind a medium stands whom it cites itself.
_NEXT_WITHIN = 4


class Relay(NamedTuple):
    """The clause as read, where the content begins in it, who speaks and who passes it on."""

    clause: list[Chunk]
    place: int
    source: Chunk
    agent: Chunk | None


def read_relay(scene: Scene, clause: list[Chunk], *, takes_subject: bool) -> Relay | None:
    """Read نقلت A عن B (قوله) إن: B speaks, A passes it on; also على لسان B, and تصريحات B."""
    agent: Chunk | None = None
    clause = _part_agent(scene, clause)
    for place, chunk in enumerate(clause):
        if chunk.kind == "np" and agent is None and takes_subject:
            agent = chunk
        elif _names_source(scene, chunk):
            behind = place
            if chunk.bare and agent is None and takes_subject:
                behind = _agent_place(clause, place)
                agent = clause[behind] if behind > place else None
            first = chain_end(scene, clause, place)
            behind = max(behind, first)
            found = _content_place(scene, clause, behind, by_phrase=chunk.kind == "np")
            return Relay(clause, found, clause[first], agent) if found is not None else None
        elif _is_name(chunk) and agent is None and takes_subject:
            agent = chunk  # نقلت "الخبر" عن
        elif chunk.kind in ("anna", "quote", "colon") and not _is_name(chunk):
            return None
    return None


def chain_end(scene: Scene, clause: Sequence[Chunk], place: int) -> int:
    """Find who spoke first where media pass on one from another: نقلت وكالة عن صحيفة عن [مصدر]."""
    for number in range(place + 1, min(len(clause), place + 1 + _NEXT_WITHIN)):
        chunk = clause[number]
        if chunk.kind == "pp" and chunk.prep == "an" and not chunk.bare:
            return chain_end(scene, clause, number) if _is_medium(scene, clause[place]) else place
        if chunk.kind not in ("pp", "np", "other", "comma", "time", "aside", "quote"):
            break
    return place


def _is_medium(scene: Scene, chunk: Chunk) -> bool:
    head = scene.tokens[min(chunk.first + 1, chunk.stop - 1)].word.stem
    return (chunk.actor is not None and chunk.actor.role == "MED") or head in load_markers()["outlet"]


def _agent_place(clause: list[Chunk], place: int) -> int:
    """Find who passes it on behind عنه: نقلت عنه [وكالة رويترز] أن."""
    following = clause[place + 1] if place + 1 < len(clause) else None
    return place + 1 if following is not None and (following.kind == "np" or _is_name(following)) else place


def _is_name(chunk: Chunk) -> bool:
    return chunk.kind == "quote" and chunk.stop - chunk.first - 2 < NAME_WORDS


def _names_source(scene: Scene, chunk: Chunk) -> bool:
    markers, tokens = load_markers(), scene.tokens
    if chunk.kind == "np":
        return tokens[chunk.first].word.stem in markers["speech_head"]
    if chunk.kind != "pp":
        return False
    noun = tokens[min(chunk.first + 1, len(tokens) - 1)].key
    return chunk.prep == "an" or (chunk.prep == "ala" and noun in markers["tongue"])


def _part_agent(scene: Scene, clause: list[Chunk]) -> list[Chunk]:
    """Part نقل [المسؤول] [عن القائد], where the two run together as one phrase."""
    if not clause or clause[0].kind != "np":
        return clause
    whole = clause[0]
    for at in range(whole.first + 1, whole.stop - 1):
        if scene.tokens[at].key in load_markers()["preposition_an"]:
            agent, source = scene.make_mention(whole.first, at), scene.make_mention(at + 1, whole.stop)
            return [
                Chunk("np", whole.first, at, whole.start, actor=agent),
                Chunk("pp", at, whole.stop, source.start, "an", source),
                *clause[1:],
            ]
    return clause


def _content_place(scene: Scene, clause: list[Chunk], place: int, *, by_phrase: bool) -> int | None:
    """Find where the content begins behind the source: أن, a quotation, or a masdar (ترحيبه بـ)."""
    for number in range(place + 1, len(clause)):
        chunk = clause[number]
        if chunk.kind in ("anna", "quote", "colon") or (
            chunk.kind == "pp" and chunk.prep == "b" and by_phrase
        ):
            return number
        if chunk.kind == "np" and number <= place + 2 and clause[number - 1].kind != "relative":
            head = scene.tokens[chunk.first].word
            says = head.lemma in load_markers()["plain_saying"] or (
                head.enclitic and _goes_on(clause, number)
            )
            if head.verb_form == "masdar" and not says:
                return number
    return None


def _goes_on(clause: list[Chunk], place: int) -> bool:
    return any(chunk.kind in ("anna", "quote", "colon") for chunk in clause[place + 1 :])


def read_statement(clause: list[Chunk]) -> tuple[Chunk, int] | None:
    """Read جاء في بيان لـ ... أن: the statement, and where its content begins."""
    statement: Chunk | None = None
    for place, chunk in enumerate(clause):
        if statement is None:
            if chunk.kind == "np":
                return None
            if chunk.kind == "pp" and chunk.prep == "fi" and not chunk.bare:
                statement = chunk
        elif chunk.kind in ("anna", "quote", "colon"):
            return statement, place
    return None
