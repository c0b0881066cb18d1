"""riwaya evaluate."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from riwaya.cli.output import fail, open_output, printable

if TYPE_CHECKING:
    from riwaya.evaluation import Evaluation


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predicted", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.option("--types", is_flag=True, help="Add a row for each event type.")
@click.option("--errors", metavar="ID", help="List what is wrong in one report, or in 'all'.")
def evaluate(gold: Path, predicted: Path, as_json: bool, types: bool, errors: str | None) -> None:
    """Compare readings with gold: precision, recall and F1 of every field.

    GOLD and PREDICTED are each a folder of Reading files (*.json) or a file with one Reading a line.

    \b
    Example: riwaya evaluate gold/ predicted.jsonl --types
    """
    from riwaya.errors import InputError
    from riwaya.evaluation import evaluate as compare
    from riwaya.evaluation.loading import load_readings

    try:
        result = compare(load_readings(gold), load_readings(predicted))
    except InputError as fault:
        fail(fault)
    with open_output() as out:
        if as_json:
            out.write(_json(result) + "\n")
            return
        for report, error in result.errors:
            if errors in (report, "all"):
                out.write(printable(f"{report} {error}") + "\n")
        out.write(_table(result, types))


def _json(result: "Evaluation") -> str:
    import msgspec

    kept = {"reports": result.reports, "missing": result.missing, "rows": result.rows, "types": result.types}
    return msgspec.json.encode(kept).decode()


def _table(result: "Evaluation", types: bool) -> str:
    missing = f", {len(result.missing)} not read" if result.missing else ""
    lines = [f"{result.reports} reports{missing}", f"{'':16}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'pred':>7}"]
    kinds = {f"  {kind}": score for kind, score in result.types.items()} if types else {}
    for name, score in {**result.rows, **kinds}.items():
        figures = f"{score.precision:7.3f}{score.recall:7.3f}{score.f1:7.3f}"
        lines.append(f"{name:16}{figures}{score.gold:7}{score.predicted:7}")
    return "\n".join(lines) + "\n"
