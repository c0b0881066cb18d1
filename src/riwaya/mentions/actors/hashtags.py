"""What posts write: words that _ joins to one (#الدعم_السريع), and RT before whom is repeated."""

from collections.abc import Sequence

from riwaya.document import Token

JOINT = "_"
_REPEATED = ("@", ":")


def find_joined(tokens: Sequence[Token], at: int, limit: int) -> Sequence[int]:
    """Give the words that _ joins to the one at token ``at``, with it."""
    joined = [at]
    while at + 2 < limit and tokens[at + 1].form == JOINT and tokens[at + 2].kind != "mark":
        at += 2
        joined.append(at)
    return joined


def is_repost(tokens: Sequence[Token], at: int) -> bool:
    """Tell RT @name and RT: from the broadcaster by what follows."""
    return tokens[at - 1].kind == "latin" and at < len(tokens) and tokens[at].form.startswith(_REPEATED)
