"""Reports of our own for the pages that search: markets, talks and roads, told by four outlets."""

from functools import cache

import riwaya
from riwaya.store import Arrival, Store
from riwaya.types import Event, Reading, Report

MARKET = (
    "الخرطوم 12 مايو 2024\n"
    "قال متحدث باسم الجيش السوداني إن قوات الدعم السريع قصفت يوم الجمعة سوقا في مدينة نيالا وقتلت خمسة عشر "
    "شخصا وأصابت ثلاثين.\n"
    "ونفى متحدث باسم قوات الدعم السريع مسؤولية قواته عن القصف، واتهم الجيش بتنفيذ الغارة.\n"
    "ونقلت وكالة الميزان عن شهود أن الطريق إلى مستشفى نيالا مقطوعة منذ يومين."
)
TALKS = (
    "جدة 14 مايو 2024\n"
    "أعلنت وزارة الخارجية السعودية أن جولة ثالثة من المحادثات بين الجيش السوداني وقوات الدعم السريع ستبدأ "
    "في جدة يوم الأحد المقبل.\n"
    "وقال وزير الخارجية إن الوسطاء قد يقترحون هدنة جديدة في الفاشر.\n"
    "ونقلت قناة الساحل عن مصدر عسكري قوله إن وحدات انسحبت من مدينة ود مدني."
)
CAMP = (
    "قالت منظمة أطباء بلا حدود إن مئة وعشرين أسرة نزحت من مخيم زمزم قرب الفاشر في 9 مايو 2024.\n"
    "وأضافت أن قصفا مدفعيا أصاب المخيم، ولم تتمكن من التحقق من عدد القتلى."
)
ROAD = (
    "دمشق 13 مايو 2024\n"
    "قالت وزارة الدفاع السورية إن غارة جوية إسرائيلية استهدفت موقعا قرب دمشق وأدت إلى مقتل جندي.\n"
    "وذكر المرصد السوري لحقوق الإنسان أن اشتباكات وقعت في ريف حلب يوم السبت."
)
SIEGE = (
    "قال مسؤول محلي إن مسلحين هاجموا حاجزا للشرطة وخطفوا أربعة من عناصره.\nونفت وزارة الداخلية وقوع أي هجوم."
)
_REPORTS = (
    Report("market", MARKET, title="قصف على سوق نيالا والجيش والدعم السريع يتبادلان الاتهام",
           publisher="الميزان", published="2024-05-12"),
    Report("talks", TALKS, publisher="الجريدة", published="2024-05-14"),
    Report("camp", CAMP, title="نزوح من مخيم زمزم", publisher="الميزان", published="2024-05-10"),
    Report("road", ROAD, publisher="صوت الشام", published="2024-05-13"),
    Report("siege", SIEGE, publisher=None, published=None),
)  # fmt: skip


def fill(store: Store) -> None:
    """Store the reports, and read them."""
    list(store.add([Arrival(report, f"{report.id}.txt") for report in _REPORTS]))
    store.save(_readings(), maker="riwaya 0.1.0")


def read_events() -> list[Event]:
    """Give all events that the reports tell of."""
    return [event for reading in _readings() for event in reading.events]


@cache
def _readings() -> tuple[Reading, ...]:
    reader = riwaya.Reader()
    return tuple(map(reader.read, _REPORTS))
