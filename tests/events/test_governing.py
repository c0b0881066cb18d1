import pytest

from riwaya.chars import fold
from riwaya.events.governing import GovernorRow, find_ahead, find_over, load_governors, load_kinds
from riwaya.events.scene import Scene
from riwaya.resources import load_table

from .reading import read_up_to

ROWS = load_table("riwaya.events", "governors.tsv", GovernorRow)


def scene(text: str) -> Scene:
    return Scene(read_up_to(text, "events"))


def find(read: Scene, word: str) -> int:
    return next(at for at, token in enumerate(read.tokens) if word in token.form)


def test_every_kind_has_words_and_every_word_a_kind() -> None:
    assert {row.kind for row in ROWS} == set(load_kinds())
    assert {kind for ways in load_governors().values() for kind, _ in ways} == set(load_kinds())


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.kind}-{row.links[0]}" for row in ROWS])
def test_each_row_governs_in_its_example(row: GovernorRow) -> None:
    text, word = row.example.replace("*", ""), row.example.split("*")[1].split()[0].rstrip(".")
    read = scene(text)
    over = find_over(read, find(read, word))
    assert over.kinds[:1] == (row.kind,)
    told = load_kinds()[row.kind].told
    assert over.reality == (told if told != "same" else "negated")


@pytest.mark.parametrize(
    ("text", "word", "reality"),
    [
        ("وافق البرلمان على السماح للجيش بشن ضربات جوية.", "ضربات", "planned"),
        ("ولم يسمح للطيران بشن أي غارات على المدينة.", "غارات", "negated"),
        ("نفذ الجيش ضربات جوية.", "ضربات", "actual"),
        ("لم يتمكن المهاجمون من دخول القاعدة.", "دخول", "negated"),
        ("تمكن المهاجمون من دخول القاعدة.", "دخول", "actual"),
        ("دعا الأمين العام إلى إدانة القصف.", "القصف", "actual"),
        ("دعا الأمين العام إلى وقف القصف.", "القصف", "actual"),
        ("لا تعتزم الحكومة سحب قواتها.", "سحب", "negated"),
        ("يجب أن تنسحب القوات وتسلم مواقعها.", "تسلم", "planned"),
        ("تفاوض الطرفان بشأن وقف إطلاق النار والانسحاب من البلدة.", "الانسحاب", "planned"),
        ("وافقت الحكومة التي تشكلت أمس على الانسحاب من البلدة.", "الانسحاب", "planned"),
        ("وكادت القوات أن تقتحم المدينة.", "تقتحم", "negated"),
        ("قال الوزير إن القوات ستنسحب غدا.", "ستنسحب", "planned"),
        ("وقال إنه لن يهاجم أحدا.", "يهاجم", "negated"),
        ("قد تقصف الطائرات المدينة.", "تقصف", "possible"),
        ("قصفت الطائرات المدينة.", "قصفت", "actual"),
        ("تحركت القوات نحو المدينة لاستعادة القاعدة.", "لاستعادة", "planned"),
        ("وصف البيان ما جرى بأنه خرق لوقف إطلاق النار.", "لوقف", "actual"),
        ("أحبطت الشرطة مؤامرة دبرتها خلية لشن هجوم على المطار.", "هجوم", "planned"),
    ],
)
def test_a_chain_is_worked_out_from_its_top(text: str, word: str, reality: str) -> None:
    read = scene(text)
    assert find_over(read, find(read, word)).reality == reality


@pytest.mark.parametrize(
    ("text", "word", "reality"),
    [
        ("قال المتحدث إن الجولة الثالثة من المحادثات ستعقد غدا.", "الجولة", "planned"),
        ("وقال إن المحادثات لم تبدأ بعد.", "المحادثات", "negated"),
        ("وقال إن الهجوم لم يمنع أحدا من العودة.", "الهجوم", "actual"),
    ],
)
def test_the_verb_behind_a_noun_says_whether_it_takes_place(text: str, word: str, reality: str) -> None:
    read = scene(text)
    assert find_ahead(read, find(read, word) + 1).reality == reality


def test_particles_are_known_with_a_conjunction_before_them() -> None:
    read = scene("ولم تقصف القوات القرية فلن تعود.")
    assert read.is_a(find(read, "ولم"), "denying")
    assert read.is_a(find(read, "فلن"), "denying")
    assert fold("ولم") not in load_governors()
