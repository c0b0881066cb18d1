"""Paragraphs and sentences as spans of the text.

A sentence ends at . ! ? ؟ … before a blank, and with its paragraph; never inside a closed quotation or a
bracket. The rest is about marks that only look like ends: initials, abbreviations, the numbers of a list, and
dots that stand for a pause.
"""

import re
from collections.abc import Iterator

import msgspec

from riwaya.tokens.quotations import Quote, find_dialogue, find_quotes, find_speeches, last_quote, link_quotes
from riwaya.tokens.tokenizer import DIGIT, LETTER

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029\u0085\x0b\x0c]+")
_STOPS = ".!?؟…۔‼⁇⁈⁉"
_CLOSERS = "\"»”›’')\\]"
# Behind the stop and what closes with it: a blank, or the next sentence where its blank was forgotten.
_BREAK = re.compile(
    rf"(?<![{_STOPS}])[{_STOPS}]++(?:[ \u00a0]\.+){{0,8}}[{_CLOSERS}]*+(?=\s|$|[{LETTER}]{{2}})"
)
_PAUSE = re.compile("[.… \u00a0]{2,}|…")
# خطأ.ثم and المدينة.وقال are two sentences, but دي.إيه.إن, إيه.بي.نيوز and الجزيرة.نت are names.
_LONG_BEFORE = re.compile(rf"(?<![.{LETTER}])[{LETTER}\u064b-\u0652]{{4,}}$")
_WORD_BEFORE = re.compile(rf"(?<![.{LETTER}])[{LETTER}\u064b-\u0652]{{3,}}$")
_LONG_BEHIND = re.compile(rf"(?!\u0643\u0648\u0645(?![{LETTER}]))[{LETTER}]{{3}}")
_JOINED_BEHIND = re.compile(rf"و[{LETTER}]{{3}}|ثم(?![{LETTER}])")
# One letter with a dot is an initial or a title (أ. سامي, ود. هدى), not له. or به.; behind a number it is an
# era or a unit (2002 م.).
_INITIAL = re.compile(rf"(?:^|(?<![{DIGIT}])[\s(\[«\"“‘/])(?:[وف]?[{LETTER}]|[بل][أدجحرسعقم]|[A-Z])\.$")
_DOTTED = re.compile(rf"(?<![{LETTER}A-Za-z])(?:(?:[{LETTER}]{{1,3}}\.){{2,}}|(?:[A-Za-z]\.){{2,}})$")
_LATIN_TITLE = re.compile(r"(?<![A-Za-z])[A-Z][a-z]{0,2}\.$")
_NUMBER = re.compile(rf"(?:^|\s)\(?([{DIGIT}]{{1,2}})\.$")
_LIST_OPENS = re.compile(r"[:،؛]\s+\S+$")
_OPENER = re.compile(rf"\s+(?:و[{LETTER}]{{2}}|ثم\s)")  # a new sentence, by all likelihood
_LATIN = re.compile(r"\s+[A-Za-z]")
_SMALL_LATIN = re.compile(r"\s+[a-z]")
_OR = re.compile(r"\s+(?:أو|أم)\s")
_LABEL = re.compile(rf"\s*[{LETTER}]+\s?:\s")  # س: ... ؟ ج: ...
_REACH = 200  # letters to either side in which a bracket is looked for
# No sentence of a newspaper is this long; a line without marks is cut at blanks, so that no room ever
# meets a sentence whose length it could not bear.
_MAX_SENTENCE = 4000
# A heading is short, on a line of its own, with no closing mark, and heads something.
_HEADING_WORDS = 9
_HEADING_LETTERS = 90
_HEADINGS = 3  # one below the other; more are the lines of a list or a poem
_CLOSED_LINE = re.compile(r"[.!?؟…۔:،؛,;][»”\"’')\]]*$|^[«“\"][^«“\"]*[»”\"]$")
_ITEM = re.compile(rf"[-–—•*·▪●○]|[{DIGIT}]{{1,2}}\s?[.)-]")


