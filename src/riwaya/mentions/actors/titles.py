"""The name that a title leads to where it does not stand right behind it."""

from collections.abc import Callable

from riwaya.mentions.actors.names import PersonName, read_apart, read_name
from riwaya.mentions.actors.records import Owner, Phrase, View

COMMAS = frozenset("،,")


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
    at = owner.stop
    apart = at < limit and view.tokens[at].form in COMMAS
    at += apart
    if owner.name is not None or at >= limit or at in view.barred:
        return owner.name is not None
    return read_name(view.tokens, at, limit, view.lexicon, titled=titled and not apart) is not None
