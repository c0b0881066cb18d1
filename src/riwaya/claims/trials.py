"""One row of the table on trial on one clause: what stands in it, asked chunk by chunk."""

from riwaya.claims.adjuncts import belongs_before, is_oblique, names_object
from riwaya.claims.agreement import are_men_who_act, disagrees, is_put_out, is_state_acted_on
from riwaya.claims.chunks import Chunk, says_more
from riwaya.claims.own_voice import PAUSES
from riwaya.claims.scene import Scene
from riwaya.claims.tables import CueRow, load_markers, rows_for, saying_word
from riwaya.document import Token, Word
from riwaya.phrases import is_nominal

_TURNED = frozenset({"threaten", "warn", "promise"})  # هدد الرئيس جاره [بأنه سيرد]
_PASSIVE = frozenset({"announce", "report"})
_ANSWERS = frozenset({"deny", "reject"})  # خطة رفضها الوزير; خطة من خمس نقاط، رفضها الوزير
_OBJECTS = frozenset({"obj", "deed"})
_LEAST = 4  # chunks of a recording, who put it out, and what it shows
TWO_WORDS = 3  # with its marks
_SOON = 2  # chunks behind the word within which short speech begins: قال [العقيد] "سقط القتلى"
_BETWEEN = frozenset({"pp", "time", "aside"})  # what may stand between subject and object


