"""A claim from an attribution: what it attributes, and when it only repeats or passes on."""

from itertools import pairwise

import msgspec

from riwaya.claims.acts import act_of, one_voice, same_actor
from riwaya.claims.attributions import Attribution
from riwaya.claims.chunks import Chunk
from riwaya.claims.contents import content_span, content_stop, how_quoted
from riwaya.claims.evidence import of_pictures
from riwaya.claims.findings import Findings, Found
from riwaya.claims.outlets import is_media, is_outlet, is_publisher, media_in
from riwaya.claims.recalling import by_pronoun, recall
from riwaya.claims.saying_times import find_said_among
from riwaya.claims.scene import COMMAS, Scene, stem_offset, whole_first
from riwaya.claims.source_words import hides_name
from riwaya.claims.sources import name_behind, speaker_of
from riwaya.claims.tables import load_markers
from riwaya.claims.topics import Source
from riwaya.document import ActorMention, ClaimDraft, Token, Word
from riwaya.phrases import is_nominal
from riwaya.types import Reason, Span

# How far behind an attribution's source its own clause may begin.
_SOURCE_TAIL = 20
# So many chunks behind an attribution tell when and to whom it was said.
_NEAR = 8
# An adjunct behind an attribution is the content only if so many times longer than what stands before.
_MUCH_LONGER = 2
_OWN_WITHIN = 4  # words of a paper within which it is told whose it is
_WHERE = 6  # words of where a source is, with the comma behind


def attribute(findings: Findings, attribution: Attribution) -> None:
    """Add the claim of an attribution, or note on an earlier claim who passed it on."""
    scene = findings.scene
    sentence = scene.sentence(attribution.first)
    source = _source(findings, attribution)
    if source.mention is None:
        return
    joined = scene.tokens[attribution.first].word.proclitics[:1] in load_markers()["and"]
    leads = joined or all(_is_connective(scene, at) for at in range(sentence.first, attribution.first))
    behind = [f for f in findings.found if sentence.first <= f.at < attribution.first] if not leads else []
    if behind and (last := _doubled(findings, attribution, source, behind)) is not None:
        last = _passed_on(findings, last, attribution)
        said, when = find_said_among(scene, attribution.chunks[:_NEAR])
        if said is not None and when is not None and last.claim.said is None:
            findings.set_said(last, said, when)
        return
    outlets: tuple[ActorMention, ...] = ()
    if leads:
        begin = _behind_source(scene, attribution.until, sentence.stop)
        stop = content_stop(scene, begin, sentence.stop, loose=True) if begin < sentence.stop else begin
    else:
        begin, stop = _clause_before(scene, attribution, behind)
        outlets = _citing(scene, attribution, begin, stop, behind)
        begin, stop = _clause_behind(scene, attribution, begin, stop) or (begin, stop)
    if begin < stop:
        findings.found.append(_claim(scene, attribution, source, begin, stop, outlets))
        told = attribution.verb is not None or attribution.until + 1 >= sentence.stop
        if leads or (told and not is_media(scene, source.mention)):
            findings.remember(attribution.first, source, None)


def attribute_opening(findings: Findings, attribution: Attribution) -> None:
    """Add the claim of one who is cited between a word of saying and what is said.

    وصف ترامب [بحسب مسؤول أوروبي] الهجرة بأنها مشكلة; a medium there only passes it on.
    """
    scene, source = findings.scene, _source(findings, attribution)
    last = findings.found[-1]
    mention, speaker = source.mention, last.claim.source
    inside = last.at < attribution.first and attribution.until <= last.first
    if not inside or mention is None or is_media(scene, mention) or one_voice(mention, speaker):
        return
    if attribution.source is None or attribution.verb is not None:
        return
    if scene.tokens[attribution.source.first].word.stem in load_markers()["document_head"]:
        return  # قالت الوزارة وفق [بيان لها] إن
    findings.found.append(_claim(scene, attribution, source, last.first, last.stop, ()))


def _passed_on(findings: Findings, found: Found, attribution: Attribution) -> Found:
    """Note on a claim that is told twice who passed it on: قال إن ...، وفق ما نقلت عنه [وكالة]."""
    via = found.claim.via
    more = tuple(m for m in _agents(findings.scene, attribution) if not any(same_actor(m, v) for v in via))
    return findings.replace(found, msgspec.structs.replace(found.claim, via=(*via, *more))) if more else found


def _agents(scene: Scene, attribution: Attribution) -> list[ActorMention]:
    mentions = [speaker_of(scene, chunk) for chunk in attribution.passed_on]
    for before, chunk in pairwise(attribution.chunks[:_NEAR]):
        told = before is attribution.source and chunk.kind == "np" and not chunk.joined
        if told and chunk.actor is not None and is_outlet(scene, chunk.actor):
            mentions.append(chunk.actor)  # وفق ما أفاد مصدر [وكالة]
    return [mention for mention in mentions if mention is not None and not is_publisher(scene, mention)]


