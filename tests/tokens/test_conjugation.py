"""Every measure of the verb is read in all its persons, aspects and voices, and its participles are known."""

import pytest

from riwaya.chars import fold
from riwaya.document import Word
from riwaya.tokens.analysis import analyse
from riwaya.tokens.conjugation import find_participles

# A form, its verb, and what is told of it: aspect (p perfect, i imperfect, j jussive that looks it), person,
# gender (- none), number, and + with the pronoun behind it; ! where the passive shows.
FORMS = """
كتبن كتب p3fp
كتبتا كتب p3fd
قتلوهم قتل p3mp+هم
قتلتموهم قتل p2mp+هم
يقتلن قتل i3fp
تؤكدان أكد i3fd
يؤكدا أكد i3md
أكدتا أكد p3fd
سلموهما سلم p3mp+هما
دمرتها دمر p3fs+ها
افتحوا فتح i2mp
قوتلوا قاتل p3mp!
هوجمت هاجم p3fs!
تبودلت تبادل p3fs!
فوجئوا فاجأ p3mp!
فوجئنا فاجأ p1-p!
كوفئ كافأ p3ms!
أوذي آذى p3ms!
أوخذت آخذ p3fs!
يؤخذ أخذ i3ms!
تؤكل أكل i3fs!
يوصف وصف i3ms!
توضع وضع i3fs!
يوجدون وجد i3mp!
سئلوا سأل p3mp!
سئلنا سأل p1-p!
يسألن سأل i3fp
بدؤوا بدأ p3mp
بدأوا بدأ p3mp
بدءوا بدأ p3mp
يبدأون بدأ i3mp
يبدؤون بدأ i3mp
بدآ بدأ p3md
يبدآن بدأ i3md
قرأه قرأ p3ms+ه
يقرؤها قرأ i3ms+ها
لجأن لجأ p3fp
أنشئت أنشأ p3fs!
ينشأ أنشأ i3ms!
ينشئون أنشأ i3mp
يخطئون أخطأ i3mp
وطئوا وطئ p3mp
يطؤون وطئ i3mp
تواطؤوا تواطأ p3mp
قلن قال p3fp
قالتا قال p3fd
قيل قال p3ms!
يقلن قال i3fp
يقل قال j3ms
تقولان قال i3fd
بيعت باع p3fs!
يباع باع i3ms!
بعنا باع p1-p
خفتم خاف p2mp
أشرن أشار p3fp
أشيرت أشار p3fs!
يشار أشار i3ms!
أعيد أعاد p3ms!
يعاد أعاد i3ms!
يعد أعاد j3ms
يعد عاد j3ms
يعد وعد i3ms
يعد عد i3ms
استعيدت استعاد p3fs!
يستعاد استعاد i3ms!
يستعدن استعاد i3fp
استطعن استطاع p3fp
تستطع استطاع j3fs
اختيروا اختار p3mp!
اقتيد اقتاد p3ms!
انهرن انهار p3fp
جاؤوا جاء p3mp
جاءوا جاء p3mp
جئنا جاء p1-p
جئن جاء p3fp
جيء جاء p3ms!
يجيئون جاء i3mp
شئتم شاء p2mp
يشاؤون شاء i3mp
يشأ شاء j3ms
أساؤوا أساء p3mp
أسأنا أساء p1-p
يسيئون أساء i3mp
يسئ أساء j3ms
نفى نفى p3ms
نفوا نفى p3mp
نفتا نفى p3fd
نفيا نفى p3md
نفين نفى p3fp
نفوه نفى p3mp+ه
ينفي نفى i3ms
ينفوا نفى i3mp
ينف نفى j3ms
ينفيان نفى i3md
ينفين نفى i3fp
ينفى نفى i3ms!
دعوا دعا p3mp
دعوا دعا p3md
دعوتم دعا p2mp
ادعوا دعا i2mp
يدعون دعا i3mp
يدعون دعا i3fp
يدع دعا j3ms
يدعى دعا i3ms!
رأوا رأى p3mp
رأينا رأى p1-p
يرون رأى i3mp
ير رأى j3ms
رآه رأى p3ms+ه
يراها رأى i3ms+ها
يرين رأى i3fp
بقيت بقي p3fs
بقوا بقي p3mp
بقيا بقي p3md
يبقون بقي i3mp
أدلوا أدلى p3mp
أدلت أدلى p3fs
أدلين أدلى p3fp
يدليان أدلى i3md
أعطيناكم أعطى p1-p+كم
أعطته أعطى p3fs+ه
استولوا استولى p3mp
استولين استولى p3fp
يستول استولى j3ms
نودي نادى p3ms!
لوحق لاحق p3ms!
تلقيا تلقى p3md
يتلق تلقى j3ms
توفيت توفى p3fs!
يتوفى توفى i3ms
توفوا توفى p3mp
ادعت ادعى p3fs
يلتقيان التقى i3md
وعوا وعى p3mp
يع وعى j3ms
يلي ولي i3ms
شننا شن p1-p
يشن شن i3ms
شنوا شن p3mp
أعلناها أعلن p1-p+ها
يشنوا شن i3mp
يشننها شن i3fp+ها
استعددنا استعد p1-p
يستعددن استعد i3fp
أصررن أصر p3fp
احتلتا احتل p3fd
احتلوهن احتل p3mp+هن
اضطروا اضطر p3mp
اطمأنت اطمأن p3fs
يطمئنوا اطمأن i3mp
سيطرتا سيطر p3fd
يسيطرن سيطر i3fp
تدهورت تدهور p3fs
"""