class Stretch(msgspec.Struct, frozen=True, gc=False):
    """A sentence before tokens: offsets, paragraph number, and whether it is a heading."""

    start: int
    end: int
    paragraph: int
    heading: bool


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Find the stretches between line breaks, without the blanks around them."""
    found = []
    for match in _PARAGRAPH.finditer(text):
        line = match[0]
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            found.append((start, start + len(stripped)))
    return found


def find_stretches(text: str) -> tuple[list[Stretch], list[Quote]]:
    """Find all sentences and quotations of a text, paragraph by paragraph, in order."""
    stretches: list[Stretch] = []
    quotes: list[Quote] = []
    before: list[Quote] = []
    paragraphs = find_paragraphs(text)
    headings = _find_headings([text[start:end] for start, end in paragraphs])
    for number, (start, end) in enumerate(paragraphs):
        behind = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
        following = text[behind : behind + 2]
        found = find_quotes(text, start, end, following, last_quote(before))
        marked = link_quotes(text, before, found, start)
        sentences = list(find_sentences(text, start, end, marked))
        before = marked
        spoken = [*find_dialogue(text, start, end), *find_speeches(text, sentences, marked)]
        quotes += sorted([*marked, *spoken], key=lambda q: (q.start, q.depth)) if spoken else marked
        for begin, stop in sentences:
            stretches.extend(Stretch(a, b, number, headings[number]) for a, b in _bound(text, begin, stop))
    return stretches, quotes


def _find_headings(lines: list[str]) -> list[bool]:
    """Tell headings from the lines of a list, from lines broken in the middle, and from what ends a text."""
    headings = [
        len(line) < _HEADING_LETTERS
        and len(line.split()) <= _HEADING_WORDS
        and not _CLOSED_LINE.search(line)
        and not _ITEM.match(line)
        for line in lines
    ]
    run = 0
    for number, heading in enumerate([*headings, False]):
        if heading:
            run += 1
            continue
        heads = number < len(lines) or run == len(lines)  # a text of titles only is left as it is
        if run > _HEADINGS or not heads:
            headings[number - run : number] = [False] * run
        run = 0
    return headings


def find_sentences(text: str, start: int, end: int, quotes: list[Quote]) -> Iterator[tuple[int, int]]:
    """Split one paragraph at its end marks."""
    closed = [quote for quote in quotes if quote.closed and quote.depth == 0]
    following = item = 0
    begin = start
    for match in _BREAK.finditer(text, start, end):
        at, mark, stops = match.end(), match.start(), _stops(match)
        while following < len(closed) and closed[following].end <= mark:
            following += 1
        quote = closed[following] if following < len(closed) and closed[following].start < mark else None
        if quote is not None and (at < quote.end or (at < end and stops not in (".", "۔"))):
            continue  # what is asked or cried goes on behind the marks: «أين هم؟» سأل
        if stops == "." and (listed := _list_number(text, begin, mark + 1, item)):
            item = listed
            continue
        if at < end and _goes_on(text, begin, match, end, quoted=quote is not None):
            continue
        yield begin, at
        begin = at
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        yield begin, end


def _stops(match: re.Match[str]) -> str:
    """Give an end mark without the quotation marks and brackets that close behind it."""
    return match[0].rstrip("\"»”›’')]")


def _list_number(text: str, begin: int, at: int, item: int) -> int:
    """Give the number that opens an item of a list (1. and then 2.), or 0."""
    number = _NUMBER.search(text[max(begin, at - 5) : at])
    if number is None:
        return 0
    value = int(number[1])
    opens = at - begin <= 4 or (value == 1 and _LIST_OPENS.search(text[max(begin, at - 8) : at]) is not None)
    return value if opens or (item and value == item + 1) else 0


def _goes_on(text: str, begin: int, match: re.Match[str], end: int, *, quoted: bool) -> bool:
    """Tell whether the sentence goes on behind an end mark."""
    mark, at, stops = match.start(), match.end(), _stops(match)
    if not text[at].isspace() and not _is_next_sentence(text, begin, match, quoted=quoted):
        return True
    if _in_bracket(text, begin, mark, at):
        return True
    if stops == ".":
        return _SMALL_LATIN.match(text, at, end) is not None or _is_abbreviation(text, begin, at, end)
    if _PAUSE.fullmatch(stops):
        return _OPENER.match(text, at, end) is None
    return stops in ("؟", "?") and (
        _OR.match(text, at, end) is not None or _is_answered(text, begin, at, end)
    )


def _is_next_sentence(text: str, begin: int, match: re.Match[str], *, quoted: bool) -> bool:
    """Tell whether a sentence begins without a blank behind an end mark."""
    mark, at = match.start(), match.end()
    if match[0] != ".":
        return quoted or not match[0].endswith(tuple("\"»”›’'"))
    before = text[max(begin, mark - 12) : mark]
    if _LONG_BEFORE.search(before) and _LONG_BEHIND.match(text, at):
        return True
    return _WORD_BEFORE.search(before) is not None and _JOINED_BEHIND.match(text, at) is not None


def _is_abbreviation(text: str, begin: int, at: int, end: int) -> bool:
    tail = text[max(begin, at - 24) : at]
    if _INITIAL.search(tail):
        return True
    if _DOTTED.search(tail):
        return _OPENER.match(text, at, end) is None
    return _LATIN_TITLE.search(tail) is not None and _LATIN.match(text, at, end) is not None


def _is_answered(text: str, begin: int, at: int, end: int) -> bool:
    """Tell whether a question behind a label is followed by a labelled answer: س: هل ... ؟ ج: نعم."""
    return _LABEL.match(text, at, end) is not None and _LABEL.match(text, begin, at) is not None


def _in_bracket(text: str, begin: int, mark: int, at: int) -> bool:
    """Tell whether an end mark stands in a bracket; one that holds whole sentences ends with the last."""
    for opening, closing in (("(", ")"), ("[", "]")):
        first = text.rfind(opening, max(begin, mark - _REACH), mark)
        if first < 0 or text.rfind(closing, first, mark) >= 0:
            continue
        last = text.find(closing, mark, mark + _REACH)
        if last >= 0 and not (first == begin and last < at):
            return True
    return False


def _bound(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _MAX_SENTENCE:
        blank = text.rfind(" ", start + 1, start + _MAX_SENTENCE)
        cut = blank if blank > 0 else start + _MAX_SENTENCE
        stop = cut
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if stop > start:
            yield start, stop
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
