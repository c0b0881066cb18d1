"""riwaya schema."""

import click

from riwaya.cli.output import open_output


@click.command()
def schema() -> None:
    """Print the JSON Schema of a Reading.

    \b
    Example: riwaya schema > reading.schema.json
    """
    import json

    from riwaya.readings import schema as load_schema

    with open_output() as out:
        out.write(json.dumps(load_schema(), ensure_ascii=False, indent=2) + "\n")
