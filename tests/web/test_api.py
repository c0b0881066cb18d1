"""The API answers what its own description says, which is made of the records."""

import json
from typing import Any
from urllib.parse import quote

import msgspec

from riwaya.store import Act, Decision, Heading, Info, Tally
from riwaya.store.search.filters import Filter
from riwaya.store.search.overview import Overview
from riwaya.store.search.results import Facets, SavedSearch
from riwaya.types import Reading, Report
from riwaya.web.atlas import Land
from riwaya.web.views.ledger import Ledger
from riwaya.web.views.map import Card
from riwaya.web.views.search import ClaimsFound, EventsFound, ReportsFound
from tests.web.filling import fill
from tests.web.visiting import Site

_TYPES: dict[str, Any] = {
    "/api/store": Info,
    "/api/outlets": list[Tally],
    "/api/reports": list[Heading],
    "/api/report?id=market": Report,
    "/api/reading?id=market": Reading,
    "/api/decisions?id=market": list[Decision],
    "/api/search/reports": ReportsFound,
    "/api/search/claims": ClaimsFound,
    "/api/search/events": EventsFound,
    "/api/search/facets?kind=claims": Facets,
    "/api/search/saved": list[SavedSearch],
    "/api/ledger": Ledger,
    "/api/map": Overview,
    "/api/map/event?report=market&event=e1": Card,
    "/api/map/lands": list[Land],
}


def _describe(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(site.ask("/api/openapi.json", headers=site.enter()).body)
    return found


def test_the_description_is_made_of_the_records(site: Site) -> None:
    described = _describe(site)
    assert described["openapi"].startswith("3.1")
    assert {path.partition("?")[0] for path in _TYPES} | {"/export", "/api/case", "/api/cases"} <= set(
        described["paths"]
    )
    claim = described["components"]["schemas"]["Claim"]
    assert "deny" in claim["properties"]["act"]["enum"]
    assert all(operation["get"]["summary"] for operation in described["paths"].values())


def test_every_answer_is_of_its_type(site: Site) -> None:
    fill(site)
    site.bench.store.desk.accept("market", ["c1"], Act("ليلى"))
    site.bench.store.search.saved.save("one", "claims", Filter(denied=True), "ليلى")
    inside = site.enter()
    for path, kind in _TYPES.items():
        answer = site.ask(path, headers=inside)
        assert answer.status == 200, path
        decoded = msgspec.json.decode(answer.body, type=kind, strict=True)
        assert decoded, path
    assert msgspec.json.decode(site.ask("/api/reading?id=market", headers=inside).body, type=Reading) == (
        site.bench.store.reading("market")
    )


def test_bad_questions_are_answered_in_json(site: Site) -> None:
    inside = site.enter()
    for path, status in (
        ("/api/reading", 400), ("/api/reading?id=nothing", 404), ("/api/reports?limit=x", 400),
        ("/api/nothing", 404),
        ("/api/reports?stage=sung", 400), ("/api/reports?before=9" + "9" * 30, 400),
        (f"/api/reading?id={quote(chr(0))}", 404), (f"/api/reports?publisher={quote(chr(0))}", 200),
    ):  # fmt: skip
        answer = site.ask(path, headers=inside)
        assert answer.status == status, (path, answer.body)
        assert status == 200 or json.loads(answer.body)["fault"]


def test_the_schema_names_no_other_machine(site: Site) -> None:
    assert "://" not in json.dumps(_describe(site)["paths"])
