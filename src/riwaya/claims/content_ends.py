"""What ends a content: another saying, the report's own voice, the phrase it is part of."""

from typing import Self

import msgspec

from riwaya.claims.adverbials import is_adverbial
from riwaya.claims.attributions import opens_attribution
from riwaya.claims.frames import settle
from riwaya.claims.own_voice import (
    PAUSES,
    ends_with_time,
    load_ends,
    names_meeting,
    names_statement,
    report_takes_over,
)
from riwaya.claims.scene import COMMAS, Scene, is_named, whole_stop
from riwaya.claims.settled import Settled
from riwaya.claims.tables import load_cues, load_markers, rows_for, saying_word
from riwaya.claims.telling import starts_saying
from riwaya.claims.topics import subject_before
from riwaya.document import Token, Word
from riwaya.phrases import is_nominal
from riwaya.types import Act

# How far behind لكن or بينما a new word of saying may stand to end what was said before.
_REACH = 6
_ASIDE = 10  # words of an aside on the way
# How far before a joined verb that of the relative clause may stand: الذي [دمر] الجسر وقطع.
_RELATIVE = 40
_LEADING_CLAUSE = 10
_RULERS = frozenset({"GOV", "MIL", "REB", "OPP", "IGO"})
# What such an act is about did not happen, or is no event: what followed, followed from the act.
_NO_EVENTS = frozenset({"deny", "reject", "demand", "accuse", "threaten", "promise"})
# What such an act is about is mostly done, so where it is told may be where it was done.
_OF_EVENTS = frozenset({"report", "deny", "condemn", "accuse"})
_LEADING = 5  # so near the start of its sentence a noun of saying belongs to the clause that opens it


