"""A denial finds the claim it denies, and says by what; who denies nothing stays alone."""

import pytest

import riwaya
from riwaya.links.denials import TieRow, load_ties
from riwaya.links.known import NegationRow, PointerRow
from riwaya.resources import load_table

ACCUSATION = "اتهمت باماكو الجزائر بدعم المتمردين. "


def denies(text: str) -> list[tuple[str, ...]]:
    return [claim.denies for claim in riwaya.read(text).claims]


@pytest.mark.parametrize(
    "row", load_table("riwaya.links", "negations.tsv", NegationRow), ids=lambda row: f"{row.says}-{row.lemma}"
)
def test_who_says_no_denies_what_was_just_said(row: NegationRow) -> None:
    found = denies(row.example)
    assert found[0] == () and ("c1",) in found[1:]


@pytest.mark.parametrize(
    "row", load_table("riwaya.links", "pointers.tsv", PointerRow), ids=lambda row: row.words[0]
)
def test_a_denial_points_at_what_it_denies(row: PointerRow) -> None:
    found = denies(row.example)
    assert found[0] == () and ("c1",) in found[1:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the accused speaks of something else
        (ACCUSATION + "وقالت الجزائر إن المعبر سيفتح غداً.", [(), ()]),
        # not even where he says no
        ("اتهمت تركيا سوريا بقصف إدلب. وقالت سوريا إنها لم تتلق دعوة إلى القمة.", [(), ()]),
        # what still holds is something else
        (
            "قال المتمردون إنهم سيطروا على غاو. وقال الجيش المالي إن الطريق إلى باماكو لا يزال مفتوحا.",
            [(), ()],
        ),
        # a higher toll is no lower one
        (
            "قالت مصادر طبية سودانية إن القصف قتل ثلاثة مدنيين. "
            "وقال الجيش السوداني إن القصف قتل عشرة مدنيين في يوم واحد فقط.",
            [(), ()],
        ),
        # a masdar answers a verb
        ("قال المرصد السوري إن الجيش انسحب من حماة. ونفى الجيش انسحابه من حماة.", [(), ("c1",)]),
        # the claim stands inside the denial
        ("رفضت طهران تقريرا من خبراء الأمم المتحدة يقول إن السفن تهرب السلاح.", [("c2",), ()]),
        # the denial stands first
        ("نفت طهران تزويد الحوثيين بالسلاح. واتهمت الرياض طهران بتزويد الحوثيين بالسلاح.", [("c2",), ()]),
        # a relative right behind
        ("اتهمت كييف موسكو بقصف المستشفى، وهو ما نفته موسكو.", [(), ("c1",)]),
        # ذلك is the accusation, not what its speaker said next
        (
            "اتهمت كييف موسكو بقصف المستشفى. وأضافت أن الأطباء في صدمة. ونفت موسكو ذلك.",
            [(), (), ("c1",)],
        ),
        # who denies goes on to say no
        (
            "اتهمت كييف موسكو بقصف المستشفى. ونفت موسكو ذلك، مؤكدة أن قواتها لم تطلق النار.",
            [(), ("c1",), ("c1",)],
        ),
        # or what happened instead, if what is denied was only pointed at
        (
            "قالت حركة الشباب إنها قتلت عشرين جنديا. ونفى الجيش الصومالي هذه الرواية، مؤكدا أن اثنين أصيبا.",
            [(), ("c1",), ("c1",)],
        ),
        (
            "اتهمت كييف موسكو بقصف المستشفى. ونفت موسكو قصف المستشفى، مضيفة أن الأطباء بخير.",
            [(), ("c1",), ()],
        ),
        # another says that it was not done, without a word of denial
        (
            "قالت وزارة الدفاع الهندية إن باكستان قصفت القاعدة. وأضافت أن الجنود بخير. "
            "وأوضح المتحدث العسكري الباكستاني أن قوات بلاده لم تقصف أي قاعدة.",
            [(), (), ("c1",)],
        ),
        # or that it was another who did it
        (
            "قالت وزارة الدفاع الكمبودية إن الجيش التايلاندي قصف القرية. "
            "وأكد الجيش التايلاندي أن القوات الكمبودية هي التي قصفت القرية.",
            [(), ("c1",)],
        ),
        # or of another deed
        (
            "قالت وزارة الدفاع الهندية إن باكستان قصفت القاعدة. "
            "وأوضح المتحدث العسكري الباكستاني أن قوات بلاده لم تنسحب من المعبر.",
            [(), ()],
        ),
        # by another name
        (
            "قال سكان في الخرطوم إن مسيّرة تابعة لقوات الدعم السريع أصابت المستشفى. "
            "ونفت قوات الدعم السريع استهداف المستشفى.",
            [(), ("c1",)],
        ),
        # who hands on another's denial does not deny
        (
            "اتهمت كييف موسكو بقصف المستشفى. وقال دبلوماسي صيني إن موسكو تنفي هذه الاتهامات.",
            [(), (), ("c1",)],
        ),
        # to refuse to confirm or to act is no denial
        ("قالت صحيفة محلية إن الوزير استقال. ورفضت الحكومة تأكيد التقارير.", [(), ()]),
        ("قالت واشنطن إن المحادثات ستستأنف. ورفضت طهران استقبال الوفد.", [()]),
        # one's own words are not denied
        ("قال الجيش السوداني إن القصف توقف. ونفى الجيش السوداني أي قصف.", [(), ()]),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_what_is_denied(text: str, expected: list[tuple[str, ...]]) -> None:
    assert denies(text) == expected


def test_a_denial_says_by_what_it_found_the_claim() -> None:
    claim = riwaya.read(ACCUSATION + "ونفت الجزائر هذه الاتهامات.").claims[1]
    (why,) = [reason for reason in claim.why if reason.field == "denies"]
    assert why.rule.startswith("denies:") and "names-act" in why.rule
    ties = set(why.rule.removeprefix("denies:").split("+"))
    assert ties <= load_ties().keys()


def test_every_tie_is_explained_once() -> None:
    rows = load_table("riwaya.links", "ties.tsv", TieRow)
    assert len({row.tie for row in rows}) == len(rows) and all(row.meaning for row in rows)
