"""Every claim of a report: cue by cue, in the order of the text."""

from typing import Literal

import msgspec

from riwaya.claims.attributions import Attribution, find_attribution
from riwaya.claims.chunks import Chunk
from riwaya.claims.contents import content_stop, find_content, how_quoted
from riwaya.claims.evidence import find_remarks, of_pictures, opens_sentence
from riwaya.claims.frames import Settled, settle
from riwaya.claims.relays import find_relays, is_media, is_publisher, media_in
from riwaya.claims.saying_times import find_said
from riwaya.claims.scene import Scene, lay_out, stem_offset, whole_first
from riwaya.claims.sources import Source, Speaker, find_source, name_behind, recall, speaker_of, subject_before
from riwaya.claims.telling import is_told
from riwaya.claims.tables import CueRow, load_markers, rows_for, saying_word
from riwaya.document import ActorMention, ClaimDraft, Document, Word
from riwaya.types import Act, Evidence, Reason, Span


# Frames sure enough to trust a reading of the cue that was not chosen.
_SURE = ("anna", "colon", "quote", "relay", "obj+ila")


_NOBODY = ("source:passive", "source:impersonal")


class Found(msgspec.Struct, frozen=True):
    """A claim with the tokens it stands on."""

    claim: ClaimDraft
    at: int  # token of the cue
    first: int  # tokens of the content
    stop: int


def find_claims(document: Document) -> Document:
    """Fill ``claims``: who says what, by which word, with which act."""
    if not document.tokens:
        return document
    finder = _Finder(lay_out(document))
    finder.walk()
    finder.weigh()
    found = sorted(finder.found, key=lambda f: (f.claim.cue.start, f.claim.cue.end))
    return msgspec.structs.replace(document, claims=tuple(f.claim for f in found))


