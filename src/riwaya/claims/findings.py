"""The claims found so far in a report, and who has spoken in it."""

from bisect import bisect_left

import msgspec

from riwaya.chars import WAW
from riwaya.claims.acts import same_actor
from riwaya.claims.agreement import are_men
from riwaya.claims.evidence import Remark, find_remarks, is_of_both_sides, is_of_numbers, opens_sentence
from riwaya.claims.recalling import Speaker
from riwaya.claims.saying_times import find_datings
from riwaya.claims.scene import Scene, is_named, whole_stop
from riwaya.claims.source_words import load_source_words
from riwaya.claims.topics import Source
from riwaya.document import ActorMention, ClaimDraft, Word
from riwaya.phrases import is_nominal
from riwaya.types import Period, Reason, Span

_NEWLINE = "\n"
_OF_FACT = frozenset({"state", "announce", "report", "affirm", "deny", "accuse"})
# A content that ended so many tokens ago holds nothing any more.
_FAR = 200
_NAMED_BACK = 6  # claims back within which one who gave no proof has spoken
_LATEST = 8  # of the claims so far, one of these reaches furthest
_SPEAKERS = 200  # who spoke before the last so many is not asked; no report has more


class Found(msgspec.Struct, frozen=True):
    """A claim with the tokens it stands on."""

    claim: ClaimDraft
    at: int  # token of the cue
    first: int  # tokens of the content
    stop: int
    stated: bool = True  # a clause, not a noun phrase