def _citing(
    scene: Scene, attribution: Attribution, begin: int, stop: int, behind: list[Found]
) -> tuple[ActorMention, ...]:
    """Find the medium that cites the source: نشرت [مجلة] نقلا عن مصدر أن, قالت [صحيفة] كذا نقلا عن مصدر."""
    if scene.tokens[attribution.first].key not in load_markers()["citing"]:
        return ()
    last = next((found.claim.source for found in reversed(behind) if found.stated), None)
    actors = [last] if last is not None else [scene.actor_of[at] for at in range(begin, stop)]
    outlet = next((actor for actor in actors if actor is not None and is_outlet(scene, actor)), None)
    return (outlet,) if outlet is not None else ()


def _source(findings: Findings, attribution: Attribution) -> Source:
    scene = findings.scene
    if attribution.source is None:
        return recall(scene, attribution.first, Word("", "", "VERB"), findings.spoken)
    head = scene.tokens[attribution.source.first].word
    if findings.spoken and head.stem + head.enclitic in load_markers()["own_word"]:
        return recall(scene, attribution.first, by_pronoun(head, head.enclitic), findings.spoken)
    mention = speaker_of(scene, attribution.source)
    if mention is not None:
        mention = name_behind(scene, mention, attribution.chunks)
    return Source(mention, "source:attribution", explicit=True)


