"""``check`` finds what is not whole, and nothing in what is."""

import pytest
from sqlalchemy import text

from riwaya.store import Store
from riwaya.store.database import Database
from tests.store.filling import fill


def test_a_whole_store_has_no_faults(where: str) -> None:
    fill(where)
    with Store.open(where) as store:
        assert store.check() == []


def test_an_empty_store_has_no_faults(store: Store) -> None:
    assert store.check() == []


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (["UPDATE report SET text = text || '.' WHERE name = 'copy'"], "copy: its text is not the one"),
        (["DELETE FROM arrival WHERE place = 'copy.txt'"], "copy: nothing says where it came from"),
        (["DELETE FROM report_copy"], "copy: its copies were not looked for"),
        (["UPDATE run SET seen = seen + 1"], "import 1: 7 came in, but 6 are accounted for"),
        (["DELETE FROM dropped"], "import 1: 5 new and 1 dropped, but 5 and 0 are there"),
        (["UPDATE reading SET body = '{}'"], "reading of market: cannot be decoded"),
        (["UPDATE reading SET body = replace(body, '\"cue\":[', '\"cue\":[99')"], "lies outside its text"),
        (["UPDATE reading SET revision = 9"], "of a later state of the report"),
        (["UPDATE decision SET body = '[]' WHERE id = 2"], "decision 2: cannot be decoded"),
        (["UPDATE decision SET undoes = 3 WHERE id = 3"], "decision 3: undoes 3"),
        (["UPDATE decision SET undoes = NULL"], "decision 3: is of kind undo, but undoes None"),
        (["UPDATE report_copy SET resemblance = 7"], "cannot be"),
        (["UPDATE ruling SET body = replace(body, 'market', 'nobody')"], "ruling 1: is about nobody"),
        (["UPDATE ruling SET kind = 'undo'"], "ruling 1: is of kind undo, but undoes None"),
        (["UPDATE ruling SET body = '[]'"], "a ruling cannot be decoded"),
        (
            ["INSERT INTO saved_search (kind, name, who, at, body) VALUES ('delete', 'x', '', '', '{}')"],
            "the saved searches cannot be told from their history: 'x'",
        ),
        (["DROP TABLE job"], "tables are missing: job"),
    ],
)
def test_what_is_damaged_is_named(where: str, damage: list[str], words: str) -> None:
    fill(where)
    with Database(where) as database, database.writing() as connection:
        sqlite = connection.dialect.name == "sqlite"
        for table in ("report", "arrival", "dropped", "decision", "ruling", "saved_search"):
            for name in ("kept", "fixed"):
                connection.execute(text(f"DROP TRIGGER {table}_{name}{'' if sqlite else f' ON {table}'}"))
        for statement in damage:
            connection.execute(text(statement))
    with Store.open(where) as store:
        faults = store.check()
    assert any(words in fault for fault in faults), faults
    assert words.startswith("tables") or any("no longer guarded" in fault for fault in faults)
