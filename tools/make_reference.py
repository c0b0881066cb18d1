"""Make docs/reference/ from the code and the tables: ``make_reference.py [--check]``.

With ``--check`` nothing is written; the status is 1 where a page is out of date.
"""

import ast
import json
import sys
from collections.abc import Callable, Iterator
from itertools import takewhile
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "riwaya"
TARGET = ROOT / "docs" / "reference"
SHOWN_WORDS = 8
_NOTE = "<!-- Made by tools/make_reference.py: change the code or the table, not this page. -->\n"


def main(arguments: list[str]) -> int:
    """Write every page, or compare it, and give the exit status."""
    stale = []
    for name, make in PAGES.items():
        path, wanted = TARGET / name, _NOTE + make()
        if path.exists() and path.read_text(encoding="utf-8") == wanted:
            continue
        stale.append(name)
        if "--check" not in arguments:
            TARGET.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted, encoding="utf-8")
    print("\n".join(f"{name}: {'out of date' if '--check' in arguments else 'made'}" for name in stale))
    return 1 if stale and "--check" in arguments else 0


def records() -> str:
    """Describe the records of a reading, from types.py and the words of the JSON Schema."""
    tree = ast.parse((PACKAGE / "types.py").read_text(encoding="utf-8"))
    schema = json.loads((PACKAGE / "data" / "reading.schema.json").read_text(encoding="utf-8"))
    known = schema["$defs"] | {"reading": schema, "report": schema["properties"]["report"]}
    parts = ["# Records", _prose(ast.get_docstring(tree))]
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            about = known.get(node.name.lower(), {}).get("properties", {})
            rows = [_field(line, about) for line in node.body if isinstance(line, ast.AnnAssign)]
            table = _table(["field", "type", "if absent", "what"], rows)
            parts += [f"## {node.name}", _prose(ast.get_docstring(node)), table]
    values = [
        [f"`{node.targets[0].id}`", ", ".join(_strings(node.value))]
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Subscript)
    ]
    return "\n\n".join([*parts, "## Values", _table(["type", "one of"], values)]) + "\n"


def stages() -> str:
    """List the stages, in their order."""
    from riwaya.reader import STAGES

    rows = [
        [f"`{stage.name}`", ", ".join(f"`{field}`" for field in stage.fills), _first_line(stage.run.__doc__)]
        for stage in STAGES
    ]
    intro = "Each takes the document that the one before it gave, and fills fields of its own."
    return "\n\n".join(["# Stages", intro, _table(["stage", "fills", "what it does"], rows)]) + "\n"


def tables() -> str:
    """List the tables: where they are, what their first comment says, their columns."""
    rows = []
    for path in sorted(PACKAGE.rglob("*.tsv")):
        lines = path.read_text(encoding="utf-8").split("\n")
        about = " ".join(line.lstrip("# ") for line in takewhile(lambda line: line.startswith("#"), lines))
        header = next(line for line in lines if line and not line.startswith("#"))
        rows.append(
            [f"`{path.relative_to(PACKAGE)}`", about, ", ".join(f"`{cell}`" for cell in header.split("\t"))]
        )
    intro = (
        "Tab-separated, UTF-8, one row one fact. The header names the fields of the row type beside it in "
        "code; a list is written with `|` between its parts. A fault is reported by file, line and value."
    )
    return "\n\n".join(["# Tables", intro, _table(["table", "what it holds", "columns"], rows)]) + "\n"


def event_types() -> str:
    """List the types of events, with what they are in other schemes and some words that name them."""
    types, triggers = (_rows(PACKAGE / "events" / name) for name in ("types.tsv", "triggers.tsv"))
    rows = []
    for row in types:
        words = dict.fromkeys(
            other["phrase"].lstrip("*") for other in triggers if other["type"] == row["type"]
        )
        some = "، ".join(list(words)[:SHOWN_WORDS])
        rows.append([f"`{row['type']}`", row["meaning"], row["acled"], row["plover"], some])
    header = ["type", "what", "ACLED sub-event", "PLOVER event/mode", "some words"]
    return "\n\n".join(["# Event types", _table(header, rows)]) + "\n"


def command_line() -> str:
    """Give the help of every command."""
    from riwaya.cli import main as group

    parts = ["# Command line"]
    for words, command in _commands(group, ["riwaya"]):
        context = click.Context(command, info_name=" ".join(words), max_content_width=100, terminal_width=100)
        parts += [f"## {' '.join(words)}", f"```text\n{command.get_help(context)}\n```"]
    return "\n\n".join(parts) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "records.md": records,
    "stages.md": stages,
    "event-types.md": event_types,
    "tables.md": tables,
    "command-line.md": command_line,
}


def _commands(command: click.Command, words: list[str]) -> Iterator[tuple[list[str], click.Command]]:
    yield words, command
    if isinstance(command, click.Group):
        for name, one in sorted(command.commands.items()):
            if not one.hidden:
                yield from _commands(one, [*words, name])


def _rows(path: Path) -> list[dict[str, str]]:
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    header, *rows = [cells for cells in lines if cells != [""] and not cells[0].startswith("#")]
    return [dict(zip(header, cells, strict=True)) for cells in rows]


def _field(line: ast.AnnAssign, about: dict[str, dict[str, str]]) -> list[str]:
    name = ast.unparse(line.target)
    absent = "" if line.value is None else f"`{ast.unparse(line.value)}`"
    kind = f"`{ast.unparse(line.annotation)}`".replace("|", "\\|")
    return [f"`{name}`", kind, absent, about.get(name, {}).get("description", "")]


def _strings(value: ast.Subscript) -> list[str]:
    return [
        node.value
        for node in ast.walk(value)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def _prose(docstring: str | None) -> str:
    return (docstring or "").replace("``", "`")


def _first_line(docstring: str | None) -> str:
    return _prose(docstring).split("\n", 1)[0]


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