class Run(msgspec.Struct, frozen=True):
    """A content on its way: from ``first`` on, before ``limit``.

    ``loose``: it is a clause, which may run on over commas and joined verbs; a noun phrase may not.
    ``verb``: the word of saying; ``one``: who speaks is one person, whom no plural pronoun is about.
    ``describing``: the saying stands in a relative clause: طائرة قال إنها تركية.
    ``quoted``: it is a quotation whose closing mark was forgotten, which only another saying ends.
    ``hosted``: a noun of saying is the subject of a verb that goes on behind: جاء إعلانه الهدنة بعد أيام.
    ``leading``: the saying stands in a clause before the main one: وبينما أكد الجيش أن الطريق آمن، سقطت.
    ``act``: that of the saying, where it is known.
    """

    scene: Scene
    first: int
    limit: int
    loose: bool
    verb: Word | None = None
    one: bool = False
    describing: bool = False
    quoted: bool = False
    leading: bool = False
    hosted: bool = False
    act: Act | None = None

    def within(self, limit: int) -> Self:
        """Give the same content with another limit."""
        return self if limit == self.limit else msgspec.structs.replace(self, limit=limit)

    def clause(self, first: int, limit: int) -> Self:
        """Give a clause handed over by the same word."""
        return msgspec.structs.replace(self, first=first, limit=limit, loose=True, describing=False)

    def speech(self, first: int, limit: int) -> Self:
        """Give a quotation whose closing mark was forgotten."""
        return msgspec.structs.replace(self.clause(first, limit), quoted=True)

    def phrase(self, first: int) -> Self:
        """Give a phrase handed over by the same word."""
        return msgspec.structs.replace(self, first=first, loose=False, describing=False)

    def ends_before(self, at: int) -> bool:
        """Tell whether the content ends before a token, which may be a comma."""
        token = self.scene.tokens[at]
        comma = token.kind == "mark" and token.form in PAUSES
        if token.kind == "mark" and not comma:
            return False
        at += comma
        if at >= self.limit:
            return False
        joined = self.scene.tokens[at].word.proclitics[:1] in (load_markers()["and"])
        if self._another_says(at, comma=comma, joined=joined):
            return True
        if not self.quoted and self._report_goes_on(at, comma=comma):
            return True
        if self.describing and self._leaves_description(at, comma=comma):
            return True
        return not self.loose and self._leaves_phrase(at, comma=comma, joined=joined)

    def _another_says(self, at: int, *, comma: bool, joined: bool) -> bool:
        """Tell whether another saying begins: مشيرا إلى, وأضاف, وفقا لـ, لكن موسكو قالت."""
        scene, markers = self.scene, load_markers()
        token = scene.tokens[at]
        saying = saying_word(token)
        if saying is not None and saying.proclitics:
            joined = saying.proclitics in markers["and"]  # ودعا is no ودع
        if saying is not None and self._opens_saying(at, saying, comma=comma, joined=joined):
            return not self._is_told_of(at, saying)
        if (comma or not joined) and opens_attribution(scene, at):
            return True
        if comma and (_cites(scene, at) or (joined and self._another_stands(at))):
            return True
        if self._is_before(at) and starts_saying(scene, at + 2, self.limit):
            return not self._is_told_of(at + 2, scene.tokens[at + 2].word)
        if not joined and saying is not None and self._is_described(at, saying):
            return True
        contrast = token.key in markers["contrast"] and not _is_what_it_calls(scene, at, self.limit)
        return contrast and _new_saying(scene, at, self.limit)

    def _another_stands(self, at: int) -> bool:
        """Tell another who stands before his word of saying: موسكو تنفي القصف، [والجيش] يؤكد أن."""
        actor = self.scene.actor_at(at)
        verb = whole_stop(actor) if actor is not None else self.limit
        if self.loose or verb >= self.limit or self.scene.tokens[verb].word.verb_form != "fin":
            return False
        return starts_saying(self.scene, verb, self.limit)

    def _opens_saying(self, at: int, saying: Word, *, comma: bool, joined: bool) -> bool:
        """Tell a joined word of saying or a participle: وأضاف, مشيرا إلى; behind a comma a bare محملا too."""
        if not joined and (saying.verb_form != "act-part" or saying.det):
            return False
        alone = comma and _is_circumstance(self.scene.tokens[at], saying)
        return alone or starts_saying(self.scene, at, self.limit)

    def _is_described(self, at: int, saying: Word) -> bool:
        """Tell what somebody says of a noun right behind it: تبنت هجوما [قالت] إنه قتل جنودا."""
        plain = (
            saying.aspect == "perf"
            and saying.lemma in load_markers()["plain_saying"]
            and not self._differs(saying)
        )
        relative = self.scene.tokens[at - 1].key in load_markers()["relative"]
        return not self.loose and plain and not relative and starts_saying(self.scene, at, self.limit)

    def is_handed_on(self, at: int) -> bool:
        """Tell whether one whom the content is about says something here, so that it holds no longer."""
        token = self.scene.tokens[at]
        if token.key in load_markers()["turn"] and at + 1 < self.limit:
            return starts_saying(self.scene, at + 1, self.limit)
        word = saying_word(token)
        joined = token.word.proclitics[:1] in load_markers()["and"]
        if word is None or not (joined or word.verb_form == "act-part" or self._is_before(at - 2)):
            return False
        return self._is_told_of(at, word) and starts_saying(self.scene, at, self.limit)

    def _is_before(self, at: int) -> bool:
        """Tell قبل أن, behind which the next saying stands: قبل أن يضيف."""
        tokens, markers = self.scene.tokens, load_markers()
        if tokens[at].key not in markers["before"] or at + 2 >= self.limit:
            return False
        return tokens[at + 1].key in markers["subjunctive"]

    def _is_told_of(self, at: int, word: Word) -> bool:
        """Tell a saying of one whom the content is about, by gender: قال إن الحركة ..., مهددة بـ.

        A verb with a subject of its own is nobody's but that subject's: وقالت الوزارة.
        """
        if not self.loose:
            return word.aspect == "imp" and self._goes_on_describing(at)
        if not self._differs(word):
            return False
        if word.verb_form == "act-part":
            return True
        settled = settle(self.scene, at, word, rows_for(word), self.limit)
        return word.verb_form == "fin" and (settled is None or settled.subject is None)

    def _differs(self, word: Word) -> bool:
        """Tell whether a verb or participle cannot be the speaker's, by its gender."""
        if self.verb is None or self.verb.verb_form != "fin" or word.number != "s":
            return False
        return None not in (self.verb.gender, word.gender) and self.verb.gender != word.gender

    def _report_goes_on(self, at: int, *, comma: bool) -> bool:
        """Tell whether the report takes over: بينما, لكنه رفض, ولم يتسن, وهو ما, في إشارة إلى."""
        token = self.scene.tokens[at]
        if self.hosted and token.key in load_ends()["host"]:
            return True
        if token.key in load_markers()["turn"]:
            return self._turns(at, comma=comma)
        verb = token.word.verb_form == "fin" or token.word.upos == "AUX"
        if comma and self.leading and verb and not token.word.proclitics:
            return True
        if comma and self._another_acts(at):
            return True
        if comma and token.word.lemma in load_ends()["gesture"] and is_adverbial(self.scene, at):
            return token.word.verb_form == "act-part" and not self._differs(token.word)
        return report_takes_over(self.scene, at, self.limit, comma=comma)

    def _another_acts(self, at: int) -> bool:
        """Tell what another puts out or decides, which the report adds: قال إن ...، [وأصدر] الرئيس مرسوما."""
        scene, word, markers = self.scene, self.scene.tokens[at].word, load_markers()
        if not self.loose or word.verb_form != "fin" or word.proclitics not in markers["and"]:
            return False
        actor = scene.actor_at(at + 1) if at + 1 < self.limit else None
        acts = word.lemma in markers["put_out"] or word.lemma in markers["speaks_up"]
        return acts and actor is not None and actor.role in _RULERS

    def _turns(self, at: int, *, comma: bool) -> bool:
        """Tell whether لكنه goes on with a deed of the speaker (لكنه رفض), not with a quality of something.

        Nor where the pronoun is not about him who speaks: قال الوفد إن الهدنة صامدة، لكنها لم توقع.
        """
        pronoun = self.scene.tokens[at].word.enclitic
        if pronoun and self._is_another(pronoun):
            return False
        verb = self.scene.tokens[min(at + 1, self.limit - 1)].word
        if verb.verb_form == "fin" and verb.aspect == "imp" and not rows_for(verb):
            return False  # النص نهائي، لكنه يحتاج إلى موافقة
        return comma or _goes_on_with_verb(self.scene, at, self.limit)

    def _is_another(self, pronoun: str) -> bool:
        ends, verb = load_ends(), self.verb
        if verb is None or verb.verb_form != "fin":
            return False
        if pronoun in ends["they"]:
            return self.one
        return pronoun in ends["she" if verb.gender == "m" else "he"] and verb.gender is not None

    def _leaves_description(self, at: int, *, comma: bool) -> bool:
        """Tell what goes on behind a relative clause: طائرة قال إنها تركية | فوق المدينة."""
        tokens = self.scene.tokens
        if comma:
            return tokens[at].key not in load_markers()["joined_complementizer"]
        words = [token.word for token in tokens[self.first + 1 : at]]
        if not all(word.upos == "PUNCT" or (is_nominal(word) and not word.proclitics) for word in words):
            return False
        return self.scene.time_of[at] is not None or tokens[at].key in load_ends()["where"]

    def _leaves_phrase(self, at: int, *, comma: bool, joined: bool) -> bool:
        """Tell whether a noun phrase is left: a verb is joined, or an adverbial stands behind a comma."""
        token, markers = self.scene.tokens[at], load_markers()
        if joined and token.word.verb_form == "fin":
            if any(other.verb_form == "masdar" for other in token.others):
                return False
            return not self._goes_on_describing(at)
        # What the report adds: تبنى الهجوم | وذلك عبر وكالة الأنباء, the circumstances of the saying.
        if token.key in markers["trailing"] | markers["after"] or self._tells_how(at, comma=comma):
            return True
        if not comma:
            return False
        if token.key in load_ends()["unless"]:
            return token.key in markers["what"] and self.act in _NO_EVENTS  # رفض العرض، ما دفع الوفد إلى
        if ends_with_time(self.scene, at - 1):
            return True
        begins = token.word.verb_form == "fin" and token.word.aspect == "perf" and not token.word.proclitics
        if begins and self.scene.tokens[at - 1].form in COMMAS:
            return True  # ولما حمّل الجيش مسؤولية القصف، ثارت تكهنات
        keys = (markers["contrast"], markers["conjunction"], markers["adverbial"])
        return any(token.key in words for words in keys) or (joined and token.word.upos == "ADP")

    def _tells_how(self, at: int, *, comma: bool) -> bool:
        """Tell how it was said: نفى ذلك | نفيا قاطعا, جملة وتفصيلا; في خطاب متلفز, على هامش القمة."""
        ends, tokens = load_ends(), self.scene.tokens
        word, following = tokens[at].word, tokens[at + 1].key if at + 1 < self.limit else ""
        said = comma or self.act not in _OF_EVENTS  # دانت مقتله خلال اجتماع للحزب
        met = said and names_meeting(self.scene, at, self.limit)
        stated = met or names_statement(self.scene, at, self.limit)
        if stated or not ends["manner"].isdisjoint((tokens[at].key, following)):
            return True
        if tokens[at].key in ends["behind"] and following in load_markers()["complementizer"]:
            return True  # تعهد بتسليح الأكراد | رغم أن أنقرة ترفض ذلك
        if tokens[at].key in ends["through"]:
            return following in ends["channel"] or _names_medium(self.scene, at + 1)
        if tokens[at].key in load_markers()["preposition_ala"]:
            spoken = following in load_markers()["tongue"]  # تبنت الهجوم | على لسان المتحدث باسمها
            return spoken or following in ends["margin"] or (comma and following in ends["ground"])
        same = self.verb is not None and word.lemma == self.verb.lemma and word.verb_form == "masdar"
        return same and not (word.det or word.proclitics or word.enclitic)

    def _goes_on_describing(self, at: int) -> bool:
        """Tell whether a joined verb goes on with a relative clause: عصابة تخطف المسافرين [وتنهب] القرى."""
        word, differs = self.scene.tokens[at].word, self._differs(self.scene.tokens[at].word)
        present = word.aspect == "imp" and (differs or self.verb is None or self.verb.aspect != "imp")
        if not (present or differs):
            return False
        words = (token.word for token in self.scene.tokens[max(self.first + 1, at - _RELATIVE) : at])
        alike = (w for w in words if w.verb_form == "fin" and w.aspect == word.aspect)
        return any(present or w.gender == word.gender for w in alike)


