"""The claims found so far in a report, and who has spoken in it."""

from bisect import bisect_left

import msgspec

from riwaya.claims.acts import same_actor
from riwaya.claims.evidence import find_remarks, opens_sentence
from riwaya.claims.recalling import Speaker
from riwaya.claims.saying_times import find_datings
from riwaya.claims.scene import Scene, is_named
from riwaya.claims.topics import Source
from riwaya.document import ActorMention, ClaimDraft, Word
from riwaya.types import Evidence, Period, Reason, Span

# A content that ended so many tokens ago holds nothing any more.
_FAR = 200
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
        """Give the claim that the same speaker made before in the sentence: its day and relay hold on."""
        first = self.scene.sentence(at).first
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
        number = self.scene.tokens[mention.first].word.number
        gender = word.gender if word is not None and source.explicit and word.verb_form == "fin" else None
        if gender is None:
            for speaker in reversed(self.spoken[-_SPEAKERS:]):
                if speaker.mention is mention:
                    gender, number = speaker.gender, speaker.number
                    break
        self.spoken.append(Speaker(mention, gender, number, at))

    def replace(self, old: Found, claim: ClaimDraft) -> Found:
        """Put a changed claim in its place, and give it."""
        changed = msgspec.structs.replace(old, claim=claim)
        self.found[self.found.index(old)] = changed
        return changed

    def weigh(self) -> None:
        """Tie each remark on evidence to the claims it is about."""
        for first, evidence, rule in find_remarks(self.scene):
            token = self.scene.tokens[first]
            reason = Reason("evidence", rule, (Span(token.start, token.end),))
            for found in self._about(first):
                self._set_evidence(found, evidence, reason)

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

    def _about(self, first: int) -> list[Found]:
        sentence = self.scene.sentence_of[first]
        here = [f for f in self.found if self.scene.sentence_of[f.at] == sentence and f.at < first]
        if here:
            return [f for f in here if f.stop <= first or f.first > first][-1:] or here[-1:]
        if sentence and opens_sentence(self.scene, first):
            return [f for f in self.found if self.scene.sentence_of[f.at] == sentence - 1]
        return []

    def _set_evidence(self, found: Found, evidence: Evidence, reason: Reason) -> None:
        why = (*found.claim.why, reason)
        self.replace(found, msgspec.structs.replace(found.claim, evidence=evidence, why=why))


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
