"""Which row of the table a word of saying meets, by what stands behind it in its clause."""

from collections.abc import Sequence

import msgspec

from riwaya.claims.chunks import NAME_WORDS, Chunk, preposition, read_chunks
from riwaya.claims.scene import Scene
from riwaya.claims.tables import CueRow, load_markers, rows_for, saying_word
from riwaya.document import ActorMention, Word
from riwaya.phrases import is_nominal

_BARE = frozenset({"deny", "reject", "condemn", "announce", "state"})
_STATED = frozenset({"anna", "quote", "colon", "wh"})
# How far behind the start of a complement a word that a row needs may stand.
_NEEDED_WITHIN = 3
_NEEDED_LATER = 12


class Settled(msgspec.Struct, frozen=True):
    """A cue whose frame is met: what its content begins with, and who may speak it."""

    at: int  # token of the cue
    row: CueRow
    frame: str
    content: Chunk | None  # the chunk the content begins with; None for a bare وهو ما نفاه
    before: tuple[Chunk, ...] = ()  # between cue and content
    subject: Chunk | None = None
    agent: Chunk | None = None  # who passes on what the subject said: نقلت [وكالة] عن
    object_stop: int | None = None  # a subject behind its object begins here: تبنى الهجوم | التنظيم
    word: Word | None = None


def settle(
    scene: Scene, at: int, word: Word, rows: Sequence[CueRow], limit: int, *, led: bool = False
) -> Settled | None:
    """Find the first row whose complement stands in the clause behind token ``at``.

    ``led``: the subject stands before the verb, so that none is looked for behind it.
    """
    behind = at + 1
    if behind < limit and _coordinated(scene, behind):
        behind += 1
    clause = _clause(scene, read_chunks(scene, behind, limit), rows)
    for row in rows:
        found = _Match(scene, at, word, row, clause, led=led).find()
        if found is not None and _has_needed(scene, row, found, limit):
            return found
    return None


def _coordinated(scene: Scene, at: int) -> bool:
    """Tell whether another word of saying follows at once and shares the complement: تشجب وتدين."""
    token = scene.tokens[at]
    word = token.word
    return word.verb_form == "fin" and word.proclitics[:1] in load_markers()["and"] and saying_word(token) is not None


def _clause(scene: Scene, chunks: list[Chunk], rows: Sequence[CueRow]) -> list[Chunk]:
    """Keep the chunks up to what ends the clause: another word of saying, a joined verb, a full stop."""
    comma, own_speech = False, False
    opens = any("quote" in row.frames and "anna" in row.frames for row in rows)
    for count, chunk in enumerate(chunks):
        if chunk.kind in ("cue", "pp") and _only_opens(scene, chunk):
            if opens and not own_speech:
                continue  # تابع قائلا: the first word is the cue
            return chunks[:count]  # ختم حديثه قائلا: the second is
        if _ends_clause(scene, chunk, chunks[count - 1].kind if count else "", comma=comma):
            return chunks[:count]
        comma = chunk.kind == "comma"
        own_speech = own_speech or (
            chunk.kind == "np"
            and any(t.word.stem in load_markers()["speech_head"] for t in scene.tokens[chunk.first : chunk.stop])
        )
    return chunks


def _ends_clause(scene: Scene, chunk: Chunk, before: str, *, comma: bool) -> bool:
    if chunk.kind == "cue":
        finite = scene.tokens[chunk.first].word.verb_form == "fin"
        # A verb right behind its noun is a relative clause: في بيان نشرته مواقع.
        return not (finite and not chunk.joined and before in ("relative", "np", "pp", "other"))
    if chunk.kind == "conj":
        return comma and scene.tokens[chunk.first].key not in load_markers()["aside_opener"]
    return chunk.kind == "end" or (chunk.kind in ("verb", "anna") and chunk.joined)


def _only_opens(scene: Scene, chunk: Chunk) -> bool:
    """Tell whether قائلا, يقول or بالقول is all that stands here."""
    word = scene.tokens[chunk.first].word
    if word.lemma not in load_markers()["plain_saying"]:
        return False
    if chunk.kind == "pp":
        return word.verb_form == "masdar" and chunk.prep == "b"
    return not word.proclitics and (word.verb_form == "act-part" or word.aspect == "imp")


def _has_needed(scene: Scene, row: CueRow, found: Settled, limit: int) -> bool:
    if not row.needs or found.content is None:
        return True
    first = found.content.first + (scene.tokens[found.content.first].word.upos == "ADP")
    reach = _NEEDED_LATER if found.frame == "obj+obj" else _NEEDED_WITHIN
    for token in scene.tokens[first : min(limit, first + reach)]:
        if token.word.stem in row.needed or token.word.lemma in row.needed or token.key in row.needed:
            return True
    return False


