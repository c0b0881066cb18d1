"""Where the report takes over from who speaks: remarks, asides, and how and when it was said."""

from functools import cache

import msgspec

from riwaya.chars import fold
from riwaya.claims.chunks import STOPS
from riwaya.claims.evidence import remark_at
from riwaya.claims.scene import Scene
from riwaya.claims.tables import load_markers, rows_for
from riwaya.document import ActorMention, Token, Word
from riwaya.resources import load_table

PAUSES = frozenset("،,؛;-–—")
_NAMED_WITHIN = 3  # words behind وذلك that name the statement
# So near behind وهي, وهو or الأمر الذي the verb stands that answers what was said.
_ASIDE = 5
_DENIALS = frozenset({"deny", "reject"})
_ANSWERS = _DENIALS | {"condemn", "affirm", "describe"}
_NEAR = 8  # words behind وكانت within which قد stands


class EndRow(msgspec.Struct, frozen=True):
    """A closed list of words by which a content's end is known."""

    name: str
    words: tuple[str, ...]
    example: str = ""


@cache
def load_ends() -> dict[str, frozenset[str]]:
    """Compile ``content_ends.tsv`` into folded word sets by name."""
    rows = load_table("riwaya.claims", "content_ends.tsv", EndRow)
    return {row.name: frozenset(fold(word) for word in row.words) for row in rows}


def report_takes_over(scene: Scene, at: int, limit: int, *, comma: bool) -> bool:
    """Tell whether the report goes on at a token: ولم يتسن, وهو ما, في إشارة إلى, من دون دليل.

    ``comma``: one stands before the token.
    """
    if tells_of_statement(scene, at, limit) or _is_remark(scene, at, limit, comma=comma):
        return True
    if _leaves_untold(scene, at, limit) or _is_silent(scene, at, limit) or _is_aside(scene, at, comma=comma):
        return True
    if _is_comment(scene, at, limit, comma=comma):
        return True
    if not comma:
        return False
    told = names_statement(scene, at, limit) or names_meeting(scene, at, limit)
    return told or _speaks_itself(scene, at, limit) or _opens_answer(scene, at, limit)