def _is_connective(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    return token.kind == "mark" or token.key in load_markers()["connective"]


def _doubled(
    findings: Findings, attribution: Attribution, source: Source, behind: list[Found]
) -> Found | None:
    """Give the claim of which an attribution only repeats the speaker, or names who passed it on."""
    scene, own = findings.scene, load_markers()["own_word"]
    ending = [f for f in behind if f.stop >= attribution.first - 2 and f.first < attribution.first]
    last = ending[0] if ending else behind[-1]
    if attribution.source is not None:
        head = scene.tokens[attribution.source.first]
        if head.word.stem + head.word.enclitic in own or head.key in own:
            return last  # على حد قوله
        if _is_own_paper(scene, attribution.source):
            return last  # وفق بيان لمكتبه
        behind_source = attribution.chunks[attribution.chunks.index(attribution.source) + 1 :][:1]
        if any(chunk.bare and chunk.prep == "l" for chunk in behind_source):
            return last  # بحسب ما جاء في بيان له
    mention, speaker = source.mention, last.claim.source
    if mention is not None and speaker is not None and is_media(scene, mention):
        known = (speaker, *last.claim.via)
        if not any(same_actor(mention, one) for one in known) and is_outlet(scene, mention):
            relayed = msgspec.structs.replace(last.claim, via=(*last.claim.via, mention))
            return findings.replace(last, relayed)
        return last
    return next((found for found in ending if one_voice(mention, found.claim.source)), None)


def _is_own_paper(scene: Scene, chunk: Chunk) -> bool:
    """Tell a paper of one who is named before, by its pronoun: بيان لمكتبه, بيان صادر عن مكتبها."""
    head = scene.tokens[chunk.first].word.stem in load_markers()["document_head"]
    near = scene.tokens[chunk.first + 1 : chunk.first + _OWN_WITHIN]
    if not head or not near:
        return False
    word, following = near[0].word, near[1].word if len(near) > 1 else None
    if word.verb_form == "fin" and word.enclitic and word.lemma in load_markers()["put_out"]:
        return following is not None and following.upos in ("ADP", "PUNCT")  # بيان نشره على موقعه
    offices = (token.word for token in near if token.word.enclitic and is_nominal(token.word))
    return any(not load_markers()["office"].isdisjoint((w.stem, w.noun)) for w in offices)


def _behind_source(scene: Scene, at: int, limit: int) -> int:
    """Find where the clause begins behind وبحسب بيان صادر عن الجيش، ... or فقد, فإن."""
    begin = at
    for step in range(at, min(limit, at + _SOURCE_TAIL)):
        token = scene.tokens[step]
        if token.key in load_markers()["then"] or token.form in COMMAS:
            begin = step
            break
    while begin < limit and scene.tokens[begin].kind == "mark" and scene.opens_quotation(begin) is None:
        begin += 1
    return begin


def _clause_before(scene: Scene, attribution: Attribution, behind: list[Found]) -> tuple[int, int]:
    begin, stop = scene.sentence(attribution.first).first, attribution.first
    while stop > begin and _only_links(scene.tokens[stop - 1]):
        stop -= 1
    stated = [found for found in behind if found.stated]
    if stated:
        last = stated[-1]
        begin = last.first if last.stop >= stop else max(begin, last.stop)
    while begin < stop and scene.tokens[begin].kind == "mark" and scene.quotation_of[begin] is None:
        begin += 1
    return begin, stop


def _only_links(token: Token) -> bool:
    """Tell what stands between a clause and its attribution: a comma, وذلك."""
    return (token.kind == "mark" and token.form in "،,-") or token.key in load_markers()["trailing"]


def _clause_behind(
    scene: Scene, attribution: Attribution, first: int, before_stop: int
) -> tuple[int, int] | None:
    """Give what goes on behind an attribution between commas: أعدت لندن، بحسب دبلوماسيين، مسودة.

    It must be longer than tokens ``[first, before_stop)``, which stand before, much so where it opens like
    an adjunct; but where no more than a verb and its subject stands there, what it is said of is behind.
    """
    begin, limit = attribution.until, scene.sentence(attribution.first).stop
    before = before_stop - first
    if begin < limit and scene.tokens[begin].key in load_markers()["complementizer"]:
        return begin, content_stop(scene, begin, limit, loose=True)  # نشرت مجلة نقلا عن مصدر أن
    begin = _behind_where(scene, begin, limit)
    between = begin + 1 < limit and scene.tokens[begin].form in COMMAS
    bare = _verb_alone(scene, first, before_stop)
    if bare and begin + between < limit:
        start = begin + between
        stop = content_stop(scene, start, limit, loose=True)
        opening = scene.tokens[start]
        set_off = scene.tokens[attribution.first - 1].form in COMMAS  # بحسب ما أفاد مسؤول | لرويترز
        apart = between or not (set_off or opening.word.proclitics or scene.time_of[start])
        hides = hides_name(scene.tokens, start)  # بحسب مسؤول | طالبا عدم ذكر اسمه
        if stop - start >= max(2, bare) and opening.kind == "word" and apart and not hides:
            return start, stop
    if not between or scene.tokens[attribution.first - 1].form not in COMMAS:
        return None
    word = scene.tokens[begin + 1].word
    if scene.tokens[begin + 1].key in load_markers()["relative"]:
        return None
    opens = word.upos in ("ADP", "CCONJ", "SCONJ", "PART") or word.verb_form in ("fin", "act-part")
    stop = content_stop(scene, begin + 1, limit, loose=False)
    longer = _MUCH_LONGER if opens or word.proclitics else 1
    return (begin + 1, stop) if stop - begin - 1 > longer * before else None


def _behind_where(scene: Scene, begin: int, limit: int) -> int:
    """Step over where the source is, up to the comma behind: طبقا لمكتب الصحة | في المحافظة، إلى وفاة."""
    if begin >= limit or scene.tokens[begin].word.upos != "ADP":
        return begin
    for at in range(begin + 1, min(limit, begin + _WHERE)):
        if scene.tokens[at].form in COMMAS:
            return at
        if not is_nominal(scene.tokens[at].word):
            break
    return begin


def _verb_alone(scene: Scene, first: int, stop: int) -> int:
    """Count the tokens from the last verb on, where only its subject stands behind it, and when; 0 where
    more does.

    A verb whose object went before lacks nothing: الغارات التي [شنها الجيش].
    """
    for at in range(stop - 1, first - 1, -1):
        word = scene.tokens[at].word
        if scene.time_of[at] is not None or (word.upos == "ADP" and scene.time_of[at + 1] is not None):
            continue
        if word.verb_form == "fin" and scene.actor_of[at] is None:
            relative = at > first and _is_relative(scene, at - 1)
            has_object = bool(word.enclitic) and not word.proclitics
            return 0 if relative or has_object else stop - at
        if not (is_nominal(word) or word.upos == "DET") or word.proclitics:
            return 0
    return 0


def _is_relative(scene: Scene, at: int) -> bool:
    """Tell a relative on a noun from ما that takes up a whole clause: اصطدمت الحافلة، [ما] أدى."""
    markers = load_markers()
    after_clause = at > 0 and scene.tokens[at - 1].form in COMMAS and scene.tokens[at].key in markers["what"]
    return scene.tokens[at].key in markers["relative"] and not after_clause


def _claim(
    scene: Scene,
    attribution: Attribution,
    source: Source,
    begin: int,
    stop: int,
    outlets: tuple[ActorMention, ...],
) -> Found:
    row, mention = attribution.verb or attribution.row, source.mention
    cue = Span(attribution.start, attribution.end)
    opening = scene.tokens[begin]
    joined = opening.word.proclitics in load_markers()["and"]
    content = content_span(scene, opening.start + (stem_offset(opening) if joined else 0), begin, stop)
    said, when = find_said_among(scene, attribution.chunks[:_NEAR])
    pictures = of_pictures(scene, [whole_first(mention)] if mention else ())
    named = (Span(mention.start, mention.end),) if mention else ()
    why = (
        Reason("act", f"cue:{attribution.row.rule}", (cue,)),
        Reason("source", source.rule, named),
        Reason("content", "content:attributed", (content,)),
        *(reason for reason in (when, pictures and pictures[1]) if reason),
    )
    claim = ClaimDraft(
        act_of(scene, row, mention, attribution.source, passed_on=bool(attribution.passed_on)),
        cue,
        mention,
        (*outlets, *_agents(scene, attribution), *media_in(scene, attribution.chunks[:_NEAR], mention)),
        content,
        how_quoted(scene, content, begin, stop, "clause"),
        said,
        pictures[0] if pictures else None,
        why=why,
    )
    return Found(claim, attribution.first, begin, stop)
