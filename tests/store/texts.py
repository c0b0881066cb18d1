"""Reports of our own for the tests of the store."""

import itertools

from riwaya.store import Arrival
from riwaya.types import Report

MARKET = (
    "أعلنت وزارة الصحة أن سبعة أشخاص قتلوا في قصف استهدف سوق البلدة صباح الثلاثاء، "
    "وقالت إن عدد الجرحى مرشح للارتفاع. ونفى متحدث باسم القوات مسؤوليتها عن القصف واتهم مسلحين بتنفيذه. "
    "وقال شهود إن الطريق إلى المستشفى مقطوعة منذ يومين."
)
BRIDGE = (
    "قال المحافظ إن الجسر القديم انهار بعد الفيضان وإن فرق الإنقاذ أجلت مئتي عائلة من الضفة الشرقية. "
    "وأكد مدير الدفاع المدني أن العمل مستمر لفتح الممرات وإيصال الغذاء إلى القرى المعزولة."
)
_PLACES = ("السوق", "الجسر", "المطار", "الميناء", "الحاجز", "المخيم", "المدرسة")
_SAYERS = ("المحافظ", "المتحدث", "الوزير", "الشاهد", "القائد")
_DEEDS = ("أغلق", "قصف", "فتح", "أخلي", "تضرر", "هدم", "حوصر", "أصلح", "سلم", "نهب", "فتش")


def make_report(number: int) -> Report:
    """Make one of any number of reports, each of its own words."""
    place, sayer, deed = (words[number % len(words)] for words in (_PLACES, _SAYERS, _DEEDS))
    own = " ".join(
        f"{word} {number}{word}" for word in itertools.islice(itertools.cycle(_DEEDS), number % 7 + 8)
    )
    return Report(
        f"report-{number}",
        f"قال {sayer} رقم {number} إن {place} {deed} في اليوم {number}. {own}.",
        publisher="الميزان",
    )


def arrivals(number: int, first: int = 0) -> list[Arrival]:
    """Make some reports on their way in."""
    return [Arrival(make_report(n), f"news/{n}.txt") for n in range(first, first + number)]