def run_of(scene: Scene, settled: Settled, first: int, limit: int, *, loose: bool) -> Run:
    """Give the content of a settled cue on its way."""
    subject = settled.subject.actor if settled.subject is not None else None
    return Run(
        scene, first, limit, loose, settled.word,
        one=subject is not None and is_named(subject), describing=_describes(scene, settled),
        leading=_leads(scene, settled), hosted=_is_hosted(scene, settled), act=settled.row.act,
    )  # fmt: skip


def _leads(scene: Scene, settled: Settled) -> bool:
    """Tell whether a word of saying stands in a clause before the main one: وبعد [إعلان] س هدنة، قصفت."""
    tokens, at, first = scene.tokens, settled.at, scene.sentence(settled.at).first
    here = at - 1 - (at > first and tokens[at - 1].key in load_markers()["subjunctive"])
    noun = settled.row.kind in ("masdar", "noun") and at <= first + _LEADING  # بعد ساعات من إعلان
    if not noun and tokens[first].key in load_ends()["while"] and here < first + _LEADING_CLAUSE:
        return all(token.form not in PAUSES for token in tokens[first:at])  # وبينما كان الوزير [يحذر] من
    near = (first, first + 1) if noun else range(max(first, here), min(first + 2, here + 1))
    return any(tokens[step].key in load_ends()["while"] for step in near if step < at)


