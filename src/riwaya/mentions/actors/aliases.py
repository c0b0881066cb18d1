"""Short names in brackets behind full ones: وحدات حماية الشعب (YPG), هيئة الأمن الوطني (هاون)."""

from collections.abc import Sequence

from riwaya.document import Token
from riwaya.mentions.actors.names import may_be_proper


def read_alias(tokens: Sequence[Token], at: int, limit: int) -> Token | None:
    """Read the short name between brackets that open at token ``at``: letters, or no common word."""
    if at + 2 >= limit or tokens[at].form != "(" or tokens[at + 2].form != ")":
        return None
    token = tokens[at + 1]
    if token.kind == "latin":
        return token if token.form.isupper() else None
    common = token.word.det or token.word.proclitics or token.word.enclitic or not may_be_proper(token)
    return token if token.kind == "word" and not common else None
