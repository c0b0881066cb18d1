"""Where and when an event happened: what of a report's places and times is its own."""

import pytest

import riwaya


def told(text: str, kind: str) -> tuple[str | None, str | None]:
    """Give the place and the first day of the only event of a type."""
    reading = riwaya.read(text, published="2024-05-16")  # a Thursday
    places = {place.id: place.name for place in reading.places}
    (event,) = [event for event in reading.events if event.type == kind]
    return places.get(event.place or ""), event.when.start if event.when else None


def test_where_a_report_was_filed_is_not_where_it_happened() -> None:
    assert told("دبي (وكالة) - وقعت الرياض وواشنطن اتفاقا للتعاون العسكري.", "agreement")[0] is None
    assert told("مقديشو (وكالة) - انفجرت سيارة مفخخة في كيسمايو.", "explosion")[0] == "كيسمايو"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("قال ناطق باسم الجيش اليوم الخميس إن الطيران قصف بلدة سبها يوم الثلاثاء.", "2024-05-14"),
        ("قصفت المدفعية بلدة سبها أمس الأربعاء، بحسب ما قال ناطق اليوم الخميس.", "2024-05-15"),
    ],
)
def test_a_day_that_dates_the_saying_does_not_date_what_is_said(text: str, day: str) -> None:
    reading = riwaya.read(text, published="2024-05-16")
    assert [event.when.start for event in reading.events if event.when] == [day]


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        # What has gone on since it began goes on; what has a day of its own does not.
        ("قتل مئتا مدني منذ بدء القصف في 3 أيار/مايو الماضي.", "shelling", ("2024-05-03", "2024-05-16")),
        ("قتل مدنيان في قصف على البلدة في 3 أيار/مايو الماضي.", "shelling", ("2024-05-03", "2024-05-03")),
        # The day after something is not its own.
        ("ساد الهدوء مدينة عدن الأربعاء غداة اشتباكات عنيفة.", "clash", ("2024-05-14", "2024-05-14")),
        ("ساد الهدوء مدينة عدن الأربعاء بعد اشتباكات عنيفة.", "clash", ("2024-05-15", "2024-05-15")),
    ],
)
def test_outsets_and_morrows(text: str, kind: str, days: tuple[str, str]) -> None:
    reading = riwaya.read(text, published="2024-05-16")
    (when,) = [event.when for event in reading.events if event.type == kind]
    assert when is not None
    assert (when.start, when.end) == days
