"""Find weapons and munitions: صواريخ كروز, طائرة بدون طيار, عبوة ناسفة, قذائف الهاون, إف-16."""

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import Literal

import msgspec

from riwaya.chars import ALEF, ARTICLE, HA, MADDA, SHADDA, TA, WAW, YA, fold
from riwaya.document import Document, Token, WeaponMention
from riwaya.mentions.noun_endings import load_endings
from riwaya.patterns import Match, Trie
from riwaya.resources import load_table

__all__ = ["find_weapons"]

_PARTING = frozenset({"ADJ", "NOUN", "PROPN"})
_DASHES = frozenset({"-", "\u2013"})
_QUOTES = frozenset({'"', "\u00ab", "\u201c", "(", "'"})


class WeaponRow(msgspec.Struct, frozen=True):
    """Terms of one class: each head, alone where ``bare`` allows it, or with one of the modifiers."""

    ref: str
    bare: Literal["yes", "no", "number", "dash", "shadda"]
    gloss: str
    heads: tuple[str, ...]
    modifiers: tuple[str, ...] = ()


class _Head:
    """What may follow a head, and what the head is when nothing does."""

    def __init__(self) -> None:
        self.bare: dict[str, str] = {}  # how it stands alone, to its class
        self.terms: list[tuple[str, str]] = []  # modifiers, each with the class it makes

    @cached_property
    def modifiers(self) -> Trie[str]:
        """Compile the modifiers in all their forms; most heads never come up."""
        return Trie((form, ref) for modifier, ref in self.terms for form in _modifier_forms(fold(modifier)))


class _Weapons(msgspec.Struct, frozen=True):
    heads: Trie[_Head]
    openings: frozenset[str]
    links: Trie[str]


@cache
def _load_weapons() -> _Weapons:
    found: dict[str, _Head] = {}
    links: Trie[str] = Trie()
    for row in load_table("riwaya.mentions", "weapons.tsv", WeaponRow):
        if row.ref == "link":
            for words in row.heads:
                links.add(words, row.ref)
            continue
        for words in row.heads:
            head = found.setdefault(fold(words), _Head())
            if row.bare != "no":
                head.bare.setdefault(row.bare, row.ref)
            head.terms += ((modifier, row.ref) for modifier in row.modifiers)
    heads: Trie[_Head] = Trie()
    openings: set[str] = set()
    for words, head in found.items():
        for form in _head_forms(words):
            heads.add(form, head)
            openings.add(form.split()[0])
    return _Weapons(heads, frozenset(openings), links)


def _head_forms(words: str) -> Iterator[str]:
    """Give a head with article, accusative, dual and pronouns: الصاروخ, صاروخين, صواريخها."""
    first, _, rest = words.partition(" ")
    endings = load_endings()
    if rest:
        yield words
        yield f"{ARTICLE}{first} {_with_article(rest)}"
        yield f"{ARTICLE}{first} {rest}"
        yield f"{first} {_with_article(rest)}"
        yield f"{first}{ALEF} {rest}{ALEF}"
        return
    base = first[:-1] + TA if first.endswith(HA) else first
    for form in (first, first + ALEF, *(base + ending for ending in endings.dual)):
        yield form
        yield ARTICLE + form
    for pronoun in endings.pronouns:
        if pronoun != YA:  # صاروخي is an adjective
            yield base + pronoun
    if base != first:
        yield base + endings.dual_owned[1]  # before a genitive: طائرتي


def _modifier_forms(words: str) -> Iterator[str]:
    """Give a modifier with the article, and of one word the forms that agree: باليستية, الباليستيين."""
    yield words
    yield " ".join(_with_article(word) for word in words.split())
    yield _with_article(words)
    if " " in words:
        yield words.replace(" ", " - ", 1)  # أرض-جو
    if " " in words or words.startswith(ARTICLE):
        return
    endings = load_endings()
    base = words[:-1] if words.endswith(HA) else words
    for form in (
        base,
        base + ALEF,
        base + HA,
        *(stem + e for stem in (base, base + TA) for e in endings.dual),
    ):
        yield form
        yield ARTICLE + form


def _with_article(words: str) -> str:
    return words if words.startswith(ARTICLE) or not words[0].isalpha() else ARTICLE + words


def find_weapons(document: Document) -> Document:
    """Fill ``weapons``, leftmost and longest; ``ref`` is the class of the table row."""
    weapons = _load_weapons()
    tokens = document.tokens
    found: list[WeaponMention] = []
    for sentence in document.sentences:
        at = sentence.first
        head: _Head | None = None
        while at < sentence.stop:
            match = _read_weapon(tokens, at, sentence.stop, weapons) or _read_joined(
                head, tokens, at, sentence.stop, weapons
            )
            if match is None:
                head = head if tokens[at].kind == "number" else None
                at += 1
                continue
            mention, read = match
            head = read if read.terms else head  # a name alone takes no types: كورنيت | وتاو
            if mention.ref != "none":
                found.append(mention)
            at = mention.stop
    return msgspec.structs.replace(document, weapons=tuple(found))


