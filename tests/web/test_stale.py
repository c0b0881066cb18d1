"""Pages that are out of date, and numbers that no store gave out: refused, and never taken for another."""

import re
from urllib.parse import urlencode

import msgspec
import pytest

from riwaya.types import EventKey
from tests.cases.stories import MARKET
from tests.web.casefiles import biggest
from tests.web.casefiles import fill as fill_cases
from tests.web.filling import fill
from tests.web.visiting import Site

replace = msgspec.structs.replace
_LONG = "9" * 5000  # digits: more than Python makes a number of


def _hidden(page: str, form: str) -> dict[str, str]:
    """Give what a form of a page sends unseen."""
    part = page[page.index(f'id="{form}"') :].partition("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', part))


def _read_anew(site: Site) -> None:
    """Have the report read so that the ids of its first two claims change places."""
    reading = site.bench.store.machine_reading("market")
    assert reading is not None
    one, other, *rest = reading.claims
    claims = (replace(other, id=one.id), replace(one, id=other.id), *rest)
    site.bench.store.save([replace(reading, claims=claims)], maker="riwaya 0.2.0")


@pytest.mark.parametrize("anew", [False, True])
def test_a_decision_is_about_the_record_that_was_shown(site: Site, anew: bool) -> None:
    fill(site)
    inside, store = site.enter("en"), site.bench.store
    key = store.reading("market").claims[0].id
    sent = _hidden(site.ask("/report?id=market", headers=inside).body, "decide")
    if anew:
        _read_anew(site)
    answer = site.post("/review", inside, **sent, accept=key)
    assert (answer.status, len(store.desk.history())) == ((409, 0) if anew else (303, 1))
    assert ("was read anew" in answer.body) == anew


@pytest.mark.parametrize("anew", [False, True])
def test_a_form_is_about_the_record_that_was_shown_however_often_it_is_sent(site: Site, anew: bool) -> None:
    fill(site)
    inside, store = site.enter("en"), site.bench.store
    claim = store.reading("market").claims[0]
    sent = _hidden(site.ask(f"/report/fix?id=market&key={claim.id}", headers=inside).body, "form")
    sent |= {"act": "accuse", "cue": f"{claim.cue.start}-{claim.cue.end}", "why": "هكذا في النص"}
    if anew:
        _read_anew(site)
    first = site.post("/report/save", inside, **sent)
    assert (first.status, len(store.desk.history())) == ((422, 0) if anew else (303, 1))
    if anew:
        assert "was read anew" in first.body
        again = site.post("/report/save", inside, **{**sent, **_hidden(first.body, "form")})
        assert (again.status, store.desk.history()) == (422, [])


def test_a_ruling_is_about_the_events_that_were_shown(site: Site) -> None:
    store, inside = site.bench.store, site.enter("en")
    fill_cases(store, *MARKET[:-1], "market-other")
    case, other = biggest(store), store.cases.holding(EventKey("market-other", "e1"))
    page = site.ask(f"/case/merging?{urlencode({'id': case.id, 'other': other})}", headers=inside).body
    sent = {**_hidden(page, "main"), "why": "الحادثة واحدة"}
    assert sent["other"] == other
    fill_cases(store, MARKET[-1])  # which comes to belong to the case meanwhile
    assert len(store.cases.case(case.id).events) > len(case.events)
    answer = site.post("/case/merge", inside, **sent)
    assert (answer.status, store.rulings.history()) == (409, [])
    assert "changed since it was shown" in answer.body
    fresh = site.ask(f"/case/merging?{urlencode({'id': case.id, 'other': other})}", headers=inside).body
    assert site.post("/case/merge", inside, **{**_hidden(fresh, "main"), "why": "so"}).status == 303


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/review", {"id": "market", "undo": _LONG}, 400),
        ("/review", {"id": "market", "accept": "c1", "seen": _LONG}, 400),
        ("/review", {"id": "market", "accept": "c1", "seen": "x"}, 400),
        ("/case/undo", {"id": "x", "number": _LONG, "why": "w"}, 400),
        ("/case/undo", {"id": "x", "number": "-1", "why": "w"}, 400),
    ],
)
def test_a_number_that_is_none_is_refused(site: Site, path: str, fields: dict[str, str], status: int) -> None:
    fill(site)
    assert site.post(path, site.enter(), **fields).status == status
    assert site.bench.store.desk.history() == []


@pytest.mark.parametrize("path", ["/report/add?id=market&kind=claim&span=0-", "/api/cases?limit="])
def test_a_long_number_in_an_address_is_refused(site: Site, path: str) -> None:
    fill(site)
    answer = site.ask(path + _LONG, headers=site.enter())
    assert answer.status == 400
    assert len(answer.body) < 20_000
