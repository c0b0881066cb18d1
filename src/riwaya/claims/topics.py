"""A subject that stands before its verb: شهود قالوا, الوزير الذي قال, وكان الجيش قد أعلن."""

import msgspec

from riwaya.chars import ALEF, LAM
from riwaya.claims.agreement import are_men_who_act, disagrees
from riwaya.claims.chunks import preposition
from riwaya.claims.own_voice import load_ends
from riwaya.claims.scene import Scene, is_named, whole_first, whole_stop
from riwaya.claims.source_words import hides_name
from riwaya.claims.tables import load_markers, rows_for
from riwaya.document import ActorMention, Word
from riwaya.phrases import NOMINAL, is_nominal, noun_phrase

# How far back a phrase without a mention of its own may begin, and the topic of a clause.
_BACK = 10
_TOPIC_REACH = 30
_TITLES = 4  # words between an office and the name: وزير الدفاع [الفريق أول ركن] فلان
_COMMAS = ("،", ",", "-", "–")


class Source(msgspec.Struct, frozen=True):
    """Who speaks and by which rule he was found."""

    mention: ActorMention | None
    rule: str
    explicit: bool = False


def can_speak(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether a noun phrase is one that speaks: an actor, or a statement, picture or report."""
    if not mention.rule.startswith("source:") or not scene.document.actors:
        return True
    head, markers = scene.tokens[mention.first].word, load_markers()
    return any(
        head.stem in markers[name]
        for name in ("document_head", "text_head", "shows", "media_head", "anaphor_head")
    )


def subject_before(scene: Scene, at: int, word: Word) -> Source | None:
    """Find a subject before its verb: شهود قالوا, الوزير الذي قال, وكان الجيش قد أعلن."""
    markers, tokens = load_markers(), scene.tokens
    if word.verb_form != "fin":
        return None
    first = scene.sentence(at).first
    if word.proclitics and word.proclitics[:1] in markers["and"]:
        return _as_for(scene, at, first, word)
    here = _skip_back(scene, at - 1, first)
    next_actor = scene.actor_at(at + 1) if at + 1 < len(tokens) else None
    followed = next_actor is not None and not disagrees(word, tokens[at + 1].word, next_actor)
    followed = followed and not _is_called(scene, at, word, next_actor)
    if here < first or (followed and word.enclitic):
        return None  # وهي رواية كذبتها [موسكو]
    if tokens[here].key in markers["what"]:
        return None
    if tokens[here].key in markers["relative"]:
        return _head_of_relative(scene, here, first, at, word)
    if (shown := _shown(scene, here, at)) is not None:
        return Source(shown, "source:shown", explicit=True)
    mention = _topic(scene, here, first)
    if mention is not None and _may_lead(scene, mention, word):
        return Source(mention, "source:subject-before", explicit=True)
    return None if followed else _indefinite(scene, here, first, at, word)


def _is_called(scene: Scene, at: int, word: Word, actor: ActorMention | None) -> bool:
    """Tell what somebody is called from who calls him so: أنقرة تعتبرها [منظمة إرهابية]."""
    doubled = word.enclitic and any("obj+obj" in row.frames for row in rows_for(word))
    if not doubled or actor is None or is_named(actor) or actor.kind == "country":
        return False
    noun, behind = scene.tokens[at + 1].word, scene.tokens[min(whole_stop(actor), len(scene.tokens) - 1)]
    return not (noun.det or noun.enclitic) and (behind.kind == "mark" or behind.word.upos not in NOMINAL)


def _indefinite(scene: Scene, here: int, first: int, at: int, word: Word) -> Source | None:
    """Find an indefinite noun with a verb right behind it: مشروع قرار يدين, بيان قال فيه."""
    says = word.aspect == "imp" or word.number in ("p", "d") or _reports(scene, here)
    if here != at - 1 or word.proclitics or not says or _is_said_in(scene, here, at, word):
        return None  # في مقطع ليقول
    mention = _phrase_ending(scene, here, first)
    if mention is None or mention.kind == "person" or scene.tokens[whole_first(mention)].word.det:
        return None
    return Source(mention, "source:relative", explicit=True) if _may_lead(scene, mention, word) else None


def _shown(scene: Scene, here: int, at: int) -> ActorMention | None:
    """Give whom a recording shows, who speaks in it: تسجيلا [للأسير] يدعو فيه الحكومة إلى التفاوض."""
    tokens, markers, actor = scene.tokens, load_markers(), scene.actor_of[here]
    first = whole_first(actor) if actor is not None else 0
    if actor is None or not first or whole_stop(actor) != here + 1 or not _leads_back(scene, at):
        return None
    before = tokens[first - 1].word.stem.removesuffix(ALEF)  # تسجيلا
    return actor if tokens[first].word.proclitics[-1:] == LAM and before in markers["shows"] else None


def _leads_back(scene: Scene, at: int) -> bool:
    """Tell a verb with فيه and its like right behind it, which means what stands before."""
    following = scene.tokens[min(at + 1, len(scene.tokens) - 1)].word
    return following.upos == "ADP" and bool(following.enclitic)


def _is_said_in(scene: Scene, here: int, at: int, word: Word) -> bool:
    """Tell what somebody says in a text from what the text says: بيانات أعلنت [فيها] عن, رسائل [يطالبون]."""
    if scene.tokens[here].word.stem not in load_markers()["document_head"]:
        return False
    return (word.number, word.gender) == ("p", "m") or _leads_back(scene, at)


def _reports(scene: Scene, at: int) -> bool:
    """Tell reports, which speak in the singular: [تقارير] تحدثت عن; a verb before its subject does too."""
    return scene.tokens[at].word.stem in load_markers()["document_head"]


def _as_for(scene: Scene, at: int, first: int, word: Word) -> Source | None:
    """Find who is set before his verb: أما [الحركة] فقالت إن."""
    for here in range(at - 2, max(first, at - _TOPIC_REACH) - 1, -1):
        token = scene.tokens[here]
        if token.key in load_ends()["as_for"]:
            mention = _first_phrase(scene, here + 1, at - 1, strict=False)
            fits = mention is not None and _may_lead(scene, mention, word)
            return Source(mention, "source:subject-before", explicit=True) if fits else None
        if token.word.verb_form == "fin" and token.word.proclitics:
            return None
    return None


def _may_lead(scene: Scene, mention: ActorMention, word: Word) -> bool:
    head = scene.tokens[mention.first].word
    # الحوثيون are men, though they are read as a name.
    alone = word.number == "p" and head.number == "s" and head.det and not are_men_who_act(head)
    people = word.number == head.number == "p"  # a plural verb is about people: نازحون قالوا
    return not alone and not disagrees(word, head, mention) and (people or can_speak(scene, mention))


def _topic(scene: Scene, last: int, first: int) -> ActorMention | None:
    """Find the noun phrase that opens the clause which token ``last`` is in, with no verb of its own.

    وكان [رئيس المجلس في محافظة الأنبار] فلان أعلن; لكن [الجيش] نفى.
    """
    tokens, markers = scene.tokens, load_markers()
    at = last
    while at >= first and last - at < _TOPIC_REACH:
        token = tokens[at]
        strong = token.key in markers["clause_opener"] or token.key in markers["complementizer"]
        if strong or token.key in markers["conjunction"]:
            return _first_phrase(scene, at + 1, last, strict=not strong)
        if scene.actor_at(at) is not None and _may_open(scene, at, last, first):
            return _first_phrase(scene, at, last, strict=True)
        finite = token.word.verb_form == "fin" and scene.actor_of[at] is None
        if finite and not (_in_relative(scene, at, first) or hides_name(tokens, at) or _is_topic(scene, at)):
            return None
        at -= 1
    return None


def _is_topic(scene: Scene, at: int) -> bool:
    """Tell a noun that reads as a verb where no verb stands: لكن [حاكم] الإقليم فلان كتب."""
    token, before = scene.tokens[at], scene.tokens[at - 1].key if at else ""
    opened = before in load_markers()["clause_opener"] and before in load_markers()["contrast"]
    return opened and any(is_nominal(word) and not word.proclitics for word in token.others)


def _may_open(scene: Scene, at: int, last: int, first: int) -> bool:
    """Tell whether a clause may open with the actor at a token: at the start, or behind a mark."""
    marked = at > 0 and scene.tokens[at - 1].kind == "mark"
    joined = (
        bool(scene.tokens[at].word.proclitics) and scene.tokens[at].word.proclitics in load_markers()["and"]
    )
    if at == first or (joined and marked):
        return True
    return not joined and marked and _opens_behind(scene, at - 1) and _runs_to(scene, at, last)


def _opens_behind(scene: Scene, at: int) -> bool:
    """Tell whether a clause may open behind a mark: a comma, or an opening quotation mark."""
    return scene.tokens[at].form in _COMMAS or scene.opens_quotation(at) is not None


def _runs_to(scene: Scene, start: int, last: int) -> bool:
    actor = scene.actor_at(start)
    return actor is not None and whole_stop(actor) >= last


def _in_relative(scene: Scene, at: int, first: int) -> bool:
    return any(scene.tokens[step].key in load_markers()["relative"] for step in range(max(first, at - 3), at))


def _first_phrase(scene: Scene, start: int, last: int, *, strict: bool) -> ActorMention | None:
    tokens, markers = scene.tokens, load_markers()
    while start <= last and (tokens[start].key in markers["filler"] or scene.time_of[start] is not None):
        start += 1
    if start > last:
        return None
    if not (is_nominal(tokens[start].word) or scene.actor_of[start] is not None):
        return _name_at(scene, last)
    if preposition(tokens[start]):
        return None
    mention = scene.actor_of[start]
    if mention is None:
        if strict and scene.document.actors:
            return None
        mention = scene.mention(start, last + 1)
    if mention is not None and mention.kind == "person" and not is_named(mention):
        return _name_after(scene, whole_stop(mention), last) or _titled_name(scene, mention, last) or mention
    if mention is None or mention.kind in ("person", "country"):
        return mention
    for at in range(whole_stop(mention), last + 1):
        actor = scene.actor_of[at]
        if actor is not None and actor.kind == "person" and (at == 0 or tokens[at - 1].word.upos != "ADP"):
            return actor
    return mention


def _titled_name(scene: Scene, office: ActorMention, last: int) -> ActorMention | None:
    """Give the name right before the verb, where nothing but titles stands between it and the office."""
    name = _name_at(scene, last)
    between = scene.tokens[whole_stop(office) : name.first] if name is not None else ()
    hung = any(preposition(token) and not token.word.enclitic for token in between)
    return name if len(between) <= _TITLES and not hung else None


def _name_after(scene: Scene, start: int, last: int) -> ActorMention | None:
    """Give the name that ends an office before a comma: القيادي في "جبهة الشعب" [فلان]، الذي يرأسها."""
    for at in range(start, last + 1):
        actor = scene.begins.get(at)
        verb = scene.tokens[at].word.verb_form == "fin" and actor is None
        if verb or scene.tokens[at].form in _COMMAS:
            return None
        if actor is not None and actor.kind == "person" and is_named(actor) and whole_stop(actor) <= last:
            closes = scene.tokens[whole_stop(actor)].form in _COMMAS
            return actor if closes and scene.tokens[at - 1].word.upos != "ADP" else None
    return None


def _name_at(scene: Scene, last: int) -> ActorMention | None:
    """Give the person whose name stands right before a verb: حاكم الإقليم [فلان] قال."""
    actor = scene.actor_of[last]
    return actor if actor is not None and is_named(actor) and whole_stop(actor) == last + 1 else None


def _head_of_relative(scene: Scene, at: int, first: int, cue: int, word: Word) -> Source | None:
    """Find the head of a relative clause, unless its verb has a subject behind it: التي قال الجيش إنها."""
    here = _skip_back(scene, at - 1, first)
    if here < first or word.enclitic or _takes_it_up(scene, cue, word):
        return None
    if here > first and _describes_name(scene, here):
        here -= 1
    mention = _phrase_ending(scene, here, first)
    if mention is None or not can_speak(scene, mention) or _is_thing(scene, mention):
        return None
    if any(t.word.stem in load_markers()["time_noun"] for t in scene.tokens[mention.first : mention.stop]):
        return None
    behind = scene.actor_at(cue + 1) if cue + 1 < len(scene.tokens) else None
    if behind is not None and _acts_on_another(scene, behind):
        return None
    if behind is not None and (mention.rule.startswith("source:") or not _may_lead(scene, mention, word)):
        return None
    return Source(_teller(scene, mention, first, word) or mention, "source:relative", explicit=True)


def _acts_on_another(scene: Scene, actor: ActorMention) -> bool:
    """Tell two states side by side behind a verb, the first of which acts: تتهم [كينشاسا] رواندا بدعمها."""
    at = whole_stop(actor)
    other = scene.actor_at(at) if at < len(scene.tokens) else None
    return (
        other is not None and actor.kind == other.kind == "country" and not scene.tokens[at].word.proclitics
    )


def _teller(scene: Scene, told: ActorMention, first: int, word: Word) -> ActorMention | None:
    """Give who told a medium, where the relative is not about that: أفاد مسؤول [لوكالة]، الذي أضاف أن."""
    at = whole_first(told)
    if at <= first or LAM not in scene.tokens[at].word.proclitics or _may_lead(scene, told, word):
        return None
    earlier = _phrase_ending(scene, at - 1, first)
    fits = earlier is not None and can_speak(scene, earlier) and _may_lead(scene, earlier, word)
    return earlier if fits else None


def _takes_it_up(scene: Scene, cue: int, word: Word) -> bool:
    """Tell a verb whose preposition means the head, with a subject behind: التي شككت [فيها] منظمات."""
    if not _leads_back(scene, cue) or cue + 2 >= len(scene.tokens):
        return False
    actor, noun = scene.actor_at(cue + 2), scene.tokens[cue + 2].word
    return actor is not None and is_nominal(noun) and not disagrees(word, noun, actor)


def _describes_name(scene: Scene, at: int) -> bool:
    """Tell an adjective behind a name in quotation marks: صحيفة «الأفق» [المحلية] التي."""
    word, before = scene.tokens[at].word, scene.actor_of[at - 1]
    named = before is not None and whole_stop(before) == at and scene.tokens[at - 1].kind == "mark"
    return named and word.upos == "ADJ" and word.det and scene.actor_of[at] is None


def _is_thing(scene: Scene, mention: ActorMention) -> bool:
    """Tell what is hit or held from who speaks, whoever's it is: الأهداف العسكرية التي قالت إنها."""
    word = scene.tokens[mention.first].word
    named = mention.kind in ("person", "country") or mention.role == "MED"
    return not named and not load_ends()["thing"].isdisjoint((word.stem, word.lemma))


def _skip_back(scene: Scene, at: int, first: int) -> int:
    """Step back over particles, times, commas and asides."""
    markers, tokens = load_markers(), scene.tokens
    opening = scene.opened_by if tokens[at].form in (")", "]") else {}
    while at >= first:
        token = tokens[at]
        if at in opening:
            at = opening[at] - 1
        elif (
            token.key in markers["filler"]
            or scene.time_of[at] is not None
            or (token.kind == "mark" and token.form in _COMMAS)
        ):
            at -= 1
        else:
            break
    return at


def _phrase_ending(scene: Scene, last: int, first: int) -> ActorMention | None:
    """Give the actor or noun phrase whose last word is at ``last``."""
    actor = scene.actor_of[last]
    if actor is not None and whole_stop(actor) == last + 1:
        return actor
    tokens = scene.tokens
    start = last
    while start >= max(first, last - _BACK) and is_nominal(tokens[start].word):
        if scene.time_of[start] is not None:
            break
        start -= 1
    for begin in range(start + 1, last + 1):
        if noun_phrase(tokens, begin, last + 1) == last + 1:
            return scene.actor_of[begin] or scene.make_mention(begin, last + 1)
    return None
