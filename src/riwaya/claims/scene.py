"""A document laid out by token, so that every rule of this room looks up and never scans."""

import msgspec

from riwaya.claims.source_words import load_source_words
from riwaya.claims.tables import load_markers
from riwaya.document import ActorMention, Document, Quotation, Sentence, TimeMention, Token, Word
from riwaya.phrases import noun_phrase
from riwaya.types import Span

# What opens and closes an aside; the words inside are no part of the clause.
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_STOPS = frozenset({".", "!", "?", "؟", "…", "..", "..."})


class Scene(msgspec.Struct, frozen=True):
    """Per token: its sentence, the quotation and the mentions that cover it."""

    document: Document
    text: str
    tokens: tuple[Token, ...]
    sentence_of: list[int]
    quotation_of: list[Quotation | None]
    actor_of: list[ActorMention | None]
    begins: dict[int, ActorMention]  # first token -> an actor that begins there, those inside others too
    named_places: frozenset[int]  # tokens of names of towns and states
    time_of: list[TimeMention | None]
    closing: dict[int, int]  # opening bracket -> token behind its closing one
    opening: dict[int, Quotation]  # opening mark -> its quotation, nested ones too
    colon_stop: dict[int, int]  # first token of what a colon says is speech -> token behind it
    prose_first: int  # first token of the first sentence with a full stop
    resumed: dict[int, int]  # opening mark of a quotation that goes on -> that of the one it began with

    def sentence(self, at: int) -> Sentence:
        """Give the sentence of a token."""
        return self.document.sentences[self.sentence_of[at]]

    def actor_at(self, at: int) -> ActorMention | None:
        """Give the actor whose whole phrase begins at a token."""
        actor = self.actor_of[at]
        return actor if actor is not None and whole_first(actor) == at else None

    def opens_quotation(self, at: int) -> Quotation | None:
        """Give the quotation whose opening mark is this token."""
        return self.opening.get(at)

    def is_prose(self, sentence: Sentence) -> bool:
        """Tell a sentence that ends as one from a line of its own."""
        return _ends_in_stop(self.tokens, sentence)

    def begun_at(self, at: int) -> int:
        """Give a token of a quotation's first paragraph for one of a paragraph where it goes on."""
        quotation = self.quotation_of[at]
        return at if quotation is None else self.resumed.get(quotation.first, at)

    def phrase_stop(self, at: int, limit: int) -> int:
        """Find where the noun phrase at a token stops: a mention's whole phrase, or by its words."""
        actor = self.actor_at(at)
        stop = min(limit, whole_stop(actor)) if actor is not None else noun_phrase(self.tokens, at, limit)
        for step in range(at + 1, stop):
            if self.time_of[step] is not None:
                return step  # a time is no part of a name: وزارة الدفاع | الثلاثاء
            if actor is None and step > at + 1 and _closes_phrase(self.tokens, step):
                return step
        return stop

    def mention(self, at: int, limit: int) -> ActorMention | None:
        """Give the actor at a token, or make one of the noun phrase that begins there."""
        for step in range(at, min(limit, at + 1)):
            if (actor := self.actor_of[step]) is not None:
                return actor
        stop = noun_phrase(self.tokens, at, limit)
        return self.make_mention(at, stop) if stop > at else None

    def make_mention(self, first: int, stop: int) -> ActorMention:
        """Make a mention of tokens that no actor covers; the first word's clitics stay out."""
        start = self.tokens[first].start + stem_offset(self.tokens[first])
        end = self.tokens[stop - 1].end
        return ActorMention(
            first, stop, start, end, self.text[start:end], "group",
            whole=Span(start, end), whole_first=first, whole_stop=stop, rule="source:phrase",
        )  # fmt: skip


def is_named(mention: ActorMention) -> bool:
    """Tell whether a mention is a person's proper name, not an office."""
    return mention.kind == "person" and not mention.rule.endswith((":phrase", ":counted"))


def whole_first(actor: ActorMention) -> int:
    """Give the first token of the phrase with title and office."""
    return actor.whole_first if actor.whole is not None else actor.first


def whole_stop(actor: ActorMention) -> int:
    """Give the token behind the phrase with title, office and apposition."""
    return actor.whole_stop if actor.whole is not None else actor.stop


def stem_offset(token: Token, word: Word | None = None) -> int:
    """Count the code points of the clitics before a token's stem (وللحكومة: 2, the article stays).

    ``word``: the reading of the token that counts, where that is not the chosen one.
    """
    word = word or token.word
    if not word.proclitics:
        return 0
    least = len(word.stem) + len(word.enclitic)
    offsets = [offset for key, offset in token.keys if offset and len(key) >= least]
    return max(offsets, default=len(word.proclitics))