def _is_hosted(scene: Scene, settled: Settled) -> bool:
    """Tell whether a noun of saying stands behind a verb as its subject: [جاء] إعلان الجيش الهدنة."""
    before = scene.tokens[settled.at - 1].word if settled.at else None
    noun = settled.row.kind in ("masdar", "noun") and not scene.tokens[settled.at].word.proclitics
    return noun and before is not None and before.verb_form == "fin"


def _describes(scene: Scene, settled: Settled) -> bool:
    """Tell whether a word of saying stands in a relative clause that its أن takes up: طائرة قال [إنها]."""
    word, chunk, tokens = settled.word, settled.content, scene.tokens
    if word is None or chunk is None or word.verb_form != "fin" or word.proclitics or not settled.at:
        return False
    if chunk.kind != "anna" or not tokens[chunk.first].word.enclitic:
        return False
    before, markers = tokens[settled.at - 1], load_markers()
    relative = before.key in markers["relative"] and before.key not in markers["what"]
    if not (relative or (is_nominal(before.word) and not before.word.det)):
        return False
    source = subject_before(scene, settled.at, word) if settled.subject is None else None
    return source is None or source.mention is None or source.mention.role in (None, "OTH")


def _is_circumstance(token: Token, saying: Word) -> bool:
    """Tell a participle that can stand by itself behind a comma: محملا, داعية, متهمين."""
    ends = load_markers()["adverbial_end"]
    bare = saying.verb_form == "act-part" and not saying.enclitic
    return bare and (token.key[-1:] in ends or token.key[-2:] in ends)


