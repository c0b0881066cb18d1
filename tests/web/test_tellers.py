"""Who tells of an event, on its card: each once, and one told over and over in few words."""

from playwright.sync_api import Page, expect

from riwaya.types import Report
from tests.web.filling import fill
from tests.web.visiting import Site, Window, in_arabic


@in_arabic
def test_who_tells_of_an_event_stands_once_with_what_they_did(window: Window, page: Page, site: Site) -> None:
    fill(site)
    page.goto(f"{site.address}/report?id=market")
    told = page.locator("#card-e2 .row").filter(has_text="رواه").locator(".one")
    names = [" ".join(one.locator(".actor bdi").inner_text().split()) for one in told.all()]
    assert names == ["قوات الدعم السريع", "كمال الطيب"]
    acts = told.nth(1).locator("a.act")
    expect(acts).to_have_text(["نفي", "تأكيد"])
    expect(acts.first).to_have_class("act deny")
    acts.first.click()
    expect(page.locator("#card-c4")).to_be_focused()


@in_arabic
def test_an_event_told_over_and_over_stays_short(window: Window, page: Page, site: Site) -> None:
    told = "".join(
        f"وقالت قوات الدعم السريع إن الجيش قصف سوق مدينة الفاشر، ما أدى إلى مقتل {20 + n} شخصاً وإصابة 50.\n\n"
        for n in range(20)
    )
    fill(site, Report("often", f"يوميات الفاشر\n\n{told}"))
    page.goto(f"{site.address}/report?id=often")
    (event,) = (one for one in site.bench.store.reading("often").events if len(one.triggers) > 9)
    card = page.locator(f"#card-{event.id}")
    assert card.locator(".gist").inner_text().split(" · ").count("قصف") == 1
    expect(card.locator(".amount")).to_have_count(12)
    expect(card.locator(".row .one a.act")).to_have_count(6)
    expect(card).to_contain_text("أخرى")
