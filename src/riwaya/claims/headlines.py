"""Speech that a name and a colon hand over: لافروف: لن نقبل شروطا, as headings and subtitles have it."""

from riwaya.claims.chunks import Chunk
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
    mention = _speaker(scene, at)
    stop = _speech_stop(scene, at)
    if mention is None or stop - at - 1 < _FEWEST:
        return None
    speech = scene.tokens[at + 1 : stop]
    if mention.kind == "country" and not any(_is_own(token) for token in speech):
        return None
    if not any(_states(token) for token in speech):
        return None
    content = Chunk("colon", at, at + 1, scene.tokens[at].end)
    return Settled(at, _ROW, "colon", content), Source(mention, "source:before-colon", explicit=True)


def _speaker(scene: Scene, at: int) -> ActorMention | None:
    """Give the actor who alone stands between the start of the sentence and the colon."""
    sentence = scene.sentence(at)
    first = sentence.first
    if first > scene.prose_first and not scene.is_prose(sentence):
        return None
    mention = scene.actor_at(first)
    if mention is None or whole_first(mention) != first or whole_stop(mention) != at:
        return None
    if mention.kind == "anaphor" or scene.tokens[first].word.proclitics or is_media(scene, mention):
        return None
    return mention if mention.kind == "person" or mention.role in _SPEAKING_ROLES else None


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


def _is_own(token: Token) -> bool:
    """Tell whether a word is of the speaker himself: سنرد, we shall answer."""
    return token.word.person == "1" and token.word.verb_form == "fin"