class Trial:
    """A row, the word that called it up, and the clause behind it."""

    def __init__(
        self, scene: Scene, at: int, word: Word, row: CueRow, clause: list[Chunk], *, led: bool
    ) -> None:
        self.scene, self.at, self.word, self.row, self.clause = scene, at, word, row, clause
        self.frames: frozenset[str] = frozenset(row.frames)
        self.combined = tuple(f[4:] for f in row.frames if f.startswith("obj+"))
        passive = word.voice == "pass"
        if word.enclitic or passive:
            told = passive and not word.enclitic and row.act in _PASSIVE
            self.frames = (self.frames - (set() if told else {"obj"})) | frozenset(self.combined)
        self.subject: Chunk | None = None
        self.speakers: list[Chunk] = []  # the subject and who is joined to it
        self.barred = False  # behind an object that no frame of the row allows: شدد الحصار على
        noun = row.kind in ("masdar", "noun") and not (word.det or word.enclitic or led)
        active = word.verb_form == "fin" and word.number == "s" and word.person == "3" and not passive
        self.takes_subject = noun or (active and not led)

    def _accuses(self) -> bool:
        return self.row.act == "accuse" and self.row.kind == "verb"

    def _without_relative(self) -> list[Chunk]:
        """Leave out who put a recording out, where that is told of it right behind.

        أظهر تسجيل [نشرته الكتائب عبر تلغرام] استهداف دبابة.
        """
        clause = self.clause
        if self.row.by != "shows" or len(clause) < _LEAST or clause[0].kind != "np":
            return clause
        word = self.scene.tokens[clause[1].first].word
        if clause[1].kind not in ("verb", "cue") or not word.enclitic or word.proclitics:
            return clause
        place = 2 + (clause[2].kind == "np")
        while place < len(clause) and clause[place].kind in _BETWEEN:
            place += 1
        told = place < len(clause) and clause[place].kind in ("np", "anna")
        return [clause[0], *clause[place:]] if told else clause

    def _calls(self) -> bool:
        """Tell what is called something from what is only taken up: وهو ما اعتبره الوزير [خرقا] للهدنة."""
        nouns = [chunk for chunk in self.clause if chunk.kind in ("np", "quote")]
        behind = nouns[1] if len(nouns) > 1 else None
        if "obj" not in self.combined or behind is None or behind.joined:
            return False
        return self.clause.index(behind) == self.clause.index(nouns[0]) + 1 and behind.actor is None

    def _is_needed(self, chunk: Chunk) -> bool:
        """Tell a noun that the row's verb is known by: تبنى [العملية]."""
        word = self.scene.tokens[chunk.first].word
        return not self.row.needed.isdisjoint((word.stem, word.lemma, word.noun))

    def _stays_loose(self, place: int, chunk: Chunk, loose: bool) -> bool:
        if chunk.kind in ("relative", "conj"):
            return True
        if chunk.kind in ("verb", "cue"):
            leads_back = self._takes_back(place, chunk)
            following = self.clause[place + 1].kind if place + 1 < len(self.clause) else ""
            return loose or not leads_back or (chunk.kind == "cue" and following == "np")
        if chunk.kind == "comma":
            return loose and self.clause[place - 1].kind in ("verb", "relative")
        return loose

    def _takes_back(self, place: int, chunk: Chunk) -> bool:
        """Tell a verb of what stands before it: في خطاب [ألقاه]; or of a paper put out: في بيان [نشر] أمس."""
        word = self.scene.tokens[chunk.first].word
        if word.enclitic or not place or self.clause[place - 1].prep != "fi" or word.proclitics:
            return bool(word.enclitic)
        following = self.clause[place + 1].kind if place + 1 < len(self.clause) else ""
        return word.lemma in load_markers()["put_out"] and following != "np"  # not في بيان تلقت القناة نسخة

    def _leads_back(self) -> bool:
        """Tell whether the verb's object is what went before: هذا ما قاله."""
        before = self.scene.tokens[self.at - 1] if self.at else None
        return before is not None and before.key in load_markers()["what"]

    def _wants_anna(self, place: int) -> bool:
        """Tell whether a word of saying on the way has its own أن; not تابع قائلا, في بيان بثته القناة."""
        word = saying_word(self.scene.tokens[self.clause[place].first])
        markers = load_markers()
        if word is None or word.lemma in markers["put_out"]:
            return False
        if word.enclitic and place and names_object(self.scene, self.clause[place - 1]):
            return False  # ما قاله الوزير
        if word.lemma in markers["plain_saying"]:
            set_off = place > 0 and self.clause[place - 1].kind == "comma"
            return word.verb_form != "act-part" or set_off
        rows = rows_for(word)
        following = self.clause[place + 1] if place + 1 < len(self.clause) else None
        if following is not None and (following.bare or following.prep == "an"):
            return False  # في تقرير كشفت عنه, ما يتردد عن
        if (
            following is not None
            and following.kind == "np"
            and self._head(following).word.stem in (markers["lack"] | markers["hides"])
        ):
            return False  # فضل حجب هويته
        if following is not None and following.kind == "np" and any("obj" in row.frames for row in rows):
            return False  # الذي رفض الكشف عن اسمه
        return any("anna" in row.frames for row in rows)

    def _is_object(self, chunk: Chunk, before: Chunk | None) -> bool:
        """Tell a thing right behind the subject that the verb acts on: شدد الجيش [الحصار] على."""
        if before is None or before is not self.subject or self.row.kind != "verb":
            return False
        token, last = self.scene.tokens[chunk.first], self.scene.tokens[chunk.first - 1].word
        marked = token.word.det or token.key[-1:] in load_markers()["adverbial_end"]
        construct = not (last.det or last.enclitic or last.upos == "PROPN")  # لجنة | التحقيق is one phrase
        return chunk.actor is None and token.word.upos == "NOUN" and marked and not construct

    def _states_later(self, place: int) -> bool:
        """Tell whether أن follows in the same clause, so that the phrases before it only name the subject."""
        if "anna" not in self.frames:
            return False
        for chunk in self.clause[place + 1 :]:
            if chunk.kind == "anna" and not self._is_condition(chunk):
                plain = not chunk.prep or self.row.open_object or self.row.act in _TURNED
                return self._hands_over(chunk) and plain
            if chunk.kind in ("verb", "relative", "cue", "end") or (
                chunk.prep and chunk.prep in self.combined
            ):
                return False  # حثت الرياض الطرفين [على] الهدوء، ومن المنتظر أن
        return False

    def _is_condition(self, chunk: Chunk) -> bool:
        """Tell a condition of the object from a complement: أعلن اتفاقا [على أن] يبدأ; but أكد على أن."""
        return chunk.prep == "ala" and "obj" in self.frames and "ala" not in self.frames

    def _describes_cue(self, place: int, chunk: Chunk) -> bool:
        """Tell an adjective of a masdar of saying: نفي [قاطع] لـ."""
        word = self.scene.tokens[chunk.first].word
        return (
            self.row.kind in ("masdar", "noun") and place == 0 and word.upos == "ADJ" and chunk.actor is None
        )

    def _later(self, place: int, prep: str) -> bool:
        """Tell whether the other half of a double complement follows: اتهم X [بـ], حمّل X [مسؤولية]."""
        relative, pending = self.clause[place].kind == "relative", 0
        for behind, chunk in enumerate(self.clause[place + 1 :], place + 1):
            if prep == "obj" and self._is_second_object(chunk):
                return True
            if chunk.kind == "anna" and pending:
                pending -= 1  # قائدها الذي قالت [إنه] قتل
                continue
            if (chunk.kind in ("pp", "anna") and chunk.prep == prep) or (
                chunk.kind == "anna" and prep == "b"
            ):
                return True
            if chunk.kind == "end" or (chunk.kind in ("verb", "cue") and not relative):
                return False
            pending += chunk.kind == "cue" and self._wants_anna(behind)
            relative = relative or chunk.kind == "relative"
        return False

    def _is_second_object(self, chunk: Chunk) -> bool:
        if chunk.kind != "np":
            return chunk.kind == "quote"
        word = self.scene.tokens[chunk.first].word
        return bool(self.row.needs) or not word.det or word.verb_form == "masdar"

    def _hands_over(self, chunk: Chunk) -> bool:
        before = self.scene.tokens[chunk.first - 1]
        return before.key not in load_markers()["not_saying_before"] or chunk.first - 1 == self.at

    def _marked_off(self, place: int) -> bool:
        return "obj" in self.frames or (place > 0 and self.clause[place - 1].kind in ("comma", "colon"))

    def _goes_on(self, place: int) -> bool:
        return says_more(self.clause, place)

    def _takes_up_noun(self, before: Token, subject: Chunk | None) -> bool:
        """Tell a verb on a noun before it: خطة [رفضها] الوزير, هجوم على معسكر [تبناه] الحوثيون."""
        named = subject is not None and subject.actor is not None
        if self.row.act == "announce":
            return bool(self.row.needs) and named and self.clause[0] is subject
        judges = self.row.act in ("condemn", "support")
        told = self.row.act == "condemn" or self.word.aspect == "perf"
        assaults = self.word.enclitic and self.word.lemma in load_markers()["assaults"]
        condemns = judges and told and not assaults  # هجوم [نددت] به; not [هاجمته] القوات
        if not (condemns or self.row.act in _ANSWERS) or self.word.proclitics:
            return False
        return (is_nominal(before.word) and not before.word.det) or (before.form in PAUSES and named)

    def _sees_in_it(self, place: int) -> bool:
        """Tell what stands right behind فيه of a verb that sees something in it: رأى فيه [محاولة]."""
        before = self.clause[place - 1] if place else None
        return "fi+obj" in self.frames and before is not None and before.bare and before.prep == "fi"

    def _holds_on(self, chunk: Chunk, following: Chunk) -> bool:
        """Tell an object with who did it, or with what it governs, behind which nobody speaks.

        استهداف الجيش [خيمة], ضرورة التزام [كافة الأطراف]; not وقف القتال [الوزير].
        """
        done = self._head(chunk).word.number != "p"  # نفت اتهامات واشنطن [وزارة الخارجية]
        if done and any(self.scene.actor_of[at] for at in range(chunk.first, chunk.stop)):
            return True
        last = self.scene.tokens[chunk.stop - 1].word
        governs = last.verb_form == "masdar" and not (last.det or last.enclitic)
        return governs and chunk.stop == following.first and chunk.stop > chunk.first + 1

    def _may_speak(self, place: int, chunk: Chunk) -> bool:
        if self.row.kind in ("masdar", "noun"):
            if place:
                return False  # whose word it is stands right behind it
        elif self.frames.isdisjoint(_OBJECTS) and not self.combined:
            return not self._is_put_out_before(place, chunk)
        head = self._head(chunk)
        alone = chunk.stop == chunk.first + 1 and head.key in load_markers()["demonstrative"]
        if alone or (head.kind == "number" and "anna" not in self.frames):
            return False  # نفى [ذلك] مسؤول, أحصت [362 ألف نازح]
        if self.row.kind == "verb" and is_put_out(self.word.lemma, head.word):
            return False
        opens = head.word.stem + head.word.enclitic in load_markers()["opens_phrase"]  # أكد [رفض] بلاده للحل
        if opens or is_oblique(self.scene, chunk) or self._is_addressee(place, chunk):
            return False
        if self.row.kind == "verb" and self._next_is_phrase(place, chunk):
            return self._agrees(chunk)
        if chunk.actor is None and (
            head.word.verb_form == "masdar" or head.word.stem in load_markers()["told"]
        ):
            speaks = head.word.stem in load_markers()["document_head"] and self._states_later(place)
            return speaks and self._agrees(chunk)  # أكدت [تصريحات الوزير] أن
        return self._agrees(chunk)

    def _opens_with_verb(self, place: int, chunk: Chunk) -> bool:
        """Tell short speech from a name between marks: "سقط القتلى في الشارع", "لن نرحل"; not "نداء تونس"."""
        if place > _SOON:
            return False
        first = self.scene.tokens[min(chunk.first + 1, len(self.scene.tokens) - 1)]
        verb = first.word.verb_form == "fin" and self.scene.actor_of[chunk.first + 1] is None
        return chunk.stop - chunk.first > TWO_WORDS and (verb or first.key in load_markers()["negation"])

    def _is_put_out_before(self, place: int, chunk: Chunk) -> bool:
        """Tell a verb that was read as a noun, of what was put out: في تسجيل مصور [بث] على موقع."""
        token, before = self.scene.tokens[chunk.first], self.clause[place - 1] if place else None
        if before is None or before.kind != "pp" or chunk.stop > chunk.first + 1:
            return False
        return token.word.stem in load_markers()["put_out"] and not token.word.det

    def _is_quoted_body(self, chunk: Chunk) -> bool:
        """Tell a body whose name stands in quotation marks, and with which the verb agrees."""
        inside = min(chunk.first + 1, chunk.stop - 1)
        actor, word = self.scene.begins.get(inside), self.scene.tokens[inside].word
        body = actor is not None and actor.kind in ("organisation", "group") and is_nominal(word)
        return body and self.word.verb_form == "fin" and not disagrees(self.word, word, actor)

    def _head(self, chunk: Chunk) -> Token:
        """Give the noun of a phrase, behind a word that only points at it: [هذه] المزاعم."""
        tokens = self.scene.tokens
        pointed = tokens[chunk.first].key in load_markers()["determiner"]
        return tokens[min(chunk.first + pointed, chunk.stop - 1)]

    def _agrees(self, chunk: Chunk) -> bool:
        """Tell whether a phrase can be the subject by gender, if its adjective's: الترويكا [الأوروبية]."""
        head = self._head(chunk).word
        if is_state_acted_on(self.word, head, chunk.actor):
            return False
        if not disagrees(self.word, head, chunk.actor):
            return True
        words = [
            token.word for token in self.scene.tokens[chunk.first + 1 : min(chunk.stop, chunk.first + 3)]
        ]
        shown = any(word.upos == "ADJ" and word.det and word.gender == "f" for word in words)
        return shown and self.word.gender == "f"

    def _is_addressee(self, place: int, chunk: Chunk) -> bool:
        """Tell whom a verb asks, where who asks stands before: قال الوزير ... وحث [الأطراف] على.

        Whom all turn to is asked wherever it stands: ودعا [المجتمع الدولي] إلى.
        """
        scene, joined = self.scene, self.word.proclitics in load_markers()["and"]
        if self.row.act != "demand":
            return False
        head = self._head(chunk).word
        if not load_markers()["all_turn_to"].isdisjoint((head.stem, head.noun)):
            return not self._asks_another(place)
        if not joined or self.at == scene.sentence(self.at).first:
            return False
        if are_men_who_act(head):
            return False  # وطالب [المتظاهرون] الحكومة بـ
        if self._asks_on(place, chunk):
            return True
        plain = self.word.gender == "m"  # دعت الأحزاب لـ: she may be who asks
        return (
            head.number == "p"
            and head.det
            and any(self._later(place, prep) for prep in self.combined if plain or prep != "l")
        )

    def _asks_another(self, place: int) -> bool:
        """Tell whether another party stands behind who would be asked: دعا المجتمع الدولي [إسرائيل] إلى."""
        behind = self.clause[place + 1] if place + 1 < len(self.clause) else None
        return behind is not None and behind.kind == "np" and not behind.joined and behind.actor is not None

    def _asks_on(self, place: int, chunk: Chunk) -> bool:
        """Tell whom one urges who spoke before in the sentence: رحبت اليونيسف بالقرار، وحثت [أبوجا] على."""
        if not self.combined or chunk.actor is None or chunk.actor.kind == "person":
            return False
        said = (token.word for token in self.scene.tokens[self.scene.sentence(self.at).first : self.at])
        alike = (w for w in said if w.verb_form == "fin" and w.gender == self.word.gender and rows_for(w))
        return any(alike) and any(self._later(place, prep) for prep in self.combined)

    def _next_is_phrase(self, place: int, chunk: Chunk) -> bool:
        """Tell whether another noun phrase follows that can be the object, so that this is the subject."""
        for following in self.clause[place + 1 :]:
            if following.kind == "np" and not following.joined:
                behind_object = chunk.actor is None and following.actor is not None
                return not behind_object and not belongs_before(self.scene, self.clause, place + 1)
            if following.kind not in _BETWEEN and not (following.kind == "np" and following.joined):
                return False
        return False
