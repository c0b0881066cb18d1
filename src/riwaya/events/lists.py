"""Places that are told side by side: في عدن وتعز ولحج, بين الرقة ودير الزور."""

from collections.abc import Iterator, Sequence

from riwaya.chars import WAW
from riwaya.document import PlaceMention, Token

_GAP = 3  # words between two of them: ومدينة, وفي بلدة
_SIZES = {"exact": 0, "near": 1, "district": 2, "region": 3, "country": 4}
_BETWEEN = frozenset(("PUNCT", "NOUN", "PROPN", "ADP", "ADJ", "CCONJ"))
_ENDS = frozenset('.\u061b:()\u00ab\u00bb"')
_COMMAS = frozenset("\u060c,")


def list_together(tokens: Sequence[Token], places: Sequence[PlaceMention]) -> dict[int, tuple[int, int]]:
    """Give how many places each place of a sentence is listed with, itself counted, and its rank among them,
    by its first token."""
    return {place.first: (len(run), rank) for run in _runs(tokens, places) for rank, place in enumerate(run)}


def _runs(tokens: Sequence[Token], places: Sequence[PlaceMention]) -> Iterator[list[PlaceMention]]:
    run: list[PlaceMention] = []
    for place in places:
        if run and not _goes_on(tokens, run[-1], place):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _goes_on(tokens: Sequence[Token], last: PlaceMention, place: PlaceMention) -> bool:
    """Tell whether a place is joined to the one before it, and is not what that lies in: الرقة، سوريا."""
    between, words = tokens[last.stop : place.first], tokens[last.stop : place.first + 1]
    if len(between) > _GAP or not all(t.word.upos in _BETWEEN and t.form not in _ENDS for t in between):
        return False
    joined = any(token.word.proclitics[:1] == WAW or token.key == WAW for token in words)
    if joined:
        return True
    larger = _SIZES.get(place.precision or "", 0) > _SIZES.get(last.precision or "", 0)
    return any(token.form in _COMMAS for token in between) and not (larger and place.country == last.country)
