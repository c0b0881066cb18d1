"""One row of the table tried on one clause: subject, object, and where the content begins."""

from itertools import takewhile

from msgspec.structs import replace

from riwaya.claims.adjuncts import (
    belongs_before,
    is_adjunct,
    is_apposition,
    is_gesture,
    joined_noun,
    names_object,
)
from riwaya.claims.chunks import NAME_WORDS, Chunk, is_name, preposition
from riwaya.claims.own_voice import rushes
from riwaya.claims.relaying import read_relay, read_statement
from riwaya.claims.scene import whole_first, whole_stop
from riwaya.claims.settled import Settled
from riwaya.claims.tables import load_markers
from riwaya.claims.trials import TWO_WORDS, Trial
from riwaya.phrases import is_nominal

_BARE = frozenset({"deny", "reject", "condemn", "announce", "support"})
_STATED = frozenset({"anna", "quote", "colon", "wh"})
# What a frame makes of a preposition: نسبت القناة إلى مسؤول, علمت القناة من مسؤول, as نقلت عن.
_RELAYS = {"relay": "an", "relay+ila": "ila", "relay+min": "min"}


class Match(Trial):
    """One row tried on one clause, from its start to the first complement that fits."""

    def find(self) -> Settled | None:
        """Walk the clause to the first complement that the row's frames allow."""
        self.clause = self._without_relative()
        if (relay := next((frame for frame in _RELAYS if frame in self.frames), None)) is not None:
            return self._relayed(_RELAYS[relay])
        if "fi+anna" in self.frames:
            return self._stated_in()
        if (carried := self._carried()) is not None:
            return carried
        if self.word.enclitic and self._leads_back() and not self._calls() and (bare := self._bare()):
            return bare
        loose = False  # behind a verb that is not the cue's own clause
        pending = 0  # words of saying on the way that want an أن of their own
        for place, chunk in enumerate(self.clause):
            if self._points_at_object(chunk):
                break
            if chunk.kind == "anna" and pending:
                pending -= 1
                continue
            frame = self._frame(place, chunk, loose)
            if frame is not None:
                return self._settled(frame, place)
            loose = self._stays_loose(place, chunk, loose)
            pending += chunk.kind == "cue" and self._wants_anna(place)
        return self._object_alone() or self._plain_clause() or self._bare()

    def _carried(self) -> Settled | None:
        """Take what a relative clause hands over behind its subject.

        ما ذكره الرئيس [بأن الهدنة انهارت], أنباء تداولتها صحف [عن استقالته], اتهامات وجهتها لندن [بالقصف].
        """
        clause, noun = self.clause, self.row.kind in ("masdar", "noun")
        if noun:
            relative = 1 if clause and clause[0].kind == "relative" else 0
            if not (clause[relative:] and self._takes_up(clause[relative])):
                return None
            clause = clause[relative + 1 :]
        elif self.row.act == "describe" or not (
            "anna" in self.frames and self._leads_back() and self._takes_up(None)
        ):
            return None
        subject: Chunk | None = None
        for chunk in clause:
            if chunk.kind == "np" and subject is None:
                subject = chunk
            elif subject is not None and self._is_handed_over(chunk, noun=noun):
                before = tuple(self.clause[: self.clause.index(chunk)])
                return Settled(self.at, self.row, "carried", chunk, before, subject, word=self.word)
            elif chunk.kind not in ("time", "other", "aside") and not (
                chunk.kind == "pp" and chunk.prep != "an"
            ):
                return None
        return None

    def _takes_up(self, verb: Chunk | None) -> bool:
        """Tell a verb whose pronoun means what went before: ما [ذكره], أنباء [تداولتها], ما [صرح به]."""
        if verb is not None:
            token, one_word = self.scene.tokens[verb.first], verb.stop == verb.first + 1
            fits = one_word and verb.kind in ("verb", "cue", "np") and is_nominal(token.word)
            fits = fits or token.word.verb_form == "fin"  # وجهتها may be read as a noun
            return fits and any(w.verb_form == "fin" and w.enclitic for w in token.readings)
        first = self.clause[0] if self.clause else None
        return bool(self.word.enclitic) or (first is not None and first.bare)

    def _is_handed_over(self, chunk: Chunk, *, noun: bool) -> bool:
        if chunk.kind == "anna":
            return not chunk.joined
        if chunk.kind != "pp" or chunk.bare or is_adjunct(self.scene, chunk):
            return False
        behind = self.scene.tokens[min(chunk.first + 1, chunk.stop - 1)].word
        return (noun and chunk.prep in self.frames) or (chunk.prep == "an" and not behind.det)

    def _points_at_object(self, chunk: Chunk) -> bool:
        """Tell the second complement behind a noun that so far passed for the subject.

        وصف الهجوم [بأنه]; with its subject dropped, واتهمت الحركات المسلحة [باتخاذ] المدنيين دروعا.
        """
        return (
            chunk.kind in ("anna", "pp") and not chunk.bare and chunk.prep in self.combined
            and ("anna" if chunk.kind == "anna" else chunk.prep) not in self.frames
            and (chunk.kind == "anna" or self._accuses())
            and self.subject is not None and not self.word.enclitic
        )  # fmt: skip

    def _relayed(self, prep: str) -> Settled | None:
        clause = [replace(chunk, prep="an") if chunk.prep == prep else chunk for chunk in self.clause]
        relay = read_relay(self.scene, clause, takes_subject=self.takes_subject)
        if relay is None:
            return None
        content, before = relay.clause[relay.place], tuple(relay.clause[: relay.place])
        return Settled(self.at, self.row, "relay", content, before, relay.source, relay.agent, word=self.word)

    def _stated_in(self) -> Settled | None:
        self.clause = [c for c in self.clause if not is_name(c)]  # ورد في التقرير، الذي نقلته "رويترز"، أن
        found = read_statement(self.clause)
        if found is None or not self._hands_over(self.clause[found[1]]):
            return None
        self.subject, place = found
        return self._settled(self.clause[place].kind, place)

    def _frame(self, place: int, chunk: Chunk, loose: bool) -> str | None:
        if chunk.kind in _STATED:
            return self._stated(place, chunk, loose)
        if loose:
            return self._beyond_relative(place, chunk)
        if chunk.kind == "pp":
            self.barred = self.barred or is_gesture(self.scene, chunk)
            fits = chunk.prep in self.frames and not (
                chunk.bare or self.barred or is_adjunct(self.scene, chunk) or self._is_where(place, chunk)
            )
            return chunk.prep if fits else None
        if chunk.kind == "relative" and names_object(self.scene, chunk):
            outcome = any(c.kind == "comma" for c in self.clause[:place])  # هاجم مسلحون السوق، ما أدى إلى
            return self._object(place) if not outcome else None  # يصف ما يجري بأنه
        if chunk.kind != "np" or self.scene.tokens[chunk.first].key in load_markers()["after"]:
            return None  # نفى الوزير، ردا على سؤال، الأنباء
        return self._phrase(place, chunk)

    def _is_where(self, place: int, chunk: Chunk) -> bool:
        """Tell where who speaks is from what he says: أفاد سكان [بمدينة غزة] بأن."""
        if chunk.prep != "b" or place + 1 >= len(self.clause):
            return False
        head = self.scene.tokens[min(chunk.first + (chunk.stop > chunk.first + 1), chunk.stop - 1)]
        first = self.scene.tokens[chunk.first].word
        named = not load_markers()["locality"].isdisjoint((first.stem, first.noun, head.word.stem))
        return named and self._later(place, "b")

    def _beyond_relative(self, place: int, chunk: Chunk) -> str | None:
        """Find the object behind a relative clause of the subject: اتهم الإعلام الذي يديره س [ص] بـ."""
        behind_phrase = (
            place > 1 and self.clause[place - 1].kind == "np" and self.clause[place - 2].kind == "verb"
        )
        if chunk.kind != "np" or chunk.joined or not behind_phrase or self.subject is None:
            return None
        return next(("obj+" + prep for prep in self.combined if self._later(place, prep)), None)

    def _phrase(self, place: int, chunk: Chunk) -> str | None:
        """Take a noun phrase as subject, as object, or as part of what stands before it."""
        if self._sees_in_it(place) and chunk.actor is None:
            return "obj"
        apart = self.subject is not None and self._is_needed(chunk)  # تبنت حركة الشباب | العملية
        if self._describes_cue(place, chunk) or (
            not apart and belongs_before(self.scene, self.clause, place)
        ):
            return None
        if self.subject is None and self.takes_subject and self._may_speak(place, chunk):
            self.subject = chunk
            self.speakers.append(chunk)
            return None
        before = self.clause[place - 1] if place else None
        coordinated = chunk.joined and before is not None and before in self.speakers
        if coordinated:
            self.speakers.append(chunk)  # أدانت الرياض والدوحة [والكويت] الهجوم
        if (
            coordinated
            or self._is_doer(place)
            or is_apposition(self.scene, self.clause, place, self.subject)
            or self._states_later(place)
        ):
            return None
        frame = self._object(place) or self._behind_b(place, chunk)
        self.barred = self.barred or (frame is None and self._is_object(chunk, before))
        return frame

    def _is_doer(self, place: int) -> bool:
        """Tell who did to what speaks what its own clause tells: صور التقطتها [الأقمار] دمارا."""
        if place < 2 or self.clause[place - 2] is not self.subject:
            return False
        verb = self.clause[place - 1]
        word = self.scene.tokens[verb.first].word
        return verb.kind in ("verb", "cue") and bool(word.enclitic) and not word.proclitics

    def _behind_b(self, place: int, chunk: Chunk) -> str | None:
        near = place == 0 or self.clause[place - 1] is self.subject
        noun = joined_noun(self.scene, chunk) if near and "b" in self.frames and chunk.actor is None else None
        if noun is None:
            return None
        self.clause[place] = noun
        return "b"

    def _stated(self, place: int, chunk: Chunk, loose: bool) -> str | None:
        if chunk.kind == "anna":
            return chunk.kind if self._hands_over(chunk) and self._takes_clause(place, chunk, loose) else None
        if chunk.kind == "quote":
            if self._sees_in_it(place):
                return chunk.kind
            first = self.subject is None and self.takes_subject and place == 0
            if first and self._is_quoted_body(chunk):
                self.subject = chunk  # ودعت "جبهة الشعب" إلى
                return None
            doubled = self._object(place) if not first and "quote" not in self.frames else None
            if doubled is not None and doubled.startswith("obj+"):
                return doubled  # محملا "مرتزقة" مسؤولية
            if self._takes_quotation(place, chunk, loose):
                return chunk.kind
            if first:
                self.subject = chunk  # أكد "المصدر المسؤول" أن
            return None
        return chunk.kind if chunk.kind in self.frames and not (chunk.kind == "wh" and loose) else None

    def _takes_clause(self, place: int, chunk: Chunk, loose: bool) -> bool:
        if self.row.kind in ("masdar", "noun") and (
            loose or any(c.kind == "comma" for c in self.clause[:place])
        ):
            return False  # the clause of a noun of saying stands close to it
        if self._is_condition(chunk):
            return False
        if "anna" in self.frames or chunk.prep in self.frames:
            return True
        causal = self.scene.tokens[chunk.first].key in load_markers()["subjunctive"]  # دفع بلاده لأن
        return chunk.prep + "+anna" in self.frames and not (causal and chunk.prep == "b")

    def _takes_quotation(self, place: int, chunk: Chunk, loose: bool) -> bool:
        short = chunk.stop - chunk.first - 2 < NAME_WORDS and not self._opens_with_verb(place, chunk)
        markers = load_markers()
        speaks = self.word.lemma in markers["plain_saying"] or self.word.lemma in markers["chants"]
        says = speaks and chunk.stop - chunk.first > TWO_WORDS
        if short and (self._goes_on(place) or not (says or self._marked_off(place))):
            return False  # a name in quotation marks
        if "quote" in self.frames and not (short and "obj" in self.frames):
            return True
        before = self.clause[place - 1] if place else None
        if before is not None and before.kind == "pp" and not (before.bare or is_adjunct(self.scene, before)):
            return False  # but دان المجلس في بيان "السيطرة على المدينة"
        inside = self.scene.tokens[min(chunk.first + 1, len(self.scene.tokens) - 1)]
        if loose or inside.key in load_markers()["adjunct_b"]:
            return False
        return "obj" in self.frames or bool(self.combined) or preposition(inside) in self.frames

    def _object(self, place: int) -> str | None:
        for prep in self.combined:
            if self._later(place, prep):
                return "obj+" + prep
        word = self.scene.tokens[self.clause[place].first].word
        deed = word.verb_form == "masdar"
        if "obj" in self.frames and ((deed and not word.det) or self.word.voice != "pass"):
            return "obj"
        return "deed" if "deed" in self.frames and deed else None

    def _settled(self, frame: str, place: int) -> Settled:
        chunk, subject, stop = self.clause[place], self.subject, None
        if (
            frame.startswith("obj")
            and subject is None
            and self.takes_subject
            and place + 1 < len(self.clause)
        ):
            following = self.clause[place + 1]
            named = following.kind == "np" and following.actor is not None and chunk.actor is None
            if named and not self._holds_on(chunk, following):
                subject, stop = following, following.first
        agent: Chunk | None = None
        if (cited := self._cited(place)) is not None:
            subject, agent = cited, subject
        if subject is not None and self.row.kind == "masdar" and frame in self.combined:
            # اتهام إيران بقصف: with no other object, the one accused.
            frame, chunk, subject = "obj+" + frame, subject, None
        return Settled(
            self.at, self.row, frame, chunk, tuple(self.clause[:place]), subject, agent, stop, self.word,
            self._through(frame, place),
        )  # fmt: skip

    def _through(self, frame: str, place: int) -> int | None:
        prep = frame[4:] if frame.startswith("obj+") else ""
        for chunk in self.clause[place + 1 :]:
            if prep and chunk.prep == prep and chunk.kind in ("pp", "anna"):
                return chunk.first
        return None

    def _cited(self, place: int) -> Chunk | None:
        """Find the source a medium names: ذكرت القناة نقلا عن [مسؤول] أن; or whom he cites."""
        cited: Chunk | None = None
        for chunk in self.clause[:place]:
            if chunk.kind == "pp" and not chunk.bare and self._cites(chunk, further=cited is not None):
                cited = chunk
        return cited

    def _cites(self, chunk: Chunk, *, further: bool) -> bool:
        """Tell whom words of citing name: نقلا عن [س], استنادا إلى [س], التي استندت بدورها إلى [س]."""
        tokens, markers = self.scene.tokens, load_markers()
        if chunk.prep == "an":
            return tokens[chunk.first - 1].key in markers["citing"]
        if chunk.prep not in ("ila", "l", "ala") or not (further or self._is_told_by_medium()):
            return False
        verb = chunk.first - (1 + (tokens[chunk.first - 1].key in markers["adjunct_b"]))  # بدورها
        word = tokens[verb].word
        return not markers["rests_on"].isdisjoint((tokens[verb].key, word.lemma, word.stem))

    def _is_told_by_medium(self) -> bool:
        subject = self.subject
        if subject is None:
            return False
        named = subject.actor is not None and subject.actor.role == "MED"
        return named or self.scene.tokens[subject.first].word.stem in load_markers()["outlet"]

    def _object_alone(self) -> Settled | None:
        """Take the only noun phrase as object where no other stands: (وهم) اتهموا الجيش بـ..."""
        subject = self.subject
        if subject is None or self.word.enclitic or not (self.combined or "obj" in self.frames):
            return None
        place = self.clause.index(subject)
        behind = self.clause[place + 1 :]
        if self._accuses():  # whoever stands before بـ is the accused
            behind = list(takewhile(lambda c: not (c.prep and c.prep in self.combined), behind))
        # حمّل [الجيش] مسؤولية القصف has two objects and no subject; but حمّل الوزير مسؤوليته لخصومه.
        doubled = "obj" in self.combined and self.row.needs and not any(c.prep == "l" for c in behind)
        if subject.actor is not None and not doubled and any(c.kind == "np" and not c.joined for c in behind):
            return None
        frame = next(("obj+" + prep for prep in self.combined if self._later(place, prep)), "obj")
        if frame == "obj" and (
            "obj" not in self.frames or (self.row.open_object and subject.actor is not None)
        ):
            return None
        before = tuple(self.clause[:place])
        through = self._through(frame, place)
        return Settled(self.at, self.row, frame, subject, before, word=self.word, through=through)

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
        if self.at == 0:
            return None
        before = self.scene.tokens[self.at - 1]
        likewise = before.key in load_markers()["likewise"]  # كما أشادت بها واشنطن
        says = self.row.act in _BARE or (self.frames >= {"anna", "quote"} and self._leads_back()) or likewise
        if not says:
            return None
        if self.word.verb_form != "fin":
            return self._rushed()
        by_preposition = any(c.kind == "pp" and c.bare and c.prep in self.frames for c in self.clause[:2])
        relative = before.key in load_markers()["relative"] or (likewise and by_preposition)
        by_pronoun = bool(self.word.enclitic)
        if self.row.act == "support":  # السفير الذي [رحب] به, مناسبة [يحييها] السكان; not ما أيدته موسكو
            by_preposition = by_preposition and not self._is_of_people()
            by_pronoun = by_pronoun and before.key in load_markers()["what"]
        if not (by_preposition or by_pronoun):
            return None
        subject = next((c for c in self.clause[:3] if c.kind == "np" and self.takes_subject), None)
        if not (relative or self._takes_up_noun(before, subject)):
            return None
        return Settled(self.at, self.row, "bare", None, (), subject, word=self.word)

    def _is_of_people(self) -> bool:
        """Tell whether who is welcomed is somebody, not something said: الضيوف الذين [رحب] بهم الوزير."""
        scene, noun = self.scene, self.at - 1
        noun -= noun > 0 and scene.tokens[noun].key in load_markers()["relative"]
        return scene.actor_of[noun] is not None

    def _rushed(self) -> Settled | None:
        """Take a masdar that answers what was said: وهو ما سارعت [أنقرة] إلى نفيه."""
        actor = rushes(self.scene, self.at, self.word)
        if actor is None:
            return None
        first = whole_first(actor)
        subject = Chunk("np", first, whole_stop(actor), self.scene.tokens[first].start, actor=actor)
        return Settled(self.at, self.row, "bare", None, (), subject, word=self.word)
