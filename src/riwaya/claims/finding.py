"""Every claim of a report: cue by cue, in the order of the text."""

import msgspec

from riwaya.claims.acts import act_of
from riwaya.claims.agreement import are_men, is_owned
from riwaya.claims.attributing import attribute, attribute_opening
from riwaya.claims.attributions import find_attribution
from riwaya.claims.clauses import coordinated_verb
from riwaya.claims.contents import find_content, how_quoted
from riwaya.claims.evidence import of_pictures
from riwaya.claims.findings import Findings, Found, is_head_of, is_other
from riwaya.claims.frames import settle
from riwaya.claims.headlines import find_headline
from riwaya.claims.outlets import find_channel, find_fronted, find_hosted, find_relays, is_media, is_outlet
from riwaya.claims.quoted_before import settle_behind
from riwaya.claims.recalling import by_pronoun, issuer_of
from riwaya.claims.rivals import is_sure, readings
from riwaya.claims.saying_times import find_host_time, find_said, find_said_behind
from riwaya.claims.scene import Scene, lay_out, stem_offset, whole_first
from riwaya.claims.settled import Settled
from riwaya.claims.sources import find_source, introduced
from riwaya.claims.tables import CueRow, load_markers, rows_for
from riwaya.claims.telling import is_told, is_turned_to, rows_at, starts_saying
from riwaya.claims.topics import Source, subject_before
from riwaya.document import ActorMention, ClaimDraft, Document, Word
from riwaya.types import Evidence, Period, Reason, Span

# How far behind a recording the verb may stand that tells what it shows.
_SHOWN_WITHIN = 20
# Who states his will where he refuses to do a thing: رفضت الحكومة سحب جنودها, not رفض السكان المغادرة.
_POWERS = frozenset({"GOV", "MIL", "REB", "OPP", "IGO"})
_NOBODY = ("source:passive", "source:impersonal")


def find_claims(document: Document) -> Document:
    """Fill ``claims``: who says what, by which word, with which act."""
    if not document.tokens:
        return document
    findings = Findings(lay_out(document))
    at, tokens = 0, document.tokens
    while at < len(tokens):
        if tokens[at].kind == "word":
            opens = at < findings.consumed  # ووصف ترامب [بحسب مسؤول أوروبي] الهجرة بأنها
            attribution = find_attribution(findings.scene, at)
            if attribution is not None and opens:
                attribute_opening(findings, attribution)
            elif attribution is not None:
                attribute(findings, attribution)
                at = max(at + 1, attribution.until if attribution.passed_on else attribution.stop)
                continue
            if not opens:
                _try_word(findings, at)
        elif (headline := find_headline(findings.scene, at)) is not None:
            _take(findings, *headline, before=None)
        at += 1
    findings.weigh()
    findings.date()
    return msgspec.structs.replace(document, claims=findings.in_order())


def _try_word(findings: Findings, at: int) -> None:
    """Try a token's readings and their rows, until one makes a claim."""
    scene = findings.scene
    for word in readings(scene, at):
        if not is_told(scene, at, word):
            continue
        rows, before = rows_at(scene, at, word), subject_before(scene, at, word)
        before = issuer_of(scene, at, before) if before is not None else None
        while rows:
            led = before is not None or _led_by_pronoun(scene, at, word) or is_turned_to(scene, at, word)
            settled = _settle(scene, at, word, rows, led=led)
            settled = settle_behind(scene, at, word, rows, settled, findings.told) or settled
            if settled is None or not is_sure(scene, settled):
                break
            source = find_source(scene, settled, before, findings.spoken)
            if _fits(scene, settled, source):
                _take(findings, settled, source, before)
                return
            rows = rows[rows.index(settled.row) + 1 :]
    if (speaker := introduced(scene, at)) is not None and findings.holder(at) is None:
        findings.remember(at, Source(speaker, "source:introduced"), None)


def _settle(scene: Scene, at: int, word: Word, rows: tuple[CueRow, ...], *, led: bool) -> Settled | None:
    """Settle the word; once more where its subject must be whom it is said to: حثت [رعاياها] على."""
    limit = scene.sentence(at).stop
    settled = settle(scene, at, word, rows, limit, led=led)
    chunk = settled.subject if settled is not None and settled.row.kind == "verb" else None
    if settled is None or settled.frame == "relay" or chunk is None or chunk.first < at:
        return settled
    noun = scene.tokens[chunk.first].word
    disagrees = word.gender == "f" and are_men(noun)
    if not (disagrees or (settled.row.act == "demand" and is_owned(noun, word))):
        return settled
    again = settle(scene, at, word, rows, limit, led=True)
    return again if again is not None and again.content == chunk else settled


