"""A sentence read as far as its claims."""

from datetime import date

from riwaya.claims import find_claims
from riwaya.document import ClaimDraft, Document
from riwaya.mentions import find_actors, find_places, find_times
from riwaya.tokens import read_tokens
from riwaya.types import Report

MONDAY = date(2022, 3, 14)


def read(text: str, publisher: str | None = None) -> Document:
    report = Report(id="r", text=text, publisher=publisher)
    document = read_tokens(Document(report, published=MONDAY))
    return find_claims(find_actors(find_places(find_times(document))))


def claims(text: str, publisher: str | None = None) -> tuple[ClaimDraft, ...]:
    return read(text, publisher).claims


def told(text: str) -> list[tuple[str, str, str | None, str | None]]:
    """Give cue, act, source and content of every claim."""
    return [
        (
            text[claim.cue.start : claim.cue.end],
            claim.act,
            claim.source.name if claim.source else None,
            text[claim.content.start : claim.content.end] if claim.content else None,
        )
        for claim in claims(text)
    ]
