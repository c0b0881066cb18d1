"""A chosen place and what stands before its name, made into a mention."""

import msgspec

from riwaya.document import Document, PlaceMention
from riwaya.mentions.places.choice import move
from riwaya.mentions.places.names import Candidate, capital_candidate
from riwaya.mentions.places.scan import Setting
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
    if row is not None and row.kind == "settlement" and candidate.source == "country":
        candidate = capital_candidate(candidate.country or "")  # عاصمة بوركينا فاسو
    geonameid, precision = candidate.geonameid, precision_of(candidate, setting)
    if row is not None and row.joins == "yes" and setting.first is not None and candidate.source != "country":
        at = Stretch(setting.first, at.stop, setting.start, at.end)
        geonameid = None
    lat, lon = candidate.lat, candidate.lon
    if setting.distance is not None and setting.bearings:
        lat, lon = move(lat, lon, setting.bearings, setting.distance)
        geonameid = None
    where = "in:" if setting.is_place else "bare:"
    if how == "dateline":
        where = ""  # where the report was written, not where things happened
    return PlaceMention(
        at.first, at.stop, at.start, at.end, document.report.text[at.start : at.end], candidate.name_en,
        candidate.country, candidate.admin1, lat, lon, geonameid, precision, f"place:{where}{how}", rivals,
    )  # fmt: skip


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
