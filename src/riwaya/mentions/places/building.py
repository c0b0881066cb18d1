"""A chosen place and what stands before its name, made into a mention."""

import msgspec

from riwaya.document import Document, PlaceMention
from riwaya.mentions.places.choice import move
from riwaya.mentions.places.names import Candidate, capital_candidate
from riwaya.mentions.places.scan import Setting
from riwaya.mentions.places.sides import read_side, side_of
from riwaya.types import Precision


class Stretch(msgspec.Struct, frozen=True, gc=False):
    """Where a mention stands: tokens and code points."""

    first: int
    stop: int
    start: int
    end: int


def make_mention(
    document: Document,
    at: Stretch,
    candidate: Candidate,
    setting: Setting,
    how: str,
    rivals: tuple[int, ...] = (),
) -> PlaceMention:
    """Make a mention of a place, moved and made less exact as its setting says.

    مطار عدن lies near Aden and takes its class word in; على بعد 20 كلم شمال تعز is moved north.
    """
    row = setting.place_class
    if row is not None and row.is_capital and candidate.source == "country":
        candidate = capital_candidate(candidate.country or "")  # عاصمة بوركينا فاسو
    if candidate.source == "country" and setting.distance is None and at.first:
        at, candidate = _side(document, at, candidate)
    geonameid, precision, anchor = candidate.geonameid, precision_of(candidate, setting), None
    if setting.bearings or setting.distance is not None:
        anchor = geonameid
    if row is not None and row.joins == "yes" and setting.first is not None and candidate.source != "country":
        at = Stretch(setting.first, at.stop, setting.start, at.end)
        geonameid = None
    lat, lon = candidate.lat, candidate.lon
    if setting.distance is not None and setting.bearings:
        lat, lon = move(lat, lon, setting.bearings, setting.distance)
        geonameid = None
    where = "in:" if setting.is_place and not _acts(document, at, candidate, setting) else "bare:"
    if how == "dateline":
        where = ""  # where the report was written, not where things happened
    return PlaceMention(
        at.first, at.stop, at.start, at.end, document.report.text[at.start : at.end], candidate.name_en,
        candidate.country, candidate.admin1, lat, lon, geonameid, precision, f"place:{where}{how}", rivals,
        anchor, setting.bearings, setting.distance,
    )  # fmt: skip


def _acts(document: Document, at: Stretch, candidate: Candidate, setting: Setting) -> bool:
    """Tell whether a state does what the verb before it says: قصفت أوكرانيا، دخلت موسكو الحرب."""
    if candidate.source not in ("country", "capital") or setting.locative != 1 or not at.first:
        return False
    word = document.tokens[at.first - 1].word
    return word.upos == "VERB" and word.gender == "f" and word.number == "s"


def _side(document: Document, at: Stretch, country: Candidate) -> tuple[Stretch, Candidate]:
    """Take the sides before a country into its name: شمال شرقي مالي."""
    tokens = document.tokens
    first, skip, bearings, _ = read_side(tokens, at.first)
    if first == at.first or at.start > tokens[at.first].start or not country.country:
        return at, country
    begin = tokens[first].start + skip
    return Stretch(first, at.stop, begin, at.end), side_of(country.country, bearings)


def precision_of(candidate: Candidate, setting: Setting) -> Precision:
    """Say how much ground the mention stands for."""
    row = setting.place_class
    if candidate.precision in ("region", "country"):
        return candidate.precision
    if row is not None and row.kind in ("region", "district", "natural"):
        return row.precision
    facility = row is not None and row.kind == "facility"
    return (
        "near"
        if facility or setting.near or setting.bearings or setting.distance is not None
        else candidate.precision
    )
