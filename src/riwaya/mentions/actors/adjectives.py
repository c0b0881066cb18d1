"""Which adjectives belong to a phrase: those that agree with its noun, and those joined to them by و."""

from riwaya.chars import WAW
from riwaya.document import Token
from riwaya.mentions.actors.records import View
from riwaya.mentions.actors.tables import Head, Qualifier


def is_object(view: View, at: int, head: Head, qualifier: Qualifier) -> bool:
    """Tell a plural behind a singular, which is the object: حملت الحكومة | المتمردين مسؤولية."""
    if not qualifier.people or head.plural:
        return False
    word, before = view.tokens[at].word, view.tokens[at - 1].word
    return word.det and word.number == "p" and before.number not in ("p", "d")


def is_genitive(view: View, at: int, qualifier: Qualifier) -> bool:
    """Tell a feminine noun behind a masculine one from its adjective: عميد | بلدية سرت."""
    word, before = view.tokens[at].word, view.tokens[at - 1].word
    masculine = before.gender == "m" and before.number == "s" and not word.det
    return qualifier.feminine and masculine and view.lexicon.heads.longest(view.tokens, at) is not None


def read_joined(view: View, at: int) -> Qualifier | None:
    """Read the adjective that و joins to the one before it: القوات الروسية | والأوكرانية."""
    token, before = view.tokens[at], view.tokens[at - 1]
    earlier = _qualifier(view, before, len(before.word.proclitics))
    if token.word.proclitics != WAW or earlier is None:
        return None
    more = _qualifier(view, token, len(WAW))
    if more is None and _is_nisba(view, token) and token.word.gender == before.word.gender:
        return Qualifier() if token.word.det == before.word.det else None  # العسكري | والاستراتيجي
    if more is None or token.word.det != before.word.det:
        return None
    says = more.role or more.country or more.ref or more.abroad
    alike = (more.people, more.feminine) == (earlier.people, earlier.feminine)
    match = view.lexicon.heads.longest(view.tokens, at, at + 1)
    noun = match is not None and match.value.sort not in ("field", "person")  # السورية | والمعارضة
    return more if says and alike and not noun and not more.prepositions else None


def is_joined_field(view: View, at: int) -> bool:
    """Tell a second field of a body: وزارة الشباب | والرياضة, منظمة التعاون الاقتصادي | والتنمية."""
    token, before, word = view.tokens[at], view.tokens[at - 1].word, view.tokens[at].word
    if word.proclitics != WAW or not (word.det and before.det and word.upos == "NOUN"):
        return False
    abstract = word.verb_form is not None or (word.number == "s" and word.gender == "f")
    known = view.lexicon.names.longest(view.tokens, at) or view.lexicon.heads.longest(view.tokens, at)
    return abstract and known is None and _qualifier(view, token, len(WAW)) is None and at not in view.places


def _is_nisba(view: View, token: Token) -> bool:
    return token.word.upos == "ADJ" and token.word.stem.endswith(tuple(view.lexicon.words["nisba"]))


def _qualifier(view: View, token: Token, skip: int) -> Qualifier | None:
    key = next((key for key, skipped in token.keys if skipped == skip), None)
    return view.lexicon.qualifiers.get(key) if key is not None else None