def _cites(scene: Scene, at: int) -> bool:
    """Tell whether words of citing stand before ما: بحسب ما جاء في بيان, وفق ما ورد."""
    match = load_cues().phrases.longest(scene.tokens, at)
    if match is None or match.stop >= len(scene.tokens):
        return False
    return scene.tokens[match.stop].key in load_markers()["what"]


def _goes_on_with_verb(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether لكنه goes on with a deed of the speaker (لكنه رفض), not with a quality (لكنها صعبة)."""
    following = scene.tokens[at + 1] if at + 1 < limit else None
    return following is not None and (
        following.word.verb_form == "fin" or following.key in load_markers()["negation"]
    )


def _reads_as_saying(scene: Scene, at: int, limit: int) -> bool:
    """Tell a noun behind a subject that reads as a verb of saying: لكن الوزير [وصف] التقرير بأنه."""
    token = scene.tokens[at]
    if token.word.upos != "NOUN" or token.word.det or token.word.proclitics:
        return False
    verbs = (word for word in token.others if word.verb_form == "fin" and rows_for(word))
    found = (settle(scene, at, verb, rows_for(verb), limit, led=True) for verb in verbs)
    return any(settled is not None and settled.frame != "obj" for settled in found)


def _names_medium(scene: Scene, at: int) -> bool:
    actor = scene.actor_of[at] if at < len(scene.tokens) else None
    return actor is not None and actor.role == "MED"


def _is_what_it_calls(scene: Scene, at: int, limit: int) -> bool:
    """Tell فيما, in what, from فيما, while: انتقد تدخلها [فيما] سماه شأنا داخليا."""
    following = scene.tokens[at + 1].word if at + 1 < limit else None
    return following is not None and following.verb_form == "fin" and bool(following.enclitic)


def _new_saying(scene: Scene, at: int, limit: int) -> bool:
    if scene.tokens[at].key in load_markers()["aside_opener"]:
        return False
    step = at + 1
    for _ in range(_REACH):
        if step >= limit:
            return False
        if scene.tokens[step].word.verb_form == "fin" and starts_saying(scene, step, limit):
            return True
        if scene.actor_of[step - 1] is not None and _reads_as_saying(scene, step, limit):
            return True
        if scene.tokens[step].form in COMMAS:
            step = _behind_aside(scene, step, limit)
            continue
        actor = scene.actor_at(step)  # who speaks is passed over as one: لكن [وزارة الدفاع الروسية] نفت
        step = max(step + 1, whole_stop(actor)) if actor is not None else step + 1
    return False


def _behind_aside(scene: Scene, comma: int, limit: int) -> int:
    """Give the token behind what stands between two commas, or the limit: لكن الوزير[، وهو طبيب،] نفى."""
    near = range(comma + 1, min(limit, comma + _ASIDE))
    return next((at + 1 for at in near if scene.tokens[at].form in COMMAS), limit)
