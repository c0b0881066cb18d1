"""What countries a report talks about: whose an actor is of whom the words do not say it."""

from collections import defaultdict
from collections.abc import Container, Iterable
from itertools import chain

from riwaya.document import ActorMention, Document
from riwaya.mentions.actors.tables import Lexicon

# How much nearer evidence of a country outweighs what the rest of the report talks about.
_IN_SENTENCE, _IN_PARAGRAPH, _IN_REPORT = 3.0, 2.0, 2.0
_IN_OPENING = 2.0
# A town says more about where one is than the name of a state, which may only be speaking.
_A_PLACE, _A_COUNTRY, _A_NISBA = 2.0, 1.0, 1.0
_KNOWN = 0.5  # a known actor of one country


class Context:
    """What countries a report talks about, and where."""

    def __init__(self, document: Document, lexicon: Lexicon, known: Iterable[ActorMention]) -> None:
        size = len(document.tokens)
        self.sentence_of = [0] * size
        self.paragraph_of: list[int] = []
        for number, sentence in enumerate(document.sentences):
            self.paragraph_of.append(sentence.paragraph)
            for at in range(sentence.first, min(size, sentence.stop)):
                self.sentence_of[at] = number
        self.report: defaultdict[str, float] = defaultdict(float)
        self.paragraphs: defaultdict[int, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.sentences: defaultdict[int, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        written = list(_evidence(document, lexicon))
        self.written = frozenset(country for _, country, _ in written)  # told by a place or a nisba
        for at, country, weight in chain(written, _named(known)):
            here = self.sentence_of[at]
            paragraph = self.paragraph_of[here]
            self.report[country] += weight * (_IN_OPENING if paragraph == 0 else 1.0)
            self.sentences[here][country] += weight
            self.paragraphs[paragraph][country] += weight

    def country(self, at: int, among: Container[str] | None = None) -> str | None:
        """Give the country most talked about around token ``at``, of all or ``among`` some."""
        spoken = [country for country in self.report if among is None or country in among]
        if not spoken:
            return None
        sentence = self.sentence_of[at]
        near, around = self.sentences[sentence], self.paragraphs[self.paragraph_of[sentence]]

        def weigh(country: str) -> tuple[float, str]:
            here = _IN_SENTENCE * near[country] + _IN_PARAGRAPH * around[country]
            return here + _IN_REPORT * self.report[country], country

        return max(spoken, key=weigh)


def _evidence(document: Document, lexicon: Lexicon) -> Iterable[tuple[int, str, float]]:
    for place in document.places:
        if place.country is not None:
            yield place.first, place.country, _A_COUNTRY if place.precision == "country" else _A_PLACE
    for at, token in enumerate(document.tokens):
        qualifier = lexicon.qualifiers.get(token.key)
        if qualifier is not None and qualifier.country is not None:
            yield at, qualifier.country, _A_NISBA


def _named(known: Iterable[ActorMention]) -> Iterable[tuple[int, str, float]]:
    for mention in known:
        if mention.kind == "country" or mention.role == "MED":
            continue  # the agency that reports it
        if mention.ref is not None and mention.country is not None:
            yield mention.first, mention.country, _KNOWN
