"""One of the two readings that are compared."""

from collections.abc import Callable

import msgspec

from riwaya.types import Actor, Place, Reading, Span

Say = Callable[..., None]  # writes down one error, as words


class Side(msgspec.Struct, frozen=True):
    """A reading with its actors and places by id."""

    reading: Reading
    actor_of: dict[str, Actor]
    place_of: dict[str, Place]

    @classmethod
    def of(cls, reading: Reading) -> "Side":
        """Index a reading."""
        return cls(reading, {a.id: a for a in reading.actors}, {p.id: p for p in reading.places})

    def actor(self, key: str | None) -> Actor | None:
        """Give the actor of an id."""
        return self.actor_of.get(key) if key is not None else None

    def actors(self, keys: tuple[str, ...]) -> list[Actor]:
        """Give the actors of several ids; an id of nobody is passed over."""
        return [self.actor_of[key] for key in keys if key in self.actor_of]

    def place(self, key: str | None) -> Place | None:
        """Give the place of an id."""
        return self.place_of.get(key) if key is not None else None

    def cut(self, span: Span | None) -> str:
        """Cut a span out of the text, on one line."""
        return self.reading.report.text[span.start : span.end].replace("\n", " ") if span else "∅"
