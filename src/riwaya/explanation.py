"""Why a reading says what it says: which rule or table row made each field, and on which words."""

from collections.abc import Iterator

import msgspec

from riwaya.document import ActorMention, Document, PlaceMention, Quantity, TimeMention, Token, WeaponMention
from riwaya.types import Actor, Claim, Event, Figure, Period, Place, Reading, Reason, Span

Mention = TimeMention | Quantity | WeaponMention


class Field(msgspec.Struct, frozen=True):
    """One field: its value in words, the rule that made it, and the words that the rule stands on."""

    name: str
    value: str
    rule: str = ""
    words: tuple[str, ...] = ()


class Explanation(msgspec.Struct, frozen=True):
    """All fields of one claim, event, actor, place, mention, word or dropped stretch."""

    heading: str
    fields: tuple[Field, ...]


def explain_id(reading: Reading, document: Document, key: str) -> tuple[Explanation, ...]:
    """Explain the claim, event, actor or place of an id; nothing where there is none."""
    return tuple(one for id, _, one in _explain_records(reading, document) if id == key)


def explain_at(reading: Reading, document: Document, at: int) -> tuple[Explanation, ...]:
    """Explain all that takes in the character at an offset, the closest first."""
    found: list[tuple[int, Explanation]] = []
    mentions: tuple[Mention, ...] = (*document.times, *document.quantities, *document.weapons)
    for _, spans, one in _explain_records(reading, document):
        widths = [span.end - span.start for span in spans if span.start <= at < span.end]
        if widths:
            found.append((min(widths), one))
    for mention in mentions:
        if mention.start <= at < mention.end:
            found.append((mention.end - mention.start, _explain_mention(mention, document)))
    found.sort(key=lambda item: item[0])
    words = [_explain_word(token) for token in document.tokens if token.start <= at < token.end]
    dropped = [
        Explanation("not read", (Field("reason", one.reason, one.rule),))
        for one in document.dropped
        if one.span.start <= at < one.span.end
    ]
    return (*dropped, *words, *(one for _, one in found))


def _explain_records(
    reading: Reading, document: Document
) -> Iterator[tuple[str, tuple[Span, ...], Explanation]]:
    names = {actor.id: actor.name for actor in reading.actors}
    names.update({place.id: place.name for place in reading.places})
    text = reading.report.text
    for claim in reading.claims:
        spans = tuple(span for span in (claim.cue, claim.source_span, claim.content) if span is not None)
        one = _explain_record(claim, f"claim {claim.id}", names, text)
        chain = Field("chain", _chain(claim, names, reading.report.publisher))
        yield claim.id, spans, msgspec.structs.replace(one, fields=(*one.fields, chain))
    for event in reading.events:
        spans = (*event.triggers, *(figure.span for figure in event.figures), *event.weapons)
        yield event.id, spans, _explain_record(event, f"event {event.id}", names, text)
    for actor in reading.actors:
        yield actor.id, actor.mentions, _explain_named(actor, f"actor {actor.id}", document.actors, text)
    for place in reading.places:
        yield place.id, place.mentions, _explain_named(place, f"place {place.id}", document.places, text)


def _chain(claim: Claim, names: dict[str, str], publisher: str | None) -> str:
    """Write through whom a claim reached the reader, the nearest first: publisher ← agency ← speaker.

    ``Claim.via`` runs from the source outwards.
    """
    told = [publisher or "the report", *(names[actor] for actor in reversed(claim.via))]
    return " ← ".join((*told, names[claim.source] if claim.source else "nobody named"))