class _Finder:
    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.found: list[Found] = []
        self.spoken: list[Speaker] = []
        self.consumed = 0  # tokens before it belong to a claim's opening

    def walk(self) -> None:
        at, tokens = 0, self.scene.tokens
        while at < len(tokens):
            if tokens[at].kind == "word" and at >= self.consumed:
                attribution = find_attribution(self.scene, at)
                if attribution is not None:
                    self._attribute(attribution)
                    at = max(at + 1, attribution.stop)
                    continue
                self._try(at)
            at += 1

    def _try(self, at: int) -> None:
        for word in self._words(at):
            rows = rows_for(word)
            if not is_told(self.scene, at, word):
                continue
            before = subject_before(self.scene, at, word)
            while rows:
                settled = settle(self.scene, at, word, rows, self._limit(at), led=before is not None)
                if settled is None or not _is_sure(self.scene, settled):
                    break
                source = find_source(self.scene, settled, before, self.spoken)
                if self._fits(settled, source):
                    self._take(settled, source)
                    return
                rows = rows[rows.index(settled.row) + 1 :]

    def _words(self, at: int) -> list[Word]:
        """Give the readings of a token that call up rows, the chosen one or a near rival first."""
        token = self.scene.tokens[at]
        first = saying_word(token)
        if token.key in load_markers()["modal"]:
            return []
        if first is None and (token.word.upos not in ("NOUN", "PROPN", "ADJ") or token.word.det):
            return []
        rivals = [word for word in token.others if word.verb_form in ("fin", "act-part") and rows_for(word)]
        return ([first] if first is not None else []) + [word for word in rivals if word is not first][:2]

    def _fits(self, settled: Settled, source: Source) -> bool:
        if not settled.row.by:
            return True
        if settled.row.by == "owner":
            return settled.subject is not None or bool(settled.word and settled.word.enclitic)
        if source.mention is None:
            return False
        markers = load_markers()
        head = self.scene.tokens[whole_first(source.mention)].word
        return head.stem in markers[settled.row.by] or head.lemma in markers[settled.row.by]

    def _take(self, settled: Settled, source: Source) -> None:
        holder = self._holder(settled.at)
        if holder is not None and not _is_other(source, holder):
            return
        self._add(settled, source, nested=holder is not None)

    def _limit(self, at: int) -> int:
        return self.scene.sentence(at).stop

    def _holder(self, at: int) -> Found | None:
        """Give the innermost claim whose content holds a token."""
        for found in reversed(self.found):
            if found.first <= at < found.stop and found.at != at:
                return found
            if found.stop + 200 < at:
                break
        return None

    def weigh(self) -> None:
        """Tie each remark on evidence to the claims it is about."""
        for first, _, evidence, rule in find_remarks(self.scene):
            sentence = self.scene.sentence_of[first]
            here = [n for n, f in enumerate(self.found) if self.scene.sentence_of[f.at] == sentence and f.at < first]
            if here:
                about = [n for n in here if self.found[n].stop <= first or self.found[n].first > first][-1:]
                about = about or here[-1:]
            elif sentence and opens_sentence(self.scene, first):
                about = [n for n, f in enumerate(self.found) if self.scene.sentence_of[f.at] == sentence - 1]
            else:
                about = []
            token = self.scene.tokens[first]
            for number in about:
                self._set_evidence(number, evidence, Reason("evidence", rule, (Span(token.start, token.end),)))

    def _set_evidence(self, number: int, evidence: Evidence, reason: Reason) -> None:
        found = self.found[number]
        claim = msgspec.structs.replace(found.claim, evidence=evidence, why=(*found.claim.why, reason))
        self.found[number] = msgspec.structs.replace(found, claim=claim)

    def _add(self, settled: Settled, source: Source, *, nested: bool) -> None:
        scene, at = self.scene, settled.at
        chunk = settled.content
        content, stop = (None, at + 1) if chunk is None else find_content(scene, settled, self._limit(at))
        first = at + 1 if chunk is None else chunk.first
        self.consumed = max(self.consumed, first)
        mention = source.mention
        token = scene.tokens[at]
        cue = Span(token.start + stem_offset(token), token.end)
        said, when = find_said(scene, at, settled.before)
        pictures = of_pictures(scene, [whole_first(mention)] if mention else ())
        why = (
            Reason("act", f"cue:{settled.row.rule}+{settled.frame}", (cue,)),
            Reason("source", source.rule, (Span(mention.start, mention.end),) if mention else ()),
            *(reason for reason in (when, pictures and pictures[1]) if reason),
        )
        act = act_of(scene, settled.row, mention, settled.subject, nobody=source.rule in _NOBODY)
        claim = ClaimDraft(
            act, cue, mention, find_relays(scene, settled, mention), content,
            "indirect" if content is None else how_quoted(scene, content, first, stop, settled.frame),
            said, pictures[0] if pictures else None, how_answers(scene, act, content, first), why,
        )  # fmt: skip
        self.found.append(Found(claim, at, first, stop))
        if mention is not None and not nested:
            self._remember(settled, source, mention)

    def _remember(self, settled: Settled, source: Source, mention: ActorMention) -> None:
        word = settled.word
        head = self.scene.tokens[mention.first].word
        gender = word.gender if word is not None and source.explicit and word.verb_form == "fin" else None
        number = head.number
        if not source.explicit or gender is None:
            for speaker in reversed(self.spoken):
                if speaker.mention is mention:
                    gender, number = gender or speaker.gender, speaker.number
                    break
        self.spoken.append(Speaker(mention, gender, number, settled.at))

    def _attribute(self, attribution: Attribution) -> None:
        scene = self.scene
        first = scene.sentence(attribution.first).first
        leads = all(_is_connective(scene, at) for at in range(first, attribution.first))
        source = self._attributed_source(attribution)
        if source.mention is None:
            return
        behind = [f for f in self.found if first <= f.at < attribution.first] if not leads else []
        if behind and self._doubles(attribution, source, behind):
            return
        if leads:
            begin = attribution.until
            limit = scene.sentence(begin - 1).stop
            while begin < limit and scene.tokens[begin].kind == "mark":
                begin += 1
            stop = content_stop(scene, begin, limit, loose=True) if begin < limit else begin
        else:
            begin, stop = self._clause_before(attribution, behind)
            begin, stop = max((begin, stop), self._clause_behind(attribution), key=lambda part: part[1] - part[0])
        if begin >= stop:
            return
        self._add_attributed(attribution, source, begin, stop)

    def _clause_before(self, attribution: Attribution, behind: list[Found]) -> tuple[int, int]:
        scene = self.scene
        begin = scene.sentence(attribution.first).first
        if behind:
            last = behind[-1]
            if last.stop >= attribution.first - 1:
                begin = last.first
            else:
                begin = max(begin, last.stop)
        stop = attribution.first
        while begin < stop and (scene.tokens[begin].kind == "mark" and scene.quotation_of[begin] is None):
            begin += 1
        while stop > begin and scene.tokens[stop - 1].kind == "mark" and scene.tokens[stop - 1].form in "،,-":
            stop -= 1
        return begin, stop

    def _clause_behind(self, attribution: Attribution) -> tuple[int, int]:
        """Give what goes on behind an attribution between commas: أعدت لندن، بحسب دبلوماسيين، مسودة."""
        scene, begin = self.scene, attribution.until
        limit = scene.sentence(attribution.first).stop
        if begin + 1 >= limit or scene.tokens[begin].form not in ("،", ",") or scene.tokens[attribution.first - 1].form not in ("،", ","):
            return begin, begin
        word = scene.tokens[begin + 1].word
        if word.upos in ("ADP", "CCONJ", "SCONJ", "PART") or word.proclitics or word.verb_form in ("fin", "act-part"):
            return begin, begin
        return begin + 1, content_stop(scene, begin + 1, limit, loose=False)

    def _attributed_source(self, attribution: Attribution) -> Source:
        scene = self.scene
        if attribution.source is not None:
            mention = speaker_of(scene, attribution.source)
            if mention is not None:
                mention = name_behind(scene, mention, attribution.chunks)
            return Source(mention, "source:attribution", explicit=True)
        word = Word("", "", "VERB")
        return recall(scene, attribution.first, word, self.spoken)

    def _doubles(self, attribution: Attribution, source: Source, behind: list[Found]) -> bool:
        """Tell whether an attribution only repeats who speaks already, or names who passed it on."""
        scene, markers = self.scene, load_markers()
        ending = [f for f in behind if f.stop >= attribution.first - 2 and f.first < attribution.first]
        last = ending[0] if ending else behind[-1]
        chunk = attribution.source
        head = scene.tokens[chunk.first] if chunk is not None else None
        if head is not None and (head.word.stem + head.word.enclitic in markers["own_word"] or head.key in markers["own_word"]):
            return True
        if source.mention is not None and is_media(scene, source.mention) and last.claim.source is not None:
            if not same_actor(source.mention, last.claim.source) and not is_publisher(scene, source.mention):
                claim = msgspec.structs.replace(last.claim, via=(*last.claim.via, source.mention))
                self.found[self.found.index(last)] = msgspec.structs.replace(last, claim=claim)
            return True
        return bool(ending) and any(same_actor(source.mention, f.claim.source) for f in ending)

    def _add_attributed(self, attribution: Attribution, source: Source, begin: int, stop: int) -> None:
        scene = self.scene
        row = attribution.verb or attribution.row
        begin_token = scene.tokens[begin]
        content = Span(begin_token.start, scene.tokens[stop - 1].end)
        mention = source.mention
        said, when = find_said(scene, attribution.first, attribution.chunks[:4])
        pictures = of_pictures(scene, [whole_first(mention)] if mention else ())
        cue = Span(attribution.start, attribution.end)
        claim = ClaimDraft(
            act_of(scene, row, mention, attribution.source), cue, mention,
            media_in(scene, attribution.chunks[:6], mention), content,
            how_quoted(scene, content, begin, stop, "clause"), said, pictures[0] if pictures else None,
            why=(
                Reason("act", f"cue:{attribution.row.rule}", (cue,)),
                Reason("source", source.rule),
                *(reason for reason in (when, pictures and pictures[1]) if reason),
            ),
        )  # fmt: skip
        self.found.append(Found(claim, attribution.first, begin, stop))
        if mention is not None:
            number = scene.tokens[mention.first].word.number
            self.spoken.append(Speaker(mention, None, number, attribution.first))


