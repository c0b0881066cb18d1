"""What a phrase belongs to: a known actor, a country, a place, or a phrase of its own.

المتحدث باسم [الحوثيين], محافظ [ديالى], مسؤول في [الحكومة]: the owner gives role and country.
"""

from collections.abc import Callable

from riwaya.mentions.actors.known import is_elsewhere, is_epithet
from riwaya.mentions.actors.people import read_people
from riwaya.mentions.actors.records import Owner, Phrase, View
from riwaya.mentions.actors.roles import HANDED_ON
from riwaya.mentions.actors.tables import TITLES, Head, Lexicon, Named
from riwaya.patterns import Match

# The use of the prepositions that bind an owner to somebody or something of a sort, where indefinite:
# مقاتل من الحوثيين, مواقع للحوثيين but مدينة درنة | من الجماعات, تقرير من الجيش but تقرير | عن الجيش.
_TOWARDS = {"person": "towards", "rank": "towards", "facility": "belongs", "document": "issued"}
_NO_OWNERS = frozenset({"facility", "person", "document", "source"})


def own_named(match: Match[Named], stop: int) -> Owner:
    """Give a known actor as an owner; a state hands on its country only."""
    named = match.value
    if named.kind == "country":
        return Owner(stop, None, named.country)
    return Owner(stop, named.role, named.country, named.country is None, named.ref, match)


def read_place(view: View, at: int, limit: int) -> Owner | None:
    """Read the place a phrase belongs to, which gives its country: محافظ ديالى، شرطة كادونا."""
    place = view.places.get(at)
    if place is None or view.lexicon.heads.longest(view.tokens, at, limit) is not None:
        return None
    return Owner(min(place.stop, limit), country=place.country)


def read_area(view: View, at: int) -> Owner | None:
    """Read where somebody is, which is no owner: مصدر في | محافظة الضالع."""
    area = view.tokens[at].word.stem in view.lexicon.words["area"]
    place = view.places.get(at) or (view.places.get(at + 1) if area else None)
    return Owner(place.stop, country=place.country) if place is not None else None


def read_owner(
    view: View, at: int, skip: int, limit: int, read_inside: Callable[[], Phrase | None]
) -> Owner | None:
    """Read the owner at token ``at``, behind ``skip`` letters of its clitics and the article."""
    token = view.tokens[at]
    article = skip and token.word.det  # للأمم المتحدة: the article is written into the clitic
    match = view.known(at, limit)
    if match is not None and (is_elsewhere(view, match) or is_epithet(view, match, limit)):
        match = None
    phrase = read_inside()
    if (
        match is not None
        and match.start - token.start <= skip + article
        and (phrase is None or phrase.stop <= match.stop or view.tokens[match.stop].word.upos == "PROPN")
    ):
        return own_named(match, match.stop)
    if phrase is None or phrase.start - token.start > skip + 1:
        phrase = read_people(view, at, limit)
    if phrase is None:
        return read_place(view, at, limit)
    known = phrase.name.named if phrase.name is not None else None
    country = phrase.country or (known.country if known is not None else None)
    return Owner(
        phrase.stop, phrase.role, country, phrase.abroad, phrase.ref, phrase, phrase.name, phrase.reach
    )  # fmt: skip


def may_bind(head: Head, preposition: str, owner: Owner, lexicon: Lexicon, *, definite: bool) -> bool:
    """Tell whether a preposition binds an owner to a head: مسؤول في الحكومة, not جندي في الحكومة."""
    words, sort = lexicon.words, head.sort
    place, inner = owner.role is None, owner.inner
    within, belongs = preposition in words["within"], preposition in words["belongs"]
    told = belongs and owner.role == "MED" and head.role != "MED"  # قال مسؤول لوكالة: whom he told
    if told or (isinstance(inner, Phrase) and inner.head.sort in _NO_OWNERS):
        return False
    if sort == "office":
        dative = isinstance(inner, Phrase) and inner.head.sort in TITLES  # قال الوزير للرئيس
        if definite:
            return within or (belongs and not dative)
        return within or belongs or (preposition in words["towards"] and not place)
    if sort == "source":
        return within or (not definite and not place and preposition in words["towards"])
    if sort in ("body", "media"):
        return within if place else belongs
    if definite or place or owner.role not in HANDED_ON:
        return False
    if sort in ("person", "rank") and within:
        return head.role in HANDED_ON and _is_body(owner)  # ضابط في الجيش
    return preposition in words[_TOWARDS[sort]] if sort in _TOWARDS else False


def _is_body(owner: Owner) -> bool:
    inner = owner.inner
    if isinstance(inner, Phrase):
        return inner.head.sort == "body"
    return inner is not None and inner.value.kind in ("group", "organisation")