def lay_out(document: Document) -> Scene:
    """Lay a document out by token."""
    size = len(document.tokens)
    sentence_of = [0] * size
    for number, sentence in enumerate(document.sentences):
        for at in range(sentence.first, sentence.stop):
            sentence_of[at] = number
    marked = [quotation for quotation in document.quotations if quotation.kind == "marks"]
    quotation_of: list[Quotation | None] = [None] * size
    for quotation in marked:
        if quotation.depth == 0:
            for at in range(quotation.first, min(size, quotation.stop)):
                quotation_of[at] = quotation
    time_of: list[TimeMention | None] = [None] * size
    for time in document.times:
        for at in range(time.first, min(size, time.stop)):
            time_of[at] = time
    return Scene(
        document, document.report.text, document.tokens, sentence_of, quotation_of,
        _actor_of(document), {actor.first: actor for actor in document.actors},
        _name_places(document), time_of, _close_brackets(document.tokens),
        opening={quotation.first: quotation for quotation in marked},
        colon_stop={q.first: q.stop for q in document.quotations if q.kind == "colon"},
        prose_first=next((s.first for s in document.sentences if _ends_in_stop(document.tokens, s)), size),
        resumed=_resumed(marked),
    )  # fmt: skip


def _name_places(document: Document) -> frozenset[int]:
    """Give the tokens of names of towns and states, which are no words of saying: مصراتة, like أصرت."""
    return frozenset(
        at
        for place in document.places
        for at in range(place.first, min(place.stop, len(document.tokens)))
        if document.tokens[at].word.upos != "VERB"
    )


def _actor_of(document: Document) -> list[ActorMention | None]:
    """Give the actor that covers each token, the longest where several do."""
    size = len(document.tokens)
    actor_of: list[ActorMention | None] = [None] * size
    media = {actor.first for actor in document.actors if actor.role == "MED"}
    actors = [_trim(document, actor, media) for actor in document.actors]
    for actor in sorted(actors, key=lambda a: whole_first(a) - whole_stop(a)):
        for at in range(max(0, whole_first(actor)), min(size, whole_stop(actor))):
            if actor_of[at] is None:
                actor_of[at] = actor
    return actor_of


def _ends_in_stop(tokens: tuple[Token, ...], sentence: Sentence) -> bool:
    last = tokens[max(sentence.first, sentence.stop - 2) : sentence.stop]  # a quotation mark may follow
    return any(token.form in _STOPS for token in last)


def _resumed(marked: list[Quotation]) -> dict[int, int]:
    begun: dict[int, int] = {}
    last: Quotation | None = None
    for quotation in marked:
        if quotation.depth:
            continue
        if quotation.resumes and last is not None:
            begun[quotation.first] = begun.get(last.first, last.first)
        last = quotation
    return begun


def _trim(document: Document, actor: ActorMention, media: set[int]) -> ActorMention:
    """Cut from a common noun phrase what only stands beside it: الوزير | لوكالة رويترز, الزعيم | قرار."""
    if not actor.rule.endswith(":phrase"):
        return actor
    for step in range(actor.first + 1, actor.stop):
        word = document.tokens[step].word
        hears = step in media or word.stem in load_source_words()["journalist"]
        hearer = hears and bool(word.proclitics)
        if hearer or _opens_phrase(document.tokens, step):
            end = document.tokens[step - 1].end
            name = document.report.text[actor.start : end]
            role = None if actor.role == "MED" and hearer else actor.role
            return msgspec.structs.replace(
                actor,
                stop=step,
                end=end,
                name=name,
                role=role,
                ref=None,
                whole=None,
                whole_first=0,
                whole_stop=0,
            )
    return actor


def _opens_phrase(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether an indefinite noun stands where no noun phrase can go on: الوزير | قرار."""
    word, before = tokens[at].word, tokens[at - 1].word
    if word.stem + word.enclitic in load_markers()["opens_phrase"] and not word.proclitics:
        return True
    if word.upos != "NOUN" or word.proclitics or word.det:
        return False
    return before.upos == "ADJ" or (before.det and before.upos == "NOUN")


def _closes_phrase(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a definite noun stands behind an indefinite adjective: بشكل قاطع | الاتهامات."""
    word, before = tokens[at].word, tokens[at - 1].word
    return (
        word.det and word.upos == "NOUN" and before.upos == "ADJ" and not before.det and not before.enclitic
    )


def _close_brackets(tokens: tuple[Token, ...]) -> dict[int, int]:
    closing: dict[int, int] = {}
    open_at: dict[str, int] = {}
    for at, token in enumerate(tokens):
        if token.kind != "mark":
            continue
        if token.form in _BRACKETS:
            open_at[_BRACKETS[token.form]] = at
        elif (first := open_at.pop(token.form, None)) is not None and at - first < 30:
            closing[first] = at + 1
    return closing
