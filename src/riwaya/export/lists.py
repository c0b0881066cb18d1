"""The lists beside the text: claims with their denials, events, talks, places, notes."""

from collections.abc import Callable, Iterable

from riwaya.export.labels import amount, load_labels
from riwaya.readings import Index
from riwaya.types import Actor, Claim, Event, Figure, Period, Reading, Span


class ListWriter:
    """Writes the lists of one reading.

    ``key`` keeps its anchors apart from those of other reports; ``anchors`` are the ids of what is
    marked in the text and can be led to.
    """

    def __init__(self, reading: Reading, key: str, anchors: set[str], clean: Callable[[str], str]) -> None:
        self._reading = reading
        self._key = key
        self._anchors = anchors
        self._clean = clean
        self._labels = load_labels()
        self._index = Index(reading)

    def claims(self) -> str:
        """Write who says what, through whom, on what evidence, and who denies it."""
        return self._list("claims", (self._claim(claim) for claim in self._reading.claims))

    def events(self) -> str:
        """Write what happened, where, when, to whom, and by whose word."""
        return self._list("events", (self._event(event) for event in self._reading.events))

    def talks(self) -> str:
        """Write round, topics and assessment of talks."""
        held = [event for event in self._reading.events if event.talks is not None]
        return self._list("talks", (self._talk(event) for event in held)) if held else ""

    def places(self) -> str:
        """Write the places with their coordinates."""
        items = []
        for place in self._reading.places:
            point = "" if place.lat is None or place.lon is None else f"{place.lat:.4f}, {place.lon:.4f}"
            precision = self._labels[f"precision:{place.precision}"].arabic if place.precision else ""
            facts = [self._small(fact) for fact in (place.name_en, point) if fact]
            told = (self._clean(_country(place.country)), precision)
            facts += [f"<small>{fact}</small>" for fact in told if fact]
            items.append(self._item(place.id, "", f"{self._value(place.name)} {' · '.join(facts)}"))
        return self._list("places", items) if items else ""

    def notes(self) -> str:
        """Write the notes on the reading as a whole."""
        notes = [f'<li dir="ltr" lang="en">{self._clean(note)}</li>\n' for note in self._reading.notes]
        return self._list("notes", notes) if notes else ""

    def _claim(self, claim: Claim) -> str:
        source = self._index.actors.get(claim.source or "")
        label = self._labels[f"act:{claim.act}"]
        deniers = self._index.deniers.get(claim.id, [])
        quoted = f" · {self._labels[f'quoted:{claim.quoted}'].arabic}" if claim.quoted else ""
        lines = [
            f"<b>{self._actor(source) if source else self._labels['nobody'].arabic}</b> · "
            f"{label.arabic} {self._small(claim.act)}{quoted}",
            self._field("via", self._all(claim.via)),
            self._quote(claim.content),
            self._field("said", [self._period(claim.said)] if claim.said else []),
            f"<span>{self._labels[f'evidence:{claim.evidence}'].arabic}</span>" if claim.evidence else "",
            self._field("denies", self._links(claim.denies), "denial"),
            self._field("denied", self._links(deniers), "denial"),
        ]
        classes = "deny" if claim.denies else "denied" if deniers else ""
        return self._item(claim.id, classes, "<br>".join(line for line in lines if line))

    def _event(self, event: Event) -> str:
        label, reality = self._labels[f"type:{event.type}"], self._labels[f"reality:{event.reality}"]
        place = self._index.places.get(event.place or "")
        figures = [f"{self._labels[f'kind:{f.kind}'].arabic}: {self._amount(f)}" for f in event.figures]
        tellers = self._links(self._index.tellers.get(event.id, []))
        words = " · ".join(self._value(self._cut(span)) for span in event.triggers)
        lines = [
            f"<b>{label.arabic}</b> {self._small(event.type)}",
            f"{reality.arabic} {self._small(event.reality)}",
            f"<q>{words}</q>",
            self._field("where", [self._anchor(place.id, place.name)] if place else []),
            self._field("when", [self._period(event.when)] if event.when else []),
            self._field("actors", self._all(event.actors)),
            self._field("targets", self._all(event.targets)),
            self._field("figures", figures),
            self._field("weapons", [self._value(self._cut(span)) for span in event.weapons]),
            self._field("told", tellers or [self._labels["report"].arabic]),
        ]
        return self._item(event.id, "", "<br>".join(line for line in lines if line))

    def _talk(self, event: Event) -> str:
        talks = event.talks
        if talks is None:
            return ""
        state = self._labels[f"assessment:{talks.assessment}"] if talks.assessment else None
        lines = [
            f"<b>{state.arabic}</b> {self._small(state.english)}" if state else "",
            self._field("actors", self._all(event.actors)),
            self._field("round", [str(talks.round)] if talks.round is not None else []),
            self._field("topics", [self._value(self._cut(span)) for span in talks.topics]),
        ]
        shown = "<br>".join(line for line in lines if line)
        return f"<li>{self._links([event.id])[0]} {shown}</li>\n"

    def _list(self, heading: str, items: Iterable[str]) -> str:
        label = self._labels[heading]
        body = "".join(items) or f'<li class="faint">{self._labels["none"].arabic}</li>\n'
        return (
            f'<section class="list">\n<h2>{label.arabic} {self._small(label.english)}</h2>\n'
            f"<ol>\n{body}</ol>\n</section>\n"
        )

    def _item(self, key: str, classes: str, body: str) -> str:
        shown, target = self._clean(key), f"#{self._key}-{self._clean(key)}"
        anchor = f'<a class="id" dir="ltr" href="{target}">{shown}</a>'
        if key not in self._anchors:
            anchor = f'<span class="id" dir="ltr">{shown}</span>'
        kind = f' class="{classes}"' if classes else ""
        return f'<li id="{self._key}-{self._clean(key)}-list"{kind}>{anchor} {body}</li>\n'

    def _field(self, name: str, values: list[str], classes: str = "") -> str:
        if not values:
            return ""
        kind = f' class="{classes}"' if classes else ""
        return f"<span{kind}><small>{self._labels[name].arabic}:</small> {'، '.join(values)}</span>"

    def _links(self, keys: Iterable[str]) -> list[str]:
        return [
            f'<a dir="ltr" href="#{self._key}-{self._clean(key)}-list">{self._clean(key)}</a>' for key in keys
        ]

    def _anchor(self, key: str, name: str) -> str:
        return f'<a href="#{self._key}-{self._clean(key)}-list">{self._value(name)}</a>'

    def _all(self, keys: Iterable[str]) -> list[str]:
        return [self._actor(self._index.actors[key]) for key in keys if key in self._index.actors]

    def _actor(self, actor: Actor) -> str:
        role = self._labels[f"role:{actor.role}"].arabic if actor.role else ""
        facts = " · ".join(filter(None, (self._clean(_country(actor.country)), role)))
        return f"{self._value(actor.name)}{f' <small>{facts}</small>' if facts else ''}"

    def _amount(self, figure: Figure) -> str:
        if figure.vague and figure.low is None and figure.high is None:
            return self._labels[f"vague:{figure.vague}"].arabic
        return f'<bdi dir="ltr">{self._clean(amount(figure))}</bdi>'

    def _quote(self, span: Span | None) -> str:
        return f"<q>{self._value(self._cut(span))}</q>" if span is not None else ""

    def _cut(self, span: Span) -> str:
        return self._reading.report.text[span.start : span.end]

    def _period(self, period: Period) -> str:
        days = period.start if period.start == period.end else f"{period.start} – {period.end}"
        return f'<bdi dir="ltr">{self._clean(days)}</bdi>'

    def _value(self, text: str) -> str:
        return f"<bdi>{self._clean(text)}</bdi>"

    def _small(self, text: str) -> str:
        return f'<small dir="ltr" lang="en">{self._clean(text)}</small>'


def _country(code: str | None) -> str:
    """Name a country in Arabic; a code of none stands for itself."""
    from riwaya.mentions.countries import country_by_code  # the room is loaded only where it is asked for

    found = country_by_code().get(code or "")
    return found.names[0] if found and found.names else code or ""