def _speaks_itself(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether the report adds something behind a comma: علما بأن, يذكر أن, وقد, وكانت ... قد, وذلك."""
    tokens, markers, ends = scene.tokens, load_markers(), load_ends()
    if tokens[at].key in markers["trailing"] or tokens[at].key in ends["note"]:
        return True
    following = tokens[at + 1 : min(limit, at + 1 + _NEAR)]
    if tokens[at].key in markers["own_voice"]:
        return any(token.key in markers["complementizer"] for token in following[:2])
    was = bool(tokens[at].word.proclitics) and tokens[at].word.lemma in markers["be"]
    return was and any(token.key in ends["had"] or _is_saying(token) for token in following)


def _is_saying(token: Token) -> bool:
    return token.word.verb_form == "fin" and token.word.aspect == "perf" and bool(rows_for(token.word))


def _is_comment(scene: Scene, at: int, limit: int, *, comma: bool) -> bool:
    """Tell whether وهو ما, وهي تهمة opens a comment on what was said, not its effect: وهو ما أدى إلى."""
    tokens, markers = scene.tokens, load_markers()
    if tokens[at].key not in markers["aside_opener"] or at + 1 >= limit:
        return False
    if tokens[at + 1].key in markers["what"]:
        verb = min(at + 2, limit - 1)
        if any(
            rushes(scene, step, scene.tokens[step].word) for step in range(verb + 1, min(limit, at + _NEAR))
        ):
            return True
        acts = {row.act for row in rows_for(tokens[verb].word)}
        return (
            tokens[verb].word.verb_form != "fin" or _has_object(scene, verb) or not acts.isdisjoint(_ANSWERS)
        )
    told = comma and _is_one_of(tokens[at + 1], load_ends()["told"])
    return told or _is_answered(scene, at + 1, limit)


def rushes(scene: Scene, at: int, word: Word) -> ActorMention | None:
    """Give who answers by a masdar behind a verb of what was said: وهو ما سارعت [أنقرة] إلى نفيه."""
    tokens, markers = scene.tokens, load_markers()
    acts = {row.act for row in rows_for(word)} if word.enclitic and word.verb_form != "fin" else set()
    if acts.isdisjoint(_ANSWERS) or not at or tokens[at - 1].word.upos != "ADP":
        return None
    for step in range(at - 2, max(1, at - _NEAR), -1):
        relative = tokens[step - 1].key in markers["relative"]
        if relative and tokens[step].word.verb_form == "fin":
            return scene.actor_at(step + 1)
    return None


def tells_of_statement(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether the circumstances of a saying open at a token: وذلك في [بيان] نشر أمس."""
    tokens, markers = scene.tokens, load_markers()
    if tokens[at].key not in markers["trailing"]:
        return False
    return any(
        _is_one_of(t, markers["statement"]) for t in tokens[at + 1 : min(limit, at + 1 + _NAMED_WITHIN)]
    )


def names_statement(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether a statement is named as the place of a saying: في [بيان] نشر أمس, في [خطاب] متلفز."""
    tokens, markers = scene.tokens, load_markers()
    if tokens[at].key not in markers["preposition_fi"] or at + 1 >= limit:
        return False
    word = tokens[at + 1].word
    return not word.det and _is_one_of(tokens[at + 1], load_ends()["speech"])


def names_meeting(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether it is told where it was said: خلال [لقاء] جمعهما, أثناء [جلسة] للبرلمان."""
    if scene.tokens[at].key not in load_ends()["during"] or at + 1 >= limit:
        return False
    meeting = scene.tokens[at + 1]
    return not meeting.word.det and _is_one_of(meeting, load_markers()["statement"])


def ends_with_time(scene: Scene, comma: int) -> bool:
    """Tell a day set off by commas, which is the day of the saying: دعا إلى هدنة[، الأحد].

    Right behind a verb, or before والذي, it is the deed's: التي دارت، الأحد; القصف في غزة، الجمعة، والذي.
    """
    time = scene.time_of[comma + 1] if comma + 1 < len(scene.tokens) else None
    if time is None or time.first != comma + 1 or scene.tokens[comma].form not in PAUSES:
        return False
    behind = scene.tokens[min(time.stop + 1, len(scene.tokens) - 1)].key
    if scene.tokens[comma - 1].word.verb_form == "fin" or behind in load_markers()["relative"]:
        return False
    following = scene.tokens[time.stop].form if time.stop < len(scene.tokens) else "."
    return time.stop >= scene.sentence(comma).stop or following in STOPS or following in PAUSES


def _is_remark(scene: Scene, at: int, limit: int, *, comma: bool) -> bool:
    """Tell whether a remark on evidence opens at a token: [من دون] أن يقدم دليلا, لكن [لم] يتسن التحقق."""
    tokens, markers = scene.tokens, load_markers()
    contrast = tokens[at].key in markers["contrast"]
    if at + 1 < limit and (contrast or tokens[at].key in markers["preposition_min"]):
        at += 1
    remark = remark_at(scene, at, limit)
    return remark is not None and (comma or contrast or _ends_clause(scene, remark.stop))


def _ends_clause(scene: Scene, at: int) -> bool:
    """Tell whether no more than على ذلك stands between a token and the end of its clause."""
    near = (scene.tokens[step].form for step in range(at, min(at + 3, len(scene.tokens))))
    return any(form in STOPS or form in PAUSES for form in near)


def _leaves_untold(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether the report says what was left unsaid: ولم [يعلق], من دون [ذكر] أسماء, دون أن [يحدد].

    لكن من دون أن يتضح is one too; but ولم يحرك ساكنا may be part of what is said.
    """
    tokens, markers, ends = scene.tokens, load_markers(), load_ends()
    if tokens[at].key in markers["report_voice"]:
        readings = tokens[at + 1].readings if at + 1 < limit else ()
        return any(word.lemma in ends["untold"] for word in readings)
    for step in range(at, min(limit - 1, at + 3)):
        other_than = step > at and tokens[step].key in markers["not_a"]  # من غير أن, but not غير معروف
        if other_than or tokens[step].key in ends["without"]:
            verb = step + 1 + (tokens[step + 1].key in markers["subjunctive"])
            return verb < limit and _is_one_of(tokens[verb], ends["untold"])
        if tokens[step].key not in markers["preposition_min"] and tokens[step].key not in markers["contrast"]:
            return False
    return False


def _is_silent(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether the report says that another has not spoken: لكن الجيش [لم يعلق] على ذلك."""
    tokens, markers = scene.tokens, load_markers()
    if tokens[at].key not in markers["contrast"]:
        return False
    for step in range(at + 1, min(limit - 1, at + _NEAR)):
        if tokens[step].key in markers["negation"]:
            return tokens[step + 1].word.lemma in markers["silent"]
        if tokens[step].word.verb_form == "fin" and scene.actor_of[step] is None:
            return False
    return False


def _is_aside(scene: Scene, at: int, *, comma: bool) -> bool:
    """Tell whether في إشارة إلى, في تلميح إلى, في وقت تتزايد فيه opens here: the report explains."""
    tokens, markers = scene.tokens, load_markers()
    if at + 1 >= len(tokens) or tokens[at].key not in markers["preposition_fi"]:
        return False
    key = tokens[at + 1].key
    verb = at + 2 < len(tokens) and tokens[at + 2].word.verb_form == "fin"
    if verb and key in load_ends()["while_then"]:
        return True
    return key in markers["hint"] or (comma and key in markers["hint_behind_comma"])


def _opens_answer(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether somebody answers what was said: الأمر الذي نفته أسمرة, ما اعتبره مراقبون."""
    tokens, markers = scene.tokens, load_markers()
    if tokens[at].key in markers["what"]:
        at += 1
    elif tokens[at].word.det and tokens[at].word.stem in load_ends()["matter"]:
        if at + 2 >= limit or tokens[at + 1].key not in markers["relative"]:
            return False
        at += 2
    else:
        return False
    token = tokens[min(at, limit - 1)]
    rows = rows_for(token.word) if token.word.verb_form == "fin" else ()
    return bool(rows) and (_has_object(scene, at) or any(row.act == "describe" for row in rows))


def _is_answered(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether another denies what was said: وهي تهمة [تنفيها] طهران."""
    for step in range(at, min(limit, at + _ASIDE)):
        word = scene.tokens[step].word
        if word.verb_form == "fin":
            return _has_object(scene, step) and any(row.act in _DENIALS for row in rows_for(word))
    return False


def _has_object(scene: Scene, at: int) -> bool:
    """Tell whether a pronoun behind a verb takes up what went before: تنفيه, شكك فيه."""
    word = scene.tokens[at].word
    following = scene.tokens[at + 1].word if at + 1 < len(scene.tokens) else None
    by_preposition = following is not None and following.upos == "ADP" and bool(following.enclitic)
    return not word.proclitics and (bool(word.enclitic) or by_preposition)


def _is_one_of(token: Token, words: frozenset[str]) -> bool:
    return not words.isdisjoint((token.key, token.word.stem, token.word.lemma, token.word.noun))
