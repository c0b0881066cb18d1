"""Lines around a report; every row of the table proves itself on its own example."""

import pytest

from riwaya.text.boilerplate import Phrase, find_boilerplate, load_phrases, match_phrase
from riwaya.text.lines import find_lines


@pytest.mark.parametrize("row", load_phrases(), ids=lambda row: row.phrase)
def test_a_row_drops_its_example(row: Phrase) -> None:
    (line,) = find_lines(row.example)
    found = match_phrase(line)
    assert found is not None
    assert (found.rule, found.reason) == (row.rule, row.reason)


@pytest.mark.parametrize(
    "prose",
    [
        "شاهد عيان قال إن الجنود أطلقوا النار في الهواء.",
        "كتب الوزير على حسابه أن الاتفاق انتهى.",
        "تحرير البلدة كلف الجيش عشرات القتلى.",
        "المزيد من القوات وصل إلى الحدود صباح اليوم.",
        "تابعنا بقلق ما يجري في العاصمة.",
        "صورة الوضع في المخيم قاتمة.",
        "تقرير الأمم المتحدة قال إن الحصار مستمر.",
        "اقرأوا ما كتبه الجنود على الجدران، قال أحد السكان.",
        "مشاركة الوفد في المحادثات تأجلت.",
    ],
)
def test_prose_that_opens_alike_is_kept(prose: str) -> None:
    assert find_boilerplate(find_lines(prose)) == {}


def test_a_long_line_that_opens_so_is_prose() -> None:
    line = "للمزيد من التفاصيل " + "عن المعارك التي تدور في محيط المدينة " * 6
    assert find_boilerplate(find_lines(line)) == {}


def test_of_a_link_with_its_headline_only_the_pointing_words_go() -> None:
    text = "اقرأ أيضا: اتفاق جديد على تبادل الأسرى"
    (dropped,) = find_boilerplate(find_lines(text)).values()
    assert text[dropped.span.end :] == "اتفاق جديد على تبادل الأسرى"


def test_headlines_under_a_bare_heading_go_until_prose_begins() -> None:
    links = "مواضيع ذات صلة:\nهدنة في الشمال\nقافلة على الحدود"
    text = f"وصل الوفد مساء.\n{links}\nوقال الناطق إن المعبر فتح.\nخاتمة"
    dropped = find_boilerplate(find_lines(text))
    assert [text[d.span.start : d.span.end] for d in dropped.values()] == [
        "مواضيع ذات صلة:",
        "هدنة في الشمال",
        "قافلة على الحدود",
    ]


def test_a_line_of_addresses_goes() -> None:
    assert find_boilerplate(find_lines("https://t.me/example @example #هدنة"))
    assert not find_boilerplate(find_lines("كتب على https://t.me/example أنه وصل"))
