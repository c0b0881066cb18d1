import re

import pytest

from riwaya.errors import InputError
from riwaya.types import Period, Reading, Span
from tests.eval.gold_files import decode_gold

_FILE = """
id = "one"
title = "عنوان"
publisher = "وكالة"
published = "2022-03-14"
text = '''
نفت الوزارة قصف المدينة، وقالت الوزارة إن القصف وبالقصف والتقصف لم يقع.
وهو ما قاله «الناطق» أمس.
'''

[[actors]]
id = "a1"
name = "الوزارة"
country = "YEM"
role = "GOV"
mentions = ["الوزارة#1", "الوزارة#2"]

[[places]]
id = "p1"
name = "المدينة"
name_en = "The city"
lat = 15.5
lon = 44
precision = "exact"
mentions = ["المدينة"]

[[claims]]
id = "c1"
act = "deny"
cue = "نفت"
source = "a1"
source_span = "الوزارة#1"
content = "قصف المدينة"
denies = ["c2"]

[[claims]]
id = "c2"
act = "state"
cue = "قاله"
said = ["2022-03-13", "2022-03-13"]

[[events]]
id = "e1"
type = "shelling"
triggers = ["قصف#1", "القصف#1"]
targets = ["a1"]
place = "p1"
reality = "negated"
figures = [{ kind = "killed", low = 1, text = "الناطق" }]
"""


def _cut(reading: Reading, span: Span) -> str:
    return reading.report.text[span.start : span.end]


def test_quotes_become_spans() -> None:
    reading = decode_gold(_FILE, "one.toml")
    assert reading.report.text.startswith("نفت")
    assert reading.report.text.endswith("أمس.")
    actor, claim, event = reading.actors[0], reading.claims[0], reading.events[0]
    assert [_cut(reading, span) for span in actor.mentions] == ["الوزارة", "الوزارة"]
    assert actor.mentions[0].end < actor.mentions[1].start
    assert claim.content is not None
    assert _cut(reading, claim.content) == "قصف المدينة"
    assert claim.events == ("e1",)
    assert [_cut(reading, span) for span in event.triggers] == ["قصف", "القصف"]
    assert [_cut(reading, figure.span) for figure in event.figures] == ["الناطق"]
    assert reading.places[0].lon == 44
    assert reading.claims[1].content is None
    assert reading.claims[1].said == Period("2022-03-13", "2022-03-13")


def test_a_quote_stands_behind_clitics_and_nowhere_else_in_a_word() -> None:
    spans = []
    for number in (1, 2, 3):
        text = _FILE.replace('"قصف#1", "القصف#1"', f'"قصف#{number}"')
        spans.append(decode_gold(text, "one.toml").events[0].triggers[0])
    reading = decode_gold(_FILE, "one.toml")
    before = [reading.report.text[: span.start].split()[-1] for span in spans]
    assert before == ["الوزارة", "ال", "وبال"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('title = "عنوان"', 'heading = "عنوان"', "unknown field `heading`"),
        ('cue = "نفت"', 'cue = "نفت"\nclue = "نفت"', "unknown field `clue` - at `$.claims[0]`"),
        ('act = "deny"', 'act = "refuse"', "Invalid enum value 'refuse'"),
        ('cue = "نفت"', 'cue = "نفى"', "c1.cue: 'نفى' does not stand in the text"),
        ('"الوزارة#1"\ncontent', '"الوزارة"\ncontent', "c1.source_span: 'الوزارة' stands 2 times"),
        ('"الوزارة#1"\ncontent', '"الوزارة#3"\ncontent', "'الوزارة#3' is one too many: it stands 2 times"),
        ('["الوزارة#1", "الوزارة#2"]', '["الوزارة#1", "الوزارة#1"]', "a1: a quote is given twice"),
        ('cue = "قاله"', 'cue = "قال"', "c2.cue: 'قال' does not stand"),
        ('cue = "قاله"', 'cue = ""', "c2.cue: '' does not stand"),
        ('source = "a1"', 'source = "a2"', "c1: 'a2' is the id of nothing"),
        ('denies = ["c2"]', 'denies = ["c1"]', "c1: 'c1' is the id of nothing"),
        ('targets = ["a1"]', 'targets = ["p1"]', "e1: 'p1' is the id of nothing"),
        ('place = "p1"', 'place = "a1"', "e1: 'a1' is the id of nothing"),
        ('id = "c2"\nact', 'id = "c1"\nact', "id 'c1' is given twice"),
        ('"2022-03-13"]', '"2022-03-12"]', "2022-03-13 comes after 2022-03-12"),
        ('"2022-03-13"]', '"2022-03-32"]', "'2022-03-32' is not a day"),
        ('type = "shelling"', 'type = "talks"', "e1: talks go with events of type talks"),
        ('reality = "negated"', 'reality = "negated"\ntalks = {}', "e1: talks go with events of type talks"),
        ('triggers = ["قصف#1", "القصف#1"]', "triggers = []", "e1: has no trigger"),
        ('published = "2022-03-14"', "published = ", "Invalid value"),
    ],
)
def test_a_fault_names_file_and_value(old: str, new: str, fault: str) -> None:
    assert _FILE.count(old) == 1
    with pytest.raises(InputError, match="^" + re.escape("one.toml: ") + ".*" + re.escape(fault)):
        decode_gold(_FILE.replace(old, new), "one.toml")
