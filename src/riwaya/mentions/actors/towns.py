"""Names of persons that hold a town's name (باراك أوباما, Arak), and towns that hold a person's."""

from riwaya.document import ActorMention, Document, PlaceMention


def part_names(
    document: Document, found: tuple[ActorMention, ...]
) -> tuple[tuple[ActorMention, ...], tuple[PlaceMention, ...]]:
    """Part actors from places: leave out the persons that are part of a place's name, and the places that
    are part of a person's or group's."""
    towns = [place for place in document.places if _is_told_of(document, place)]
    covered = {at: place for place in towns for at in range(place.first, place.stop)}
    actors = tuple(m for m in found if not (m.kind == "person" and _lies_in(m, covered.get(m.first))))
    named = {at for actor in actors if _is_name(actor) for at in range(actor.first, actor.stop)}
    kept = {place.first for place in towns}
    places = tuple(
        place
        for place in document.places
        if place.first in kept or not named.intersection(range(place.first, place.stop))
    )
    return actors, places


def _is_told_of(document: Document, place: PlaceMention) -> bool:
    """Tell a listed place of more than one word behind في, a class word and their like: في الشيخ زويد, حي
    الحاج يوسف, where no person is meant; and a region with its word: ولاية بونتلاند."""
    table, tokens = place.rule.rpartition(":")[2], document.tokens
    if not place.rule.startswith("place:in:") or table not in ("hand", "region") or not place.first:
        return False
    before, joined = tokens[place.first - 1], bool(tokens[place.first].word.proclitics)
    of_class = before.word.upos == "NOUN" and table == "region"
    return not joined and before.kind == "word" and (of_class or place.stop - place.first > 1)


def _lies_in(mention: ActorMention, place: PlaceMention | None) -> bool:
    """Tell whether a mention with its title lies in a place's name."""
    if place is None:
        return False
    first = mention.first if mention.whole is None else mention.whole_first
    return place.first - 1 <= first and mention.stop <= place.stop


def _is_name(mention: ActorMention) -> bool:
    """Tell a name that is no place from one that may be (جوبالاند) and from a phrase (محافظ عدن)."""
    table = (mention.ref or "").partition(":")[0]
    if mention.kind == "person":
        return table == "persons" or mention.rule == "actor:titled"
    return table == "armed_groups" and mention.stop > mention.first + 1