def _explain_record(record: Claim | Event, heading: str, names: dict[str, str], text: str) -> Explanation:
    fields: list[Field] = []
    reasons: dict[str, list[Reason]] = {}
    for reason in record.why:
        reasons.setdefault(reason.field, []).append(reason)
    for name in record.__struct_fields__:
        value = _show(getattr(record, name), names, text)
        if name in ("id", "why", "source_span") or not (value or name in reasons):
            continue
        given = reasons.get(name, [])
        rule = ", ".join(dict.fromkeys(reason.rule for reason in given))
        words = dict.fromkeys(_cut(span, text) for reason in given for span in reason.spans)
        fields.append(Field(name, value or "none", rule, tuple(word for word in words if word not in value)))
    return Explanation(heading, tuple(fields))


def _explain_named(
    record: Actor | Place,
    heading: str,
    mentions: tuple[ActorMention, ...] | tuple[PlaceMention, ...],
    text: str,
) -> Explanation:
    codes = [_show(getattr(record, name), {}, text) for name in record.__struct_fields__[2:-1]]
    fields = [Field("name", record.name), Field("is", " ".join(code for code in codes if code))]
    by_span = {(mention.start, mention.end): mention for mention in mentions}
    for span in record.mentions:
        mention = by_span.get((span.start, span.end))
        fields.append(Field("mention", _cut(span, text), mention.rule if mention else ""))
        if isinstance(mention, PlaceMention) and mention.rivals:
            fields.append(Field("not chosen", "GeoNames " + ", ".join(map(str, mention.rivals))))
    return Explanation(heading, tuple(field for field in fields if field.value))


def _explain_mention(mention: Mention, document: Document) -> Explanation:
    heading = type(mention).__name__.removesuffix("Mention").lower()
    words = document.report.text[mention.start : mention.end]
    fields: list[Field] = []
    if isinstance(mention, TimeMention):
        means = _show(mention.period, {}, "") or "no day can be worked out"
        fields = [
            Field("certainty", mention.certainty),
            Field("within", _show(mention.bounds, {}, "")),
            Field("began", _show(mention.began, {}, "")),
        ]
    elif isinstance(mention, Quantity):
        means = mention.vague or _range(mention.low, mention.high)
        fields = [Field("within", _range(mention.at_least, mention.at_most))]
    else:
        means = mention.ref
    rule = "" if isinstance(mention, WeaponMention) else mention.rule
    fields.insert(0, Field("means", means, rule, (words,)))
    return Explanation(heading, tuple(field for field in fields if field.value))


def _explain_word(token: Token) -> Explanation:
    word = token.word
    parts = " + ".join(part for part in (word.proclitics, word.stem, word.enclitic) if part)
    read_as = f"{parts}, {word.lemma}, {word.upos}"
    return Explanation("word", (Field("form", token.form), Field("read as", read_as)))


def _show(value: object, names: dict[str, str], text: str) -> str:
    """Write a value for people: the words of a span, the name behind an id, the days of a period."""
    if value is None or value == "":
        return ""
    if isinstance(value, Span):
        return f"«{_cut(value, text)}» [{value.start}, {value.end}]"
    if isinstance(value, Period):
        return value.start if value.start == value.end else f"{value.start} to {value.end}"
    if isinstance(value, Figure):
        count = value.vague or _range(value.low, value.high)
        return f"{value.kind} {count} {_show(value.span, names, text)}"
    if isinstance(value, msgspec.Struct):
        parts = ((name, _show(getattr(value, name), names, text)) for name in value.__struct_fields__)
        return ", ".join(f"{name} {part}" for name, part in parts if part)
    if isinstance(value, tuple):
        return "; ".join(_show(item, names, text) for item in value)
    return f"{names[value]} ({value})" if isinstance(value, str) and value in names else str(value)


def _range(low: int | float | None, high: int | float | None) -> str:
    """Write bounds: 3, 3 to 9, at least 3, at most 9."""
    if low is None or high is None:
        return (
            f"at least {low}" if low is not None else f"at most {high}" if high is not None else "any number"
        )
    return str(low) if low == high else f"{low} to {high}"


def _cut(span: Span, text: str) -> str:
    return " ".join(text[span.start : span.end].split())