def _is_sure(scene: Scene, settled: Settled) -> bool:
    """Tell whether a frame bears out a reading of the cue that was not the chosen one."""
    chosen, word = scene.tokens[settled.at].word, settled.word
    if word is None or word.verb_form == chosen.verb_form or word.verb_form in ("act-part", "masdar"):
        return True
    return settled.frame.startswith(_SURE)


def _is_connective(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    return token.kind == "mark" or token.key in load_markers()["connective"]


def _is_other(source: Source, holder: Found) -> bool:
    """Tell whether a cue inside a content has a source of its own."""
    if not source.explicit and source.rule != "source:passive":
        return False
    one, other = source.mention, holder.claim.source
    if one is not None and other is not None and one.country is not None and one.country == other.country:
        # A spokesman and his own government are one source.
        return not (one.role in ("GOV", "MIL") and other.role in ("GOV", "MIL"))
    return not same_actor(one, other)


def same_actor(one: ActorMention | None, other: ActorMention | None) -> bool:
    """Tell whether two mentions name the same actor: by row, by place, or by a shorter name."""
    if one is None or other is None:
        return False
    if one.ref is not None and one.ref == other.ref:
        return True
    if one.start < other.end and other.start < one.end:
        return True
    a, b = set(one.name.split()), set(other.name.split())
    return bool(a and b) and (a <= b or b <= a)


def how_answers(scene: Scene, act: Act, content: Span | None, first: int) -> Literal["bare", "report", "none"]:
    """Tell how a denial points at what it denies: by nothing (وهو ما نفاه), or as a report of it."""
    if act not in ("deny", "reject"):
        return "none"
    if content is None:
        return "bare"
    markers = load_markers()
    for token in scene.tokens[first : first + 2]:
        if token.word.stem in markers["answered"] or token.key in markers["answered"]:
            return "report"
    return "none"


def act_of(
    scene: Scene, row: CueRow, mention: ActorMention | None, subject: Chunk | None, *, nobody: bool = False
) -> Act:
    """Give the act: a saying of the media, of a report, or of nobody is a report."""
    if row.act != "state":
        return row.act
    head = scene.tokens[subject.first].word.stem if subject is not None else ""
    told = nobody or head in load_markers()["media_head"] or (mention is not None and is_media(scene, mention))
    return "report" if told else "state"