def _read_weapon(
    tokens: Sequence[Token], at: int, stop: int, weapons: _Weapons
) -> tuple[WeaponMention, _Head] | None:
    """Read a head with what tells its type, or alone where the table lets it stand alone."""
    token = tokens[at]
    for key, _ in token.keys:
        if key in weapons.openings:
            break
    else:
        return None
    match = weapons.heads.longest(tokens, at, stop)
    if match is None:
        return None
    head, behind = match.value, _behind_links(tokens, match.stop, stop, weapons)
    modifier = _modifier(head, tokens, behind, stop)
    if modifier is None and behind < stop and _may_part(tokens[behind]):
        modifier = _modifier(head, tokens, _behind_links(tokens, behind + 1, stop, weapons), stop)
    if modifier is not None:
        ref, end = modifier.value, _behind_modifiers(head, tokens, modifier.stop, stop, weapons)
    else:
        ref, end = _alone(head, tokens, at, match.stop, stop)
    if not ref:
        return None
    return WeaponMention(at, end, match.start, tokens[end - 1].end, ref), head


def _alone(head: _Head, tokens: Sequence[Token], at: int, behind: int, stop: int) -> tuple[str, int]:
    """Give class and end of a head that has no modifier: رصاص, إف 16, شاهد-136, مسيّرة; "" where none."""
    for kind, dashed in (("number", False), ("dash", True)):
        end = _over_number(tokens, behind, stop, dashed=dashed)
        if kind in head.bare and end > behind:
            return head.bare[kind], end
    ref = head.bare.get("yes") or (head.bare.get("shadda") if SHADDA in tokens[at].form else None)
    return ref or "", _over_number(tokens, behind, stop, dashed=True)


def _read_joined(
    head: _Head | None, tokens: Sequence[Token], at: int, stop: int, weapons: _Weapons
) -> tuple[WeaponMention, _Head] | None:
    """Read a further type of the head just read: صواريخ توماهوك | وأتاكمز."""
    if head is None or not tokens[at].word.proclitics.startswith(WAW):
        return None
    match = head.modifiers.longest(tokens, at, stop)
    if match is None or match.start == tokens[at].start or tokens[at].word.upos in ("VERB", "ADP"):
        return None
    end = _behind_modifiers(head, tokens, match.stop, stop, weapons)
    return WeaponMention(at, end, match.start, tokens[end - 1].end, match.value), head


def _behind_modifiers(head: _Head, tokens: Sequence[Token], at: int, stop: int, weapons: _Weapons) -> int:
    """Give the token behind all that tells the type: صاروخ | باليستي | من طراز | هواسونغ-17."""
    end = _over_number(tokens, at, stop, dashed=True)
    while (match := _modifier(head, tokens, _behind_links(tokens, end, stop, weapons), stop)) is not None:
        end = _over_number(tokens, match.stop, stop, dashed=True)
    return end


def _may_part(token: Token) -> bool:
    """Tell whether a word may stand between head and modifier: طائرة | أميركية | بلا طيار."""
    return token.word.upos in _PARTING and not token.word.proclitics and token.word.verb_form is None


def _modifier(head: _Head, tokens: Sequence[Token], at: int, stop: int) -> Match[str] | None:
    match = head.modifiers.longest(tokens, at, stop) if at < stop else None
    if match is None or match.start != tokens[at].start:
        return None
    if match.stop == at + 1 and tokens[at].word.upos == "ADP" and MADDA not in tokens[at].form:
        return None  # إلى folds like آلي
    return match


def _behind_links(tokens: Sequence[Token], at: int, stop: int, weapons: _Weapons) -> int:
    """Skip من نوع, من طراز and an opening quotation mark."""
    if at < stop and (link := weapons.links.longest(tokens, at, stop)):
        at = link.stop
    return at + 1 if at < stop and tokens[at].key in _QUOTES else at


def _over_number(tokens: Sequence[Token], at: int, stop: int, *, dashed: bool) -> int:
    """Give the token behind the number of a type, باك-3, إف 16, F35; with a dash where ``dashed``."""
    dash = at < stop and tokens[at].key in _DASHES
    here = at + 1 if dash else at
    if here < stop and tokens[here].kind == "number" and (dash or not dashed):
        return here + 1
    return at + 1 if at < stop and tokens[at].kind == "latin" else at
