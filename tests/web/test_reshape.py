"""Records merged and split in the reader: shown before, with a reason, and undone as one."""

from playwright.sync_api import Page, expect

from riwaya.types import Event
from tests.web.filling import fill
from tests.web.visiting import Site, Window, in_arabic


def _events(site: Site) -> dict[str, Event]:
    return {event.id: event for event in site.bench.store.reading("market").events}


def test_events_are_merged_by_keyboard_and_undone_as_one(reader: Page, site: Site, window: Window) -> None:
    before = _events(site)
    one, other = before["e1"], before["e2"]
    reader.keyboard.press("j")
    expect(reader.locator("#card-e1")).to_be_focused()
    reader.keyboard.press("g")
    choice = reader.locator("#form select[name=other]")
    expect(choice).to_be_focused()
    choice.select_option("e2")
    after = reader.locator("#form td.after")
    expect(after.first).to_be_visible()
    expect(reader.locator("#form thead th")).to_have_count(4)
    words = {site.bench.store.report("market").text[span.start : span.end] for span in other.triggers}
    for word in words:
        expect(reader.locator("#form tr:has(td.after)").filter(has_text=word).first).to_be_visible()
    window.assert_accessible()
    window.shoot("merge")
    reader.locator("#form .primary").click()
    expect(reader.locator("#form .problem li")).to_have_count(1)
    assert _events(site) == before, "no reason, no decision"
    reader.locator("#form textarea").fill("الغارة هي التي أوقعت القتلى")
    reader.keyboard.press("Control+Enter")
    expect(reader.locator("#card-e2")).to_have_count(0)
    expect(reader.locator("#card-e1 .state.merge")).to_have_count(1)
    made = _events(site)["e1"]
    assert set(made.triggers) == {*one.triggers, *other.triggers}
    assert {*made.actors, *made.targets} == {*one.actors, *one.targets, *other.actors, *other.targets}
    assert [event.id for event in _events(site).values()] == ["e1", "e3"]
    (decision,) = site.bench.store.desk.history("market")
    assert (decision.kind, decision.why) == ("merge", "الغارة هي التي أوقعت القتلى")
    reader.keyboard.press("u")
    expect(reader.locator("#card-e2")).to_have_count(1)
    assert _events(site) == before
    reader.goto(f"{site.address}/history?id=market")
    expect(reader.locator(".entry .reason q").first).to_contain_text("الغارة هي التي")
    window.assert_accessible()
    window.shoot("merge-history")


def test_a_word_is_split_off_and_becomes_an_event_of_its_own(
    reader: Page, site: Site, window: Window
) -> None:
    one = _events(site)["e1"]
    assert len(one.triggers) > 2
    reader.keyboard.press("j")
    reader.keyboard.press("s")
    radios = reader.locator("#form input[name=offset]")
    expect(radios).to_have_count(len(one.triggers))
    radios.nth(1).check()
    expect(radios.nth(1)).to_be_checked()
    expect(reader.locator("#form .primary")).to_be_visible()
    window.assert_accessible()
    window.shoot("split")
    reader.locator("#form textarea").fill("حدث آخر")
    reader.locator("#form .primary").click()
    expect(reader.locator("#card-e1 .state.split")).to_have_count(1)
    made = _events(site)
    assert len(made) == 4
    apart = next(event for event in made.values() if event.triggers == (one.triggers[1],))
    assert set(made["e1"].triggers) == set(one.triggers) - {one.triggers[1]}
    assert (apart.type, apart.place, apart.when) == (one.type, one.place, one.when)
    reader.keyboard.press("u")
    expect(reader.locator(".card.event")).to_have_count(3)
    assert _events(site)["e1"] == one


@in_arabic
def test_claims_and_names_are_merged_too(reader: Page, site: Site) -> None:
    actors = site.bench.store.reading("market").actors
    for key, other in (("c1", "c3"), (actors[0].id, actors[2].id)):
        reader.goto(f"{site.address}/report?id=market&at={key}")
        reader.locator(f"#card-{key} [data-do=merge]").click()
        reader.locator("#form textarea").fill("واحد")
        with reader.expect_response("**/report/merging*"):
            reader.locator("#form select[name=other]").select_option(other)
        expect(reader.locator("#form thead")).to_contain_text(other)
        expect(reader.locator("#form textarea")).to_have_value("واحد")
        reader.locator("#form .primary").click()
        expect(reader.locator(f"#card-{other}")).to_have_count(0)
    kinds = [decision.kind for decision in site.bench.store.desk.history("market")]
    assert kinds == ["merge", "merge"]


def test_what_cannot_be_reshaped_is_refused(site: Site) -> None:
    fill(site)
    inside, store = site.enter(), site.bench.store
    for path, form, status in (
        ("merge", {"key": "e1", "other": "c1", "why": "x"}, 422),
        ("merge", {"key": "e1", "other": "e1", "why": "x"}, 422),
        ("merge", {"key": "e1", "other": "e99", "why": "x"}, 422),
        ("merge", {"key": "e99", "other": "e1", "why": "x"}, 404),
        ("merge", {"key": "e1", "other": "e2"}, 422),
        ("merge", {"key": "e1", "other": "e2", "why": "x", "shown": "another"}, 422),
        ("split", {"key": "e1", "offset": "6", "why": "x"}, 422),
        ("split", {"key": "c1", "offset": "0", "why": "x"}, 422),
        ("split", {"key": "e1", "why": "x"}, 422),
    ):
        answer = site.post(f"/report/{path}", inside, id="market", **form)
        assert answer.status == status, (path, form)
        assert 'class="problem"' in answer.body or status == 404
    assert store.desk.history() == []
    assert site.ask("/report/merging?id=market&key=e99", headers=inside).status == 404
    assert site.ask("/report/splitting?id=market&key=c1", headers=inside).status == 200
    assert (
        site.ask("/report/splitting?id=market&key=e1&offset=999999999999999999", headers=inside).status == 400
    )
