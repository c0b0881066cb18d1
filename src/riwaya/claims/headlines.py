"""Speech that a name and a colon hand over: لافروف: لن نقبل شروطا, as headings and subtitles have it."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from riwaya.claims.chunks import Chunk, read_chunks
from riwaya.claims.outlets import is_media
from riwaya.claims.scene import Scene, whole_first, whole_stop
from riwaya.claims.settled import Settled
from riwaya.claims.tables import CueRow, load_markers
from riwaya.claims.topics import Source
from riwaya.document import ActorMention, Token

_ROW = CueRow("phrase", "state", ("colon",), lemma="colon")
_SPEAKING_ROLES = frozenset({"GOV", "MIL", "POL", "REB", "OPP", "IGO", "NGO"})
# Fewer words behind the colon are a name or a title, and no speech.
_FEWEST = 3


def find_headline(scene: Scene, at: int) -> tuple[Settled, Source] | None:
    """Read the colon at a token that one who speaks stands before, alone in his sentence.

    A credit (القدس - رويترز:), the head of a list (المشاركون: أحمد وعلي) and a country that only tells
    what the news is about (السودان: مقتل خمسة) hand nothing over. Nor does a line without a full
    stop behind prose, which points to another report or repeats what stands below it.
    """
    if scene.tokens[at].form != ":":
        return None
    spoken = _speaker(scene, at)
    stop = _speech_stop(scene, at)
    if spoken is None or stop - at - 1 < _FEWEST:
        return None
    mention, before, agent = spoken
    speech = scene.tokens[at + 1 : stop]
    if mention.kind == "country" and not any(_is_own(token) for token in speech):
        return None
    stated = any(_states(token) for token in speech)
    if not stated and (is_media(scene, mention) or not _opens_with_deed(speech)):
        return None
    content = Chunk("colon", at, at + 1, scene.tokens[at].end)
    settled = Settled(at, _ROW, "colon", content, before, agent=agent)
    return settled, Source(mention, "source:before-colon", explicit=True)


class _Spoken(NamedTuple):
    """Who speaks before a colon, to whom, and who passes it on."""

    mention: ActorMention
    before: tuple[Chunk, ...] = ()
    agent: Chunk | None = None


def _speaker(scene: Scene, at: int) -> _Spoken | None:
    """Give the actor who alone stands between the start of the sentence and the colon.

    Beside him may stand the medium: مصدر أمني لرويترز: ..., سانا عن مصدر عسكري: ...
    """
    sentence = scene.sentence(at)
    first = _behind_alert(scene, sentence.first)
    if first > scene.prose_first and not scene.is_prose(sentence):
        return None
    mention = scene.actor_at(first)
    if mention is None or whole_first(mention) != first or scene.tokens[first].word.proclitics:
        return None
    behind = tuple(read_chunks(scene, whole_stop(mention), at))
    if not behind:
        return _Spoken(mention) if _may_speak(scene, mention) else None
    if len(behind) > 1 or behind[0].stop != at or behind[0].kind != "pp":
        return None
    beside = _with_actor(scene, behind[0])
    if beside.prep == "an" and is_media(scene, mention) and beside.actor is not None:
        agent = Chunk("np", first, beside.first, mention.start, actor=mention)
        return _Spoken(beside.actor, agent=agent) if _may_speak(scene, beside.actor) else None
    told = beside.prep == "l" and beside.actor is not None and is_media(scene, beside.actor)
    return _Spoken(mention, (beside,)) if told and _may_speak(scene, mention) else None


def _with_actor(scene: Scene, chunk: Chunk) -> Chunk:
    """Give a phrase its actor where he stands between marks: لـ«الشرق الأوسط»."""
    inside = (scene.actor_of[at] for at in range(chunk.first, chunk.stop))
    actor = chunk.actor or next((actor for actor in inside if actor is not None), None)
    return msgspec.structs.replace(chunk, actor=actor)


def _behind_alert(scene: Scene, first: int) -> int:
    """Step over what only says that the news is fresh: عاجل / نتنياهو: ..."""
    if scene.tokens[first].key not in load_markers()["alert"]:
        return first
    return first + 1 + (scene.tokens[first + 1].kind == "mark") if first + 2 < len(scene.tokens) else first


def _may_speak(scene: Scene, mention: ActorMention) -> bool:
    if mention.kind == "anaphor":
        return False
    if is_media(scene, mention):  # صحيفة هآرتس: ..., but the name alone is a credit: رويترز: ...
        return mention.stop - mention.first > 1
    return mention.kind == "person" or mention.role in _SPEAKING_ROLES


def _speech_stop(scene: Scene, at: int) -> int:
    """Give the token behind what the colon hands over, and the colon's own where it is nothing."""
    if at + 1 >= len(scene.tokens):
        return at
    quotation = scene.opens_quotation(at + 1)
    if quotation is not None:
        return quotation.stop
    return scene.colon_stop.get(at + 1, at)


def _states(token: Token) -> bool:
    """Tell whether a word makes a statement of what it stands in: a verb, or one that says no."""
    return token.word.verb_form == "fin" or token.key in load_markers()["negation"]


def _opens_with_deed(speech: Sequence[Token]) -> bool:
    """Tell whether a statement opens with what happened, or to how many: مقتل 12 في غارة, 55 شهيدا."""
    first, second = speech[0].word, speech[1].word
    deed = first.verb_form == "masdar" and not first.det and not first.proclitics
    return deed or (speech[0].kind == "number" and second.upos == "NOUN" and not second.det)


def _is_own(token: Token) -> bool:
    """Tell whether a word is of the speaker himself: سنرد, we shall answer."""
    return token.word.person == "1" and token.word.verb_form == "fin"