class Findings:
    """What one walk over a report gathers, in the order of the text."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.found: list[Found] = []
        self.spoken: list[Speaker] = []
        self.consumed = 0  # tokens before it belong to a claim's opening

    @property
    def told(self) -> int:
        """The token behind the contents of all claims so far."""
        return max((found.stop for found in self.found[-_LATEST:]), default=0)

    def in_order(self) -> tuple[ClaimDraft, ...]:
        """Give the claims by where their cues stand."""
        found = sorted(self.found, key=lambda f: (f.claim.cue.start, f.claim.cue.end))
        return tuple(f.claim for f in found)

    def holder(self, at: int) -> Found | None:
        """Give the innermost claim whose content holds a token, or the quotation it goes on with."""
        at = self.scene.begun_at(at)
        for found in reversed(self.found):
            if found.first <= at < found.stop and found.at != at:
                return found
            if found.stop + _FAR < at:
                break
        return None

    def earlier(self, at: int, mention: ActorMention | None) -> ClaimDraft | None:
        """Give the claim that the same speaker made before in the sentence: its day and relay hold on.

        A participle that is a sentence of its own (قال كذا. مؤكدا أن) goes with the one before it.
        """
        number = self.scene.sentence_of[at]
        first = self.scene.document.sentences[number].first
        if at == first and number and self.scene.tokens[at].word.verb_form == "act-part":
            first = self.scene.document.sentences[number - 1].first
        for found in reversed(self.found):
            if found.at < first:
                return None
            if found.at < at and mention is not None and found.claim.source is mention:
                return found.claim
        return None

    def remember(self, at: int, source: Source, word: Word | None) -> None:
        """Note who spoke at a token, and how the verb agrees with him where it stands by his name."""
        mention = source.mention
        if mention is None:
            return
        noun = self.scene.tokens[mention.first].word
        number, told = noun.number, source.explicit and word is not None and word.verb_form == "fin"
        gender = word.gender if word is not None and told else None
        if gender is None and noun.upos == "NOUN" and number == "s" and mention.kind == "person":
            gender = noun.gender  # نقلت الوكالة عن [مصدر]: وأضافت is the agency
        if gender is None and are_men(noun):
            gender = "m"  # المحتجون ... نافيا is another
        if gender is None:
            for speaker in reversed(self.spoken[-_SPEAKERS:]):
                if speaker.mention is mention:
                    gender, number = speaker.gender, speaker.number
                    break
        self.spoken.append(Speaker(mention, gender, number, at, self._are_many(mention)))

    def _are_many(self, mention: ActorMention) -> bool:
        """Tell a family or party, and those whom و joins to one who speaks: قال الرئيس وحلفاؤه."""
        words, tokens = load_source_words(), self.scene.tokens
        if tokens[mention.first].word.stem in words["family"]:
            return True
        stop = whole_stop(mention)
        if stop >= len(tokens) or tokens[stop].word.proclitics != WAW:
            return False
        return is_nominal(tokens[stop].word) or self.scene.actor_of[stop] is not None

    def replace(self, old: Found, claim: ClaimDraft) -> Found:
        """Put a changed claim in its place, and give it."""
        changed = msgspec.structs.replace(old, claim=claim)
        self.found[self.found.index(old)] = changed
        return changed

    def weigh(self) -> None:
        """Tie each remark on evidence to the claims it is about."""
        for remark in find_remarks(self.scene):
            for found in self._about(remark):
                self._set_evidence(found, remark)

    def date(self) -> None:
        """Give claims the day that a sentence behind them tells: all that its speaker said before it."""
        found = sorted(self.found, key=lambda one: one.at)
        ats = [one.at for one in found]
        dated = 0  # claims before the last dating, which it has dated
        for first, said, reason in find_datings(self.scene):
            begin, dated = dated, bisect_left(ats, first)
            for one in reversed(found[begin:dated]):
                if not same_actor(one.claim.source, found[dated - 1].claim.source):
                    break
                if one.claim.said is None:
                    self.set_said(one, said, reason)

    def set_said(self, found: Found, said: Period, reason: Reason) -> None:
        """Give a claim the day it was said."""
        why = (*found.claim.why, reason)
        self.replace(found, msgspec.structs.replace(found.claim, said=said, why=why))

    def _about(self, remark: Remark) -> list[Found]:
        """Give the claims that a remark is about: the last before it in its sentence, or, if it opens
        one, those of the sentence before; of numbers, the last that has any; pictures show the last."""
        sentence = self.scene.sentence_of[remark.first]
        about = [f for f in self.found if self.scene.sentence_of[f.at] == sentence and f.at < remark.first][
            -1:
        ]
        if not about and sentence and opens_sentence(self.scene, remark.first):
            about = [f for f in self.found if self.scene.sentence_of[f.at] == sentence - 1]
        if remark.evidence == "documented":
            return [f for f in about[-1:] if self._showed(f, remark)]
        if remark.evidence == "no-evidence" and remark.comma is None:  # قال إن المفتشين لم يجدوا دليلا
            about = [f for f in about if not f.first <= remark.first < f.stop]
        if remark.evidence == "no-evidence" and (named := self._of_the_named(remark)):
            return named
        if is_of_both_sides(self.scene, remark):
            return self._of_both_sides(remark)
        counting = [f for f in about if self._counts(f)] if is_of_numbers(self.scene, remark) else []
        return counting[-1:] or about

    def _of_both_sides(self, remark: Remark) -> list[Found]:
        """Give what was put forward as a fact in the paragraph before a remark: روايات الطرفين."""
        start = self.scene.tokens[remark.first].start
        first = self.scene.text.rfind(_NEWLINE, 0, start) + 1
        near = [f for f in self.found if first <= f.claim.cue.start < start]
        return [f for f in near if f.claim.act in _OF_FACT]

    def _of_the_named(self, remark: Remark) -> list[Found]:
        """Give what one who is named gave no proof of: ولم يقدم [الوزير] أي دليل."""
        inside = range(remark.first + 1, remark.stop)
        actor = next((actor for at in inside if (actor := self.scene.actor_at(at))), None)
        before = [f for f in self.found if f.at < remark.first][-_NAMED_BACK:]
        return [f for f in before if actor is not None and same_actor(f.claim.source, actor)][-1:]

    def _counts(self, found: Found) -> bool:
        tokens = self.scene.tokens[found.first : found.stop]
        return any(token.kind == "number" or token.word.upos == "NUM" for token in tokens)

    def _showed(self, found: Found, remark: Remark) -> bool:
        """Tell whether who made a claim also showed pictures: قال ... ونشر صورا, ناشرة صورا."""
        verb = self.scene.tokens[remark.first].word.verb_form == "fin"
        behind = remark.first + 1  # his name, if it is not yet the pictures
        shower = self.scene.actor_at(behind) if verb and behind < remark.stop - 1 else None
        return shower is None or same_actor(shower, found.claim.source)

    def _set_evidence(self, found: Found, remark: Remark) -> None:
        token = self.scene.tokens[remark.first]
        why = (*found.claim.why, Reason("evidence", remark.rule, (Span(token.start, token.end),)))
        claim = msgspec.structs.replace(found.claim, evidence=remark.evidence, why=why)
        if claim.content is not None and remark.comma is not None:
            end = self.scene.tokens[remark.comma].start
            if claim.content.start < end < claim.content.end:
                claim = msgspec.structs.replace(claim, content=Span(claim.content.start, end))
        self.replace(found, claim)


def is_head_of(at: int, holder: Found) -> bool:
    """Tell whether a noun of saying is only what is said: أعرب عن استنكار; but not نفى مزاعم ... بأن."""
    return at <= holder.first + 1 and holder.claim.act not in ("deny", "reject")


def is_other(source: Source, holder: Found) -> bool:
    """Tell whether a cue inside a content has a source of its own."""
    if not source.explicit and source.rule != "source:passive":
        return False
    one, other = source.mention, holder.claim.source
    if one is not None and other is not None and one.kind == "country" and one.country is not None:
        own = other.country == one.country or (other.country is None and is_named(other))
        if own and other.role in ("GOV", "MIL"):
            return False  # a spokesman and his own government are one source
    return not same_actor(one, other)