class _Match:
    """One row tried on one clause."""

    def __init__(self, scene: Scene, at: int, word: Word, row: CueRow, clause: list[Chunk], *, led: bool) -> None:
        self.scene, self.at, self.word, self.row, self.clause = scene, at, word, row, clause
        self.frames = frozenset(row.frames)
        self.combined = tuple(f[4:] for f in row.frames if f.startswith("obj+"))
        if word.enclitic or word.voice == "pass":
            self.frames = (self.frames | frozenset(self.combined)) - {"obj"}
        self.subject: Chunk | None = None
        noun = row.kind in ("masdar", "noun") and not word.det and not word.enclitic
        active = word.verb_form == "fin" and word.number == "s" and word.person == "3" and word.voice != "pass"
        self.takes_subject = noun or (active and not led)

    def find(self) -> Settled | None:
        if "relay" in self.frames and (relay := self._relay()) is not None:
            return relay
        if "fi+anna" in self.frames:
            return self._stands_in()
        loose = False  # behind a verb that is not the cue's own clause
        pending = 0  # words of saying on the way that want an أن of their own
        if self._leads_back() and (bare := self._bare()) is not None:
            return bare
        for place, chunk in enumerate(self.clause):
            if chunk.kind in ("verb", "relative", "cue", "conj"):
                loose = not (chunk.kind == "verb" and self.scene.tokens[chunk.first].word.enclitic) or loose
                pending += chunk.kind == "cue" and self._wants_anna(chunk)
            elif chunk.kind == "anna" and pending:
                pending -= 1
            elif chunk.kind == "comma":
                loose = loose and self.clause[place - 1].kind in ("verb", "relative")
            elif (frame := self._frame(place, chunk, loose)) is not None:
                return self._settled(frame, place)
        return self._object_alone() or self._plain_clause() or self._bare()

    def _leads_back(self) -> bool:
        """Tell whether the verb's object is what went before: هذا ما قاله."""
        before = self.scene.tokens[self.at - 1] if self.at else None
        return bool(self.word.enclitic) and before is not None and before.key in load_markers()["what"]

    def _wants_anna(self, chunk: Chunk) -> bool:
        word = saying_word(self.scene.tokens[chunk.first])
        return word is not None and any("anna" in row.frames for row in rows_for(word))

    def _frame(self, place: int, chunk: Chunk, loose: bool) -> str | None:
        if chunk.kind in _STATED:
            if self._states(place, chunk, loose):
                return chunk.kind
            if chunk.kind == "quote" and self.subject is None and self.takes_subject and place == 0:
                self.subject = chunk  # أكد "المصدر المسؤول" أن
            return None
        if loose:
            return None
        if chunk.kind == "pp":
            fits = chunk.prep in self.frames and not chunk.bare and not self._is_adjunct(chunk)
            return chunk.prep if fits else None
        if chunk.kind != "np" or self._belongs_before(place, chunk):
            return None
        if self.subject is None and self.takes_subject and self._may_speak(place, chunk):
            self.subject = chunk
            return None
        if "fi+obj" in self.frames and place and self.clause[place - 1].bare and self.clause[place - 1].prep == "fi":
            return "obj"
        if self._is_apposition(place) or self._states_later(place) or (chunk.joined and place and self.clause[place - 1] is self.subject):
            return None
        for prep in self.combined:
            if self._later(place, prep):
                return "obj+" + prep
        return "obj" if "obj" in self.frames else None

    def _belongs_before(self, place: int, chunk: Chunk) -> bool:
        """Tell an adjective cut off from the phrase before it: في جلسة الحكومة | الأسبوعية."""
        head = self.scene.tokens[chunk.first].word
        return chunk.actor is None and place > 0 and self.clause[place - 1].kind == "pp" and head.upos == "ADJ" and head.det

    def _states_later(self, place: int) -> bool:
        """Tell whether أن follows in the same clause, so that the phrases before it only name the subject."""
        if "anna" not in self.frames:
            return False
        for chunk in self.clause[place + 1 :]:
            if chunk.kind == "anna":
                return self._hands_over(chunk) and (not chunk.prep or self.row.open_object)
            if chunk.kind in ("verb", "relative", "cue", "end"):
                return False
        return False

    def _later(self, place: int, prep: str) -> bool:
        relative = False
        for chunk in self.clause[place + 1 :]:
            if prep == "obj" and chunk.kind in ("np", "quote"):
                return True
            if chunk.kind in ("pp", "anna") and chunk.prep == prep or (chunk.kind == "anna" and prep == "b"):
                return True
            if chunk.kind == "end" or (chunk.kind == "verb" and not relative):
                return False
            relative = relative or chunk.kind == "relative"
        return False

    def _states(self, place: int, chunk: Chunk, loose: bool) -> bool:
        if chunk.kind == "anna":
            fits = "anna" in self.frames or chunk.prep in self.frames
            if self.row.kind in ("masdar", "noun") and (loose or any(c.kind == "comma" for c in self.clause[:place])):
                return False
            return fits and self._hands_over(chunk)
        if chunk.kind == "quote":
            if chunk.stop - chunk.first - 2 < NAME_WORDS and (self._goes_on(place) or not self._marked_off(place)):
                return False
            if "quote" in self.frames:
                return True
            if place and self.clause[place - 1].kind == "pp" and not self.clause[place - 1].bare:
                return False
            inside = preposition(self.scene.tokens[min(chunk.first + 1, len(self.scene.tokens) - 1)])
            return not loose and ("obj" in self.frames or bool(self.combined) or inside in self.frames)
        if chunk.kind == "wh" and loose:
            return False
        return chunk.kind in self.frames

    def _hands_over(self, chunk: Chunk) -> bool:
        before = self.scene.tokens[chunk.first - 1]
        return before.key not in load_markers()["not_saying_before"] or chunk.first - 1 == self.at

    def _marked_off(self, place: int) -> bool:
        return "obj" in self.frames or (place > 0 and self.clause[place - 1].kind in ("comma", "colon"))

    def _goes_on(self, place: int) -> bool:
        return any(c.kind in ("anna", "quote", "colon") for c in self.clause[place + 1 :])

    def _is_adjunct(self, chunk: Chunk) -> bool:
        markers, tokens = load_markers(), self.scene.tokens
        if tokens[chunk.first].key in markers["adjunct_b"]:
            return True
        noun = tokens[min(chunk.first + 1, len(tokens) - 1)]
        if tokens[chunk.first].word.upos != "ADP":
            noun = tokens[chunk.first]
        return noun.word.stem in markers["adjunct_noun"] or noun.key in markers["adjunct_noun"]

    def _is_apposition(self, place: int) -> bool:
        """Tell whether a noun phrase explains the subject: الوزير، سيرغي لافروف، ..."""
        if self.subject is None or place < 2 or self.clause[place - 1].kind != "comma":
            return False
        closed = place + 1 < len(self.clause) and self.clause[place + 1].kind == "comma"
        return closed and any(c.kind in ("np", "pp", "anna", "quote") for c in self.clause[place + 2 :])

    def _may_speak(self, place: int, chunk: Chunk) -> bool:
        if self.row.kind in ("masdar", "noun"):
            if place:
                return False  # whose word it is stands right behind it
        elif "obj" not in self.frames and not self.combined:
            return True
        head = self.scene.tokens[chunk.first]
        if self.row.kind == "verb" and head.word.det and self._next_is_phrase(place):
            return not disagrees(self.word, head.word, chunk.actor)
        if chunk.actor is None and (head.word.verb_form == "masdar" or head.word.stem in load_markers()["told"]):
            return False
        return not disagrees(self.word, head.word, chunk.actor)

    def _next_is_phrase(self, place: int) -> bool:
        following = self.clause[place + 1] if place + 1 < len(self.clause) else None
        return following is not None and following.kind == "np" and not following.joined

    def _settled(self, frame: str, place: int) -> Settled:
        chunk, subject, stop = self.clause[place], self.subject, None
        if frame.startswith("obj") and subject is None and self.takes_subject and place + 1 < len(self.clause):
            following = self.clause[place + 1]
            if following.kind == "np" and following.actor is not None and chunk.actor is None:
                subject, stop = following, following.first
        agent: Chunk | None = None
        if (cited := self._cited(place)) is not None:
            subject, agent = cited, subject
        if subject is not None and self.row.kind == "masdar" and frame in self.combined:
            # اتهام إيران بقصف: with no other object, the one accused.
            frame, chunk, subject = "obj+" + frame, subject, None
        return Settled(
            self.at, self.row, frame, chunk, tuple(self.clause[:place]), subject, agent, stop, self.word
        )

    def _cited(self, place: int) -> Chunk | None:
        """Find the source a medium names: ذكرت القناة نقلا عن [مسؤول] أن."""
        for chunk in self.clause[:place]:
            if chunk.kind == "pp" and chunk.prep == "an" and not chunk.bare:
                if self.scene.tokens[chunk.first - 1].key in load_markers()["citing"]:
                    return chunk
        return None

    def _object_alone(self) -> Settled | None:
        """Take the only noun phrase as object where no other stands: (وهم) اتهموا الجيش بـ..."""
        if self.subject is None or self.word.enclitic or not (self.combined or "obj" in self.frames):
            return None
        place = self.clause.index(self.subject)
        if self.subject.actor is not None and any(c.kind == "np" and not c.joined for c in self.clause[place + 1 :]):
            return None
        combined = next((prep for prep in self.combined if self._later(place, prep)), None)
        if combined is None and ("obj" not in self.frames or (self.row.open_object and self.subject.actor is not None)):
            return None
        frame = "obj" if combined is None else "obj+" + combined
        return Settled(
            self.at, self.row, frame, self.clause[place], tuple(self.clause[:place]), None, word=self.word
        )

    def _plain_clause(self) -> Settled | None:
        """Take words quoted without any mark: وقال الوزير نحن مستعدون."""
        if "clause" not in self.frames or self.subject is None:
            return None
        place = self.clause.index(self.subject) + 1
        if place + 1 >= len(self.clause) or self.clause[place].kind not in ("other", "np", "verb"):
            return None
        return self._settled("clause", place)

    def _bare(self) -> Settled | None:
        """Take a relative that says nothing itself: وهو ما نفته كييف, الهجوم الذي تبناه التنظيم."""
        if self.word.verb_form != "fin" or self.row.act not in _BARE or self.at == 0:
            return None
        if not (self.word.enclitic or any(c.kind == "pp" and c.bare and c.prep in self.frames for c in self.clause[:2])):
            return None
        before = self.scene.tokens[self.at - 1]
        behind_noun = self.row.act == "deny" and is_nominal(before.word) and not before.word.det
        if not behind_noun and before.key not in load_markers()["relative"]:
            return None
        near = self.clause.index(self.subject) <= 2 if self.subject is not None else False
        return Settled(self.at, self.row, "bare", None, (), self.subject if near else None, word=self.word)

    def _relay(self) -> Settled | None:
        """Read نقلت A عن B (قوله) إن: B speaks, A passes it on."""
        markers, tokens = load_markers(), self.scene.tokens
        agent: Chunk | None = None
        for place, chunk in enumerate(self.clause):
            if chunk.kind == "np" and agent is None and self.takes_subject:
                agent = chunk
                continue
            head = tokens[chunk.first].word.stem if chunk.kind == "np" else tokens[min(chunk.first + 1, len(tokens) - 1)].key
            names = chunk.kind == "pp" and (chunk.prep == "an" or (chunk.prep == "ala" and head in markers["tongue"]))
            if names or (chunk.kind == "np" and head in markers["speech_head"]):
                return self._relayed(place, chunk, agent)
            named = chunk.kind == "quote" and chunk.stop - chunk.first - 2 < NAME_WORDS
            if chunk.kind in ("anna", "quote", "colon") and not named:
                return None
        return None

    def _relayed(self, place: int, source: Chunk, agent: Chunk | None) -> Settled | None:
        for number in range(place + 1, len(self.clause)):
            chunk = self.clause[number]
            if chunk.kind == "np" and not (number > place + 1 and self.clause[number - 1].kind == "relative"):
                head = self.scene.tokens[chunk.first].word
                if head.lemma in load_markers()["plain_saying"] or (head.enclitic and self._goes_on(number)):
                    continue  # قوله
                if not head.verb_form == "masdar" or number > place + 2:
                    continue
            elif chunk.kind == "pp" and not (source.kind == "np" and chunk.prep == "b"):
                continue
            elif chunk.kind not in ("anna", "quote", "colon", "np", "pp"):
                continue
            return Settled(
                self.at, self.row, "relay", chunk, tuple(self.clause[:number]), source, agent, word=self.word
            )
        return None

    def _stands_in(self) -> Settled | None:
        """Read جاء في بيان لـ ... أن: the statement is the subject."""
        for place, chunk in enumerate(self.clause):
            if chunk.kind == "pp" and chunk.prep == "fi" and self.subject is None and not chunk.bare:
                self.subject = chunk
            elif chunk.kind in ("anna", "quote", "colon") and self.subject is not None and self._hands_over(chunk):
                return self._settled(chunk.kind, place)
            elif chunk.kind == "np" and self.subject is None:
                return None
        return None


def disagrees(verb: Word, noun: Word, actor: ActorMention | None) -> bool:
    """Tell whether a noun cannot be the subject of a verb before it, by gender."""
    if verb.verb_form != "fin" or verb.gender is None:
        return False
    ends = load_markers()["feminine_end"]
    feminine = noun.stem[-1:] in ends or noun.stem[-2:] in ends
    if verb.gender == "m":
        return feminine and (actor is None or actor.kind != "person") and noun.upos != "PROPN"
    return (
        noun.gender == "m" and noun.number == "s" and not feminine and (actor is None or actor.kind == "person")
        and noun.upos != "PROPN" and noun.verb_form is None
    )  # fmt: skip
