"""Days in the words of the workbench: Gregorian, with the Hijri one beside it where wanted and known."""

import pytest
from playwright.sync_api import Page, expect

from riwaya.web.words import Calendar, Digits, Language, Words
from tests.web.filling import fill
from tests.web.visiting import Site, Window


@pytest.mark.parametrize(
    ("language", "digits", "calendar", "day", "written"),
    [
        ("ar", "latn", "gregorian", "2024-11-03", "3 نوفمبر 2024"),
        ("ar", "latn", "both", "2024-11-03", "3 نوفمبر 2024 (1 جمادى الأولى 1446 هـ)"),
        ("ar", "arab", "both", "2024-06-16", "١٦ يونيو ٢٠٢٤ (١٠ ذو الحجة ١٤٤٥ هـ)"),
        ("en", "latn", "both", "2023-04-20T10:00:00+03:00", "20 April 2023 (29 Ramadan 1444 AH)"),
        ("ar", "latn", "both", "1956-10-29", "29 أكتوبر 1956"),
        ("en", "arab", "both", "2090-01-01", "١ January ٢٠٩٠"),
        ("ar", "latn", "both", "غدا", "غدا"),
        ("ar", "latn", "both", None, ""),
    ],
)
def test_days(language: Language, digits: Digits, calendar: Calendar, day: str | None, written: str) -> None:
    assert Words(language, digits, calendar).day(day) == written


@pytest.mark.parametrize(
    ("language", "calendar", "first", "last", "written"),
    [
        ("ar", "gregorian", "2024-06-10", "2024-06-12", "10–12 يونيو 2024"),
        ("ar", "gregorian", "2024-06-10", "2024-07-12", "10 يونيو – 12 يوليو 2024"),
        ("en", "gregorian", "2023-12-30", "2024-01-02", "30 December 2023 – 2 January 2024"),
        ("en", "gregorian", None, "2024-01-02", "2 January 2024"),
        ("en", "gregorian", "2024-01-02", "2024-01-02", "2 January 2024"),
        (
            "ar",
            "both",
            "2023-12-30",
            "2024-01-02",
            "30 ديسمبر 2023 – 2 يناير 2024 (17–20 جمادى الآخرة 1445 هـ)",
        ),
        ("en", "both", "2076-11-26", "2076-11-27", "26–27 November 2076"),
    ],
)
def test_a_stretch_says_once_what_its_ends_share(
    language: Language, calendar: Calendar, first: str | None, last: str, written: str
) -> None:
    assert Words(language, "latn", calendar).days(first, last) == written


def test_a_moment_has_its_hijri_day_too() -> None:
    assert Words("en", calendar="both").moment("2024-11-03T12:00:00+00:00").endswith("(1 Jumada I 1446 AH)")


def test_hijri_days_are_chosen_and_stay(window: Window, page: Page, site: Site) -> None:
    fill(site)
    page.goto(f"{site.address}/report?id=market")
    hijri = "(1 جمادى الأولى 1446 هـ)" if window.language == "ar" else "(1 Jumada I 1446 AH)"
    expect(page.locator("body")).not_to_contain_text(hijri)
    page.locator(".menu summary").click()
    window.assert_accessible()
    page.locator("input[name=calendar][value=both]").check()
    page.locator(".menu button").click()
    expect(page.locator(".about")).to_contain_text(hijri)
    window.shoot("hijri")
    window.assert_accessible()
    page.goto(f"{site.address}/")
    expect(page.locator(".reports")).to_contain_text(hijri)
    taken = site.ask("/export?form=claims.csv&id=market", headers={**site.enter()})
    assert "2024-11-03" in taken.body
    assert "1446" not in taken.body