def agrees(word: Word, lemma: str, told: str) -> bool:
    mark, _, enclitic = told.rstrip("!").partition("+")
    return (
        (word.upos, word.lemma, word.enclitic) == ("VERB", fold(lemma), enclitic)
        and word.aspect == ("perf" if mark[0] == "p" else "imp")
        and (word.mood == "jus") == (mark[0] == "j")
        and (word.person, word.gender or "-", word.number) == tuple(mark[1:])
        and (word.voice == "pass") == told.endswith("!")
    )


@pytest.mark.parametrize("row", FORMS.split("\n")[1:-1])
def test_a_form_is_read_as_its_verb(row: str) -> None:
    form, lemma, told = row.split(" ")
    assert any(agrees(word, lemma, told) for word in analyse(form).readings)


@pytest.mark.parametrize(
    ("form", "lemma", "told"),
    [("نادي", "نادى", "p3ms!"), ("دعا", "دعا", "p3md"), ("رأي", "رأى", "p3ms!"), ("كفر", "كفى", "p3ms")],
)
def test_a_form_that_no_grammar_makes_is_not_read(form: str, lemma: str, told: str) -> None:
    assert not any(agrees(word, lemma, told) for word in analyse(form).readings)


@pytest.mark.parametrize(
    ("lemma", "imperfect", "participles"),
    [
        ("قال", "يقول", {"قائل", "مقول"}),
        ("سأل", "يسأل", {"سائل", "مسؤول"}),
        ("قرأ", "يقرأ", {"قارئ", "مقروء"}),
        ("حثّ", "يحثّ", {"حاث", "محثوث"}),
        ("نفى", "ينفي", {"نافي", "ناف", "منفي"}),
        ("أخذ", "يأخذ", {"آخذ", "مأخوذ"}),
        ("سمّى", "يسمّي", {"مسمي", "مسم", "مسمى", "مسماة"}),
        ("ائتلف", "يأتلف", {"مؤتلف"}),
        ("عبّأ", "يعبّئ", {"معبئ", "معبأ"}),
        ("تنبّأ", "يتنبّأ", {"متنبئ"}),
        ("تضاءل", "يتضاءل", {"متضائل"}),
        ("استعاد", "يستعيد", {"مستعيد", "مستعاد"}),
        ("سيطر", "يسيطر", {"مسيطر"}),
    ],
)
def test_participles(lemma: str, imperfect: str, participles: set[str]) -> None:
    assert {p.spelling for p in find_participles(lemma, imperfect)} == participles
