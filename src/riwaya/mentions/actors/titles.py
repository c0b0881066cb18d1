"""The name that a title leads to where it does not stand right behind it."""

from collections.abc import Callable

from riwaya.document import Token
from riwaya.mentions.actors.names import PersonName, read_apart, read_name
from riwaya.mentions.actors.records import Owner, Phrase, View

COMMAS = frozenset("،,")
_MOST_INSIDE = 6  # tokens of a short name in brackets, with these


def read_name_behind_comma(
    view: View, at: int, limit: int, read_inside: Callable[[], Phrase | None]
) -> PersonName | None:
    """Read وزير الخارجية الروسي، سيرغي لافروف، ...: ``at`` is the comma, the name stands apart."""
    tokens, lexicon = view.tokens, view.lexicon
    if at + 1 >= limit or tokens[at].form not in COMMAS:
        return None
    name = read_name(tokens, at + 1, limit, lexicon, titled=False)
    if name is None and (phrase := read_inside()) is not None:
        name = phrase.name if phrase.head.sort in ("rank", "honorific") else None
    if name is None and at + 1 not in view.barred:
        name = read_apart(tokens, at + 1, limit, lexicon)
    return name


def is_named_behind(view: View, owner: Owner, limit: int, *, titled: bool) -> bool:
    """Tell whether a name stands behind a complement: سفير البيرو لدى الأمم المتحدة | فلان."""
    at = max(owner.stop, owner.reach)
    apart = at < limit and view.tokens[at].form in COMMAS
    at += apart
    if owner.name is not None or at >= limit or at in view.barred:
        return owner.name is not None
    title = view.lexicon.heads.longest(view.tokens, at, limit)
    if title is not None and title.value.sort in ("rank", "honorific") and title.stop < limit:
        at = title.stop  # وزير الخارجية بدولة قطر | الدكتور فلان
    return read_name(view.tokens, at, limit, view.lexicon, titled=titled and not apart) is not None


def read_name_behind_brackets(view: View, at: int, limit: int) -> PersonName | None:
    """Read رئيس جهاز الأمن العام (الشاباك) فلان: ``at`` is the bracket."""
    tokens = view.tokens
    if at >= limit or tokens[at].form != "(":
        return None
    closing = next((i for i in range(at + 2, min(limit, at + _MOST_INSIDE)) if tokens[i].form == ")"), None)
    if closing is None or closing + 1 >= limit or closing + 1 in view.barred:
        return None
    return read_name(tokens, closing + 1, limit, view.lexicon, titled=False)


def find_duty(view: View, at: int, limit: int) -> int | None:
    """Find where the duty of an office stops, with a name behind it: المستشار للشؤون الأمنية | فلان,
    المفوضة السامية لحقوق الإنسان | فلانة."""
    stop, heads = at + 1, view.lexicon.heads
    if view.tokens[at].word.upos != "NOUN" or heads.longest(view.tokens, at):
        return None
    if not view.tokens[at].word.det:
        if stop >= limit or not _is_genitive(view.tokens[stop]):
            return None
        stop += 1
    while stop < limit and view.tokens[stop].word.det and not view.tokens[stop].word.proclitics:
        stop += 1
    if stop >= limit or stop in view.barred:
        return None
    name = read_name(view.tokens, stop, limit, view.lexicon, titled=False)
    return stop if name is not None else None


def _is_genitive(token: Token) -> bool:
    return token.word.upos == "NOUN" and token.word.det and not token.word.proclitics