def _led_by_pronoun(scene: Scene, at: int, word: Word) -> bool:
    """Tell whether a particle before the verb carries its subject: [لكنه] نفى; not إنه أعلنت الوزارة."""
    markers, before = load_markers(), scene.tokens[at - 1]
    leads = any(before.key in markers[name] for name in ("complementizer", "turn", "conjunction"))
    if not at or not leads or not before.word.enclitic or word.verb_form != "fin":
        return False
    meant = by_pronoun(word, before.word.enclitic)
    return (meant.gender, meant.number) == (word.gender, word.number)


def _fits(scene: Scene, settled: Settled, source: Source) -> bool:
    """Tell whether a row's own conditions on the source are met."""
    row, word = settled.row, settled.word
    if _names(source, settled) or (_is_shown(settled) and _shows_more(scene, settled)):
        return False
    if row.act == "reject" and _says_nothing(scene, settled):
        return False
    if row.kind in ("masdar", "noun") and settled.frame == "obj" and settled.subject is None:
        own = bool(word and (word.enclitic or word.proclitics))  # هذا التأكيد is no saying of its own
        return own or (word is not None and is_turned_to(scene, settled.at, word))
    if row.by == "owner":
        owned = settled.subject is not None or bool(word and word.enclitic)
        return owned or (word is not None and is_turned_to(scene, settled.at, word))
    if not row.by or source.mention is None:
        return not row.by
    if row.by == "power":
        return source.explicit and source.mention.role in _POWERS and not _turns_away(scene, settled)
    speakers = load_markers()[row.by]
    head = scene.tokens[whole_first(source.mention)].word
    if head.stem in speakers or head.lemma in speakers:
        return True
    return row.by == "media_head" and is_media(scene, source.mention)


def _names(source: Source, settled: Settled) -> bool:
    """Tell a word of the speaker's own name from one of saying: حلف شمال الأطلسي does not swear."""
    speaker = source.mention
    body = speaker is not None and speaker.kind == "organisation" and settled.row.kind == "verb"
    return speaker is not None and body and speaker.first <= settled.at < speaker.stop


def _says_nothing(scene: Scene, settled: Settled) -> bool:
    """Tell one who will not speak from one who rejects something: رفض [التعليق] على التقرير."""
    if settled.content is None:
        return False
    word = scene.tokens[settled.content.first].word
    return not load_markers()["comment"].isdisjoint((word.stem, word.noun))


def _turns_away(scene: Scene, settled: Settled) -> bool:
    """Tell a deed from a stand: رفض الوزير [استقبال] الوفد, where رفض الوزير سحب الجنود tells his will."""
    return settled.content is not None and (
        scene.tokens[settled.content.first].word.stem in load_markers()["receives"]
    )


def _is_shown(settled: Settled) -> bool:
    """Tell pictures or a recording that somebody puts out: نشر الجيش [صورا] للموقع."""
    pictures = not settled.row.needed.isdisjoint(load_markers()["picture_head"])
    return pictures and settled.frame == "obj" and settled.row.lemma in load_markers()["passes_on"]


def _shows_more(scene: Scene, settled: Settled) -> bool:
    """Tell whether a recording that is put out is itself said to show something: نشر فيديو يظهر."""
    if settled.content is None:
        return False
    first, limit = settled.content.first, scene.sentence(settled.at).stop
    return any(
        scene.tokens[at].word.verb_form == "fin" and starts_saying(scene, at, limit)
        for at in range(first + 1, min(limit, first + _SHOWN_WITHIN))
    )


def _take(findings: Findings, settled: Settled, source: Source, before: Source | None) -> None:
    """Add the claim, unless it stands in another's content and says nothing of its own."""
    scene, holder = findings.scene, findings.holder(settled.at)
    if holder is not None:
        if not is_other(source, holder):
            return
        if settled.row.kind != "verb" and is_head_of(settled.at, holder):
            return
    found = _claim(findings, settled, source, before, holder)
    findings.found.append(found)
    if (twin := _twin(scene, settled)) is not None:
        findings.found.append(_claim(findings, twin, source, before, holder))
    findings.consumed = max(findings.consumed, found.first)
    if holder is None and (settled.row.kind == "verb" or settled.frame == "bare"):
        if settled.frame != "relay" and settled.agent is None:
            findings.remember(settled.at, source, settled.word)
            return
        for agent in found.claim.via[:1]:  # the verb agrees with who passes on
            findings.remember(settled.at, Source(agent, "source:relay", explicit=True), settled.word)
        findings.remember(settled.at, source, None)


