"""No file and no function grows past what one reading takes in."""

import ast
from pathlib import Path

FILE_LINES = 400
FUNCTION_LINES = 40


def test_files_are_short(sources: list[Path]) -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources}
    assert {str(path): length for path, length in lengths.items() if length > FILE_LINES} == {}


def test_functions_are_short(sources: list[Path]) -> None:
    long = [
        f"{path}:{node.lineno} {node.name}: {length} lines"
        for path in sources
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert long == []


def test_no_file_is_a_drawer_for_odds_and_ends(sources: list[Path]) -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
    assert [str(path) for path in sources if {path.stem, *path.parts[-2:-1]} & drawers] == []
