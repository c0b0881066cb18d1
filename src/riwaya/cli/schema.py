"""riwaya schema."""

import click

from riwaya.cli.output import open_output


@click.command()
@click.argument("kind", type=click.Choice(["reading", "case", "process"]), default="reading")
def schema(kind: str) -> None:
    """Print the JSON Schema of a Reading, of a Case, or of a Process of talks.

    \b
    Example: riwaya schema > reading.schema.json
             riwaya schema case > case.schema.json
    """
    import json

    import msgspec

    from riwaya.readings import schema as load_schema
    from riwaya.types import Case, Process

    records = {"case": Case, "process": Process}
    found = msgspec.json.schema(records[kind]) if kind in records else load_schema()
    with open_output() as out:
        out.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