def _twin(scene: Scene, settled: Settled) -> Settled | None:
    """Give the word of saying that follows at once and shares the complement: تشجب [وتدين] الهجوم."""
    subject = settled.subject
    behind = subject is not None and subject.first == settled.at + 1
    at = subject.stop if subject is not None and behind else settled.at + 1
    if settled.content is None or settled.content.first <= at:
        return None
    word = coordinated_verb(scene, at, scene.tokens[settled.at].word)
    rows = rows_for(word) if word is not None else ()
    row = next((row for row in rows if settled.frame in row.frames), None)
    return msgspec.structs.replace(settled, at=at, row=row, word=word) if row is not None else None


def _holds_words(scene: Scene, content: Span) -> bool:
    """Tell whether more than a mark or a clitic stands in a content."""
    text = scene.document.report.text[content.start : content.end]
    return any(letter.isalnum() for letter in text)


def _claim(
    findings: Findings, settled: Settled, source: Source, before: Source | None, holder: Found | None
) -> Found:
    scene, at, mention, chunk = findings.scene, settled.at, source.mention, settled.content
    first, stop, content = at + 1, at + 1, None
    token = scene.tokens[at]
    cue = Span(token.start + stem_offset(token, settled.word), token.end)
    if chunk is not None:
        content, stop = find_content(scene, settled, at if chunk.stop <= at else scene.sentence(at).stop)
        first = chunk.first
        content = content if _holds_words(scene, content) else None
    said, when = find_said(scene, at, settled.before)
    if said is None and content is not None:
        said, when = find_said_behind(scene, stop)
    via = _via(findings, settled, mention, before)
    via = via if via or content is None else find_channel(scene, stop, mention)
    earlier = findings.earlier(at, mention) if holder is None and not source.explicit else None
    if earlier is not None:
        said, via = said or earlier.said, via or earlier.via
    if said is None and settled.word is not None:
        said, when = _host_time(scene, settled.word, at, source)
    via = via or _teller(scene, holder)
    pictures = _pictures(scene, settled, mention)
    act = act_of(
        scene, settled.row, mention, settled.subject,
        passed_on=source.rule in _NOBODY or settled.agent is not None or _is_cited(settled),
    )  # fmt: skip
    why = (
        Reason("act", f"cue:{settled.row.rule}+{settled.frame}", (cue,)),
        Reason("source", source.rule, (Span(mention.start, mention.end),) if mention else ()),
        Reason("content", f"content:{chunk.kind if chunk else 'bare'}", (content,) if content else ()),
        *(reason for reason in (when, pictures and pictures[1]) if reason),
    )
    claim = ClaimDraft(
        act, cue, mention, via, content,
        "indirect" if content is None else how_quoted(scene, content, first, stop, settled.frame),
        said, pictures[0] if pictures else None, why,
    )  # fmt: skip
    return Found(claim, at, first, stop, chunk is not None and chunk.kind in ("anna", "quote", "colon", "wh"))


def _teller(scene: Scene, holder: Found | None) -> tuple[ActorMention, ...]:
    """Give the medium in whose words a claim stands: أفادت [صحيفة] بأن الوزير هدد بـ."""
    teller = holder.claim.source if holder is not None else None
    return (teller,) if teller is not None and is_outlet(scene, teller) else ()


def _pictures(scene: Scene, settled: Settled, source: ActorMention | None) -> tuple[Evidence, Reason] | None:
    """Tell whether pictures speak, or are what is put out."""
    heads = [whole_first(source)] if source else []
    if settled.content is not None and _is_shown(settled):
        heads.append(settled.content.first)
    return of_pictures(scene, heads)


def _host_time(scene: Scene, word: Word, at: int, source: Source) -> tuple[Period | None, Reason | None]:
    """Find the day of the verb that a participle, or the clause of what somebody put out, goes with."""
    if word.verb_form in ("act-part", "masdar"):
        return find_host_time(scene, at)
    issued = source.rule in ("source:relative", "source:subject-before", "source:issuer")
    return find_host_time(scene, at, issued=True) if issued else (None, None)


def _via(
    findings: Findings, settled: Settled, source: ActorMention | None, before: Source | None
) -> tuple[ActorMention, ...]:
    """Find who passed a claim on, within its clause or at the start of its sentence."""
    scene, spoken = findings.scene, findings.spoken
    via = find_relays(scene, settled, source, before.mention if before else None, spoken)
    verb = settled.word is not None and settled.word.verb_form == "fin"
    if not via and settled.word is not None and settled.word.verb_form == "act-part":
        return find_hosted(scene, settled.at, source)
    return via if via or before is not None or not verb else find_fronted(scene, settled.at, source, spoken)


def _is_cited(settled: Settled) -> bool:
    """Tell one whom a medium cites: ذكرت القناة، نقلا عن [مسؤول]; but جاء في [بيان]."""
    return settled.subject is not None and settled.subject.kind == "pp" and settled.subject.prep != "fi"
