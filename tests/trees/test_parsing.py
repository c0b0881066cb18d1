"""The parser: who stands under whom in sentences of many shapes, and what holds of every tree."""

import random

import pytest

from riwaya.document import Document
from riwaya.text import prepare
from riwaya.tokens import read_tokens
from riwaya.trees import Tree, parse
from riwaya.trees.nodes import see
from riwaya.trees.state import start
from riwaya.types import Report


def read(text: str) -> tuple[list[str], Tree]:
    tokens = read_tokens(prepare(Document(Report("r", text)))).tokens
    return [token.form for token in tokens], parse(tokens)


ARCS = [
    # a subject behind its verb, an object behind that
    ("قصفت الطائرات الحربية مواقع المتمردين أمس.", "الطائرات", "قصفت", "nsubj"),
    ("قصفت الطائرات الحربية مواقع المتمردين أمس.", "مواقع", "قصفت", "obj"),
    ("قصفت الطائرات الحربية مواقع المتمردين أمس.", "المتمردين", "مواقع", "nmod"),
    # a subject before its verb, behind إن
    ("قال الوزير إن القوات سيطرت على البلدة.", "القوات", "سيطرت", "nsubj"),
    ("قال الوزير إن القوات سيطرت على البلدة.", "سيطرت", "قال", "ccomp"),
    ("قال الوزير إن القوات سيطرت على البلدة.", "البلدة", "سيطرت", "obl"),
    # a subject behind a preposition with its pronoun
    ("غادر السكان المناطق التي تسيطر عليها الفصائل المسلحة.", "الفصائل", "تسيطر", "nsubj"),
    ("غادر السكان المناطق التي تسيطر عليها الفصائل المسلحة.", "تسيطر", "المناطق", "acl"),
    # the second of two verbs, of two nouns
    ("دخلت القوات المدينة وأغلقت الطرق.", "وأغلقت", "دخلت", "conj"),
    ("أدانت فرنسا وألمانيا الهجوم.", "وألمانيا", "فرنسا", "conj"),
    # a name beside its title
    ("وصل الرئيس إيمانويل ماكرون إلى بيروت.", "إيمانويل", "الرئيس", "appos"),
    # what a passive does to is its subject
    ("قُتل ثلاثة جنود في كمين.", "جنود", "قُتل", "nsubj"),
    ("قُتل ثلاثة جنود في كمين.", "ثلاثة", "جنود", "nummod"),
]


@pytest.mark.parametrize(("text", "word", "head", "relation"), ARCS)
def test_arcs(text: str, word: str, head: str, relation: str) -> None:
    forms, tree = read(text)
    at = forms.index(word)
    assert (forms[tree.heads[at]], tree.relation(at)) == (head, relation)


def test_marks_stand_outside_and_one_word_is_the_root() -> None:
    forms, tree = read("«لن ننسحب»، قال المتحدث، ثم غادر القاعة.")
    for at, form in enumerate(forms):
        if not form[0].isalnum():
            assert (tree.heads[at], tree.relation(at)) == (-1, "")
    assert [tree.relation(at) for at in range(len(forms))].count("root") == 1


STRANGE = "|.|؟!|قال|قال قال قال قال|و و و|123 456|(((|ab cd ef|من إلى في على|الـ".split("|")  # noqa: SIM905
_WORDS = "قال إن الجيش الذي قصف المدينة و في من التي القوات سيطرت على بلدة ثلاثة ، . أن لم"


@pytest.mark.parametrize("text", STRANGE)
def test_any_text_has_a_tree(text: str) -> None:
    forms, tree = read(text)
    assert len(tree.heads) == len(forms)
    assert_is_a_tree(tree, forms)


def test_any_row_of_words_has_a_tree_without_crossing_arcs() -> None:
    words = tuple(_WORDS.split())
    order = random.Random(3)
    for length in (2, 5, 17, 60, 240):
        forms, tree = read(" ".join(order.choices(words, k=length)))
        assert_is_a_tree(tree, forms)
        arcs = [(min(at, head), max(at, head)) for at, head in enumerate(tree.heads) if head >= 0]
        assert not any(a < c < b < d for a, b in arcs for c, d in arcs)


def assert_is_a_tree(tree: Tree, forms: list[str]) -> None:
    """Every word but the one root reaches it."""
    words = [at for at in range(len(forms)) if tree.relation(at)]
    roots = [at for at in words if tree.heads[at] < 0]
    assert len(roots) == (1 if words else 0)
    for at in words:
        steps = 0
        while tree.heads[at] >= 0:
            at, steps = tree.heads[at], steps + 1  # noqa: PLW2901 (climbing)
            assert steps <= len(forms), "a cycle"


def test_the_same_sentence_gives_the_same_tree() -> None:
    text = "أعلن الجيش أن قواته دخلت المدينة بعد معارك استمرت يومين."
    first, second = read(text)[1], read(text)[1]
    assert first.heads == second.heads


def test_steps_that_may_be_taken() -> None:
    """The root takes one word only, the last that is left on the stack."""
    nodes, _ = see(read_tokens(prepare(Document(Report("r", "قصف الجيش المدينة")))).tokens)
    state = start(len(nodes))
    seen: list[tuple[int, ...]] = []
    while not state.done:
        seen.append(state.possible())
        state.take(state.possible()[0], [*nodes, nodes[0]])
    assert seen[0] == (0,) and seen[-1] == (1,)
    assert state.heads.count(len(nodes)) == 1
