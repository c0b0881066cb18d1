"""Arabic words are data and live in tables, where they are checked and sorted; code has none.

Letters and the affixes of grammar (و, ال, ها, ون) are no words: code that cuts words up names them.
Docstrings and comments may show examples; ``chars.py`` is about letters; tests need words.
"""

import ast
import io
import re
import tokenize
from pathlib import Path

_AFFIX = 2  # letters; and the longer ones by name
_LONG_AFFIXES = {"هما", "تان", "تين", "تمو", "تما"}
_LETTERS_BY_CHOICE = re.compile(r"\[[^\]]*\]")  # [وفبل] in a pattern
_ARABIC = re.compile("[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]+")


def test_code_holds_no_arabic_words(sources: list[Path], root: Path) -> None:
    package = root / "src" / "riwaya"
    faults = [
        f"{path.relative_to(root)}:{line}: {text}"
        for path in sources
        if path.is_relative_to(package) and path != package / "chars.py"
        for line, text in _arabic_words(path.read_text(encoding="utf-8"))
    ]
    assert faults == []


def test_the_check_sees_what_it_is_for() -> None:
    code = '"""قال said."""\nx = "قال"  # قال\ny = f"{x}قال"\n\ndef f() -> None:\n    """قال."""\n'
    assert [line for line, _ in _arabic_words(code)] == [2, 3]


def _arabic_words(code: str) -> list[tuple[int, str]]:
    """Give line and text of every token with Arabic letters that is no comment and no docstring."""
    docstrings = {
        (node.value.lineno, node.value.col_offset)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        (token.start[0], token.string)
        for token in tokenize.generate_tokens(io.StringIO(code).readline)
        if token.type != tokenize.COMMENT and token.start not in docstrings and _has_word(token.string)
    ]


def _has_word(text: str) -> bool:
    runs = set(_ARABIC.findall(_LETTERS_BY_CHOICE.sub("", text)))
    return any(len(run) > _AFFIX for run in runs - _LONG_AFFIXES)
