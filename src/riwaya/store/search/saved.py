"""Searches kept under a name. What is done to them is appended and never changed, as decisions are."""

import re
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from riwaya.errors import Fault, SearchError
from riwaya.store import schema
from riwaya.store.clock import moment
from riwaya.store.database import Database
from riwaya.store.search.filters import Filter, Order, SearchKind, check_text, decode_filter
from riwaya.store.search.results import SavedAct, SavedSearch

_saved = schema.saved_search
_LONGEST = 200  # letters of a name
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Saved:
    """The saved searches of a store.

    Raises SearchError for a name that is not there, or is where it must not be.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(
        self, name: str, kind: SearchKind, filter: Filter, who: str, order: Order = "newest"
    ) -> SavedSearch:
        """Keep a search under a name that is free."""
        filter.check()
        body = {"kind": kind, "filter": msgspec.to_builtins(filter), "order": order}
        return self._append("save", name, who, body, name)

    def rename(self, name: str, new: str, who: str) -> SavedSearch:
        """Give a search another name, which is free."""
        return self._append("rename", name, who, {"to": new.strip()}, new)

    def delete(self, name: str, who: str) -> None:
        """Take a search away; the history keeps it."""
        self._append("delete", name, who, {}, None)

    def all(self) -> list[SavedSearch]:
        """List the searches by name."""
        with self._database.reading() as connection:
            return sorted(_standing(connection).values(), key=lambda saved: saved.name)

    def get(self, name: str) -> SavedSearch:
        """Give the search of a name."""
        with self._database.reading() as connection:
            return _find(_standing(connection), name.strip())

    def history(self) -> list[SavedAct]:
        """List all that was done, in order."""
        with self._database.reading() as connection:
            return load_acts(connection)

    def _append(self, kind: str, name: str, who: str, body: dict[str, Any], new: str | None) -> SavedSearch:
        """Append an act, and give the search that it made, or took away."""
        name, new = name.strip(), None if new is None else new.strip()
        if not who.strip():
            raise SearchError("who", Fault("a saved search needs to say whose it is"))
        if new == "":
            raise SearchError("name", Fault("a saved search needs one"))
        for field, text in (("who", who), ("name", name), ("name", new or "")):
            check_text(field, text, _LONGEST)
        if new and _CONTROL.search(new):  # forms of browsers send other line ends than they were given
            raise SearchError(
                "name", Fault("%(name)r holds a line end or another control character", name=new[:30])
            )
        with self._database.writing(alone=True) as connection:
            before = _standing(connection)
            if kind != "save":
                _find(before, name)
            if new is not None and new in before:
                raise SearchError(
                    "name", Fault("%(name)r is taken, by %(who)s", name=new, who=before[new].who)
                )
            row = {"kind": kind, "name": name, "who": who, "at": moment()}
            connection.execute(insert(_saved).values(**row, body=msgspec.json.encode(body).decode()))
            return before[name] if new is None else _standing(connection)[new]


def load_acts(connection: Connection) -> list[SavedAct]:
    """Load all that was done to saved searches, in order."""
    return [
        SavedAct(
            row.id, row.kind, row.name, row.who, row.at, msgspec.json.decode(row.body, type=dict[str, Any])
        )
        for row in connection.execute(select(_saved).order_by(_saved.c.id))
    ]


def find_standing(acts: list[SavedAct]) -> dict[str, SavedSearch]:
    """Find what stands after all that was done, by name. Raises SearchError, KeyError."""
    standing: dict[str, SavedSearch] = {}
    for act in acts:
        if act.kind == "save":
            found = decode_filter(act.body["filter"])
            standing[act.name] = SavedSearch(
                act.name, act.body["kind"], found, act.body["order"], act.who, act.at
            )
        else:
            gone = standing.pop(act.name)
            if act.kind == "rename":
                standing[act.body["to"]] = msgspec.structs.replace(gone, name=act.body["to"])
    return standing


def _standing(connection: Connection) -> dict[str, SavedSearch]:
    return find_standing(load_acts(connection))


def _find(standing: dict[str, SavedSearch], name: str) -> SavedSearch:
    if name not in standing:
        if not standing:
            raise SearchError("name", Fault("there is no saved search %(name)r", name=name))
        known = ", ".join(sorted(standing))
        raise SearchError(
            "name", Fault("there is no saved search %(name)r; there are %(known)s", name=name, known=known)
        )
    return standing[name]
