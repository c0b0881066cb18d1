"""The day a thing was said: beside the cue, in the statement's name, in its host, or a sentence later."""

import pytest

from .reading import claims

# The report is of Monday 14 March 2022.
DAYS = [
    ("قال الوزير اليوم الاثنين إن الجسر انهار.", "2022-03-14"),
    ("وأمس الأحد قالت الوزارة إن الجسر انهار.", "2022-03-13"),
    ("والأحد، اعتبر الوزير أن الاتفاق انهار.", "2022-03-13"),
    ("دعا الوزير إلى هدنة عاجلة، الأحد.", "2022-03-13"),
    # the time of a deed before the cue is none of the saying's
    ("وعقب الانتخابات التي جرت أمس، قالت الوزارة إن الفرز انتهى.", None),
    ("قتل جندي في كمين أمس، بحسب مصدر طبي.", None),
    # a statement named behind what is said
    ("أدان الأردن الهجوم على السوق، وفق بيان صادر أمس عن وزارة الخارجية الأردنية.", "2022-03-13"),
    ("دانت قطر قصف المستشفى، وذلك حسب بيان أصدرته وزارة الخارجية القطرية، الأحد.", "2022-03-13"),
    ("تبنى التنظيم الهجوم على القاعدة وذلك في بيان نشر أمس.", "2022-03-13"),
    ("اتهم الوزير الحوثيين بقصف الحي، وذلك في تصريحات صحفية أمس الأحد.", "2022-03-13"),
    ("دعا زعيم التنظيم إلى مهاجمة السفن في تسجيل بث أمس.", "2022-03-13"),
    # a day behind a verb, or before والذي, is the deed's
    ("قالت الوزارة إن القافلة وصلت إلى قرى شهدت، السبت، معارك.", None),
    ("دانت مصر القصف في غزة، الجمعة، والذي أسفر عن مقتل طفلين.", None),
    # what somebody put out speaks on the day that he did
    ("بثت قناة محلية، مساء السبت، شريط فيديو قالت إنه يظهر القائد.", "2022-03-12"),
    # back then
    ("وفي يناير 2021 أوقفت الحكومة الرحلات. وطالبت الأمم المتحدة حينها باستئنافها.", "2021-01-01"),
    ("وطالبت الأمم المتحدة حينها باستئناف الرحلات.", None),
    # a participle goes with its verb
    ("أصدرت الوزارة، الأحد، بيانا بشأن الحادث، معتبرة أن الغارة خرق للاتفاق.", "2022-03-13"),
    # a later sentence tells of the statement
    ("طالبت فرنسا بوقف القتال. وجاء ذلك خلال مؤتمر صحفي عقده الوزير في باريس السبت.", "2022-03-12"),
    ("طالبت فرنسا بوقف القتال. وجاء الهجوم بعد اجتماع عقده الوزير في باريس السبت.", None),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_the_day_of_saying(text: str, day: str | None) -> None:
    said = claims(text)[0].said
    assert (said.start if said else None) == day


def test_a_sentence_dates_all_that_its_speaker_said_before_it() -> None:
    text = (
        "وقالت روسيا إن الجسر آمن. وقال وزير الدفاع الفرنسي إن القصف توقف. وأضاف أن الطرق مغلقة. "
        + "وجاءت تصريحات الوزير في البرلمان الأحد."
    )
    days = [claim.said.start if claim.said else None for claim in claims(text)]
    assert days == [None, "2022-03-13", "2022-03-13"]
