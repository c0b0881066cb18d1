"""One page to read, print and pass on: the text with its marks, and what was found, side by side.

The page stands alone: no script, nothing fetched, everything escaped.
"""

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from importlib import resources
from textwrap import shorten
from typing import TextIO

from riwaya.chars import HARMLESS
from riwaya.export.labels import load_labels
from riwaya.export.lists import ListWriter
from riwaya.export.marks import Mark, Piece, cut, find_marks
from riwaya.types import Reading

_LEGEND = ("cue", "source", "content", "trigger", "figure", "place", "dropped")
_NAME = 90  # a report without a title goes by the first words of its text, so many characters at most
_LINKED = ("cue", "trigger", "place", "figure", "source")  # the first of these is what a piece links to


def write(readings: Iterable[Reading], file: TextIO) -> None:
    """Write one page for all readings; several get an index."""
    everything = list(readings)
    css = resources.files("riwaya.export").joinpath("page.css").read_text(encoding="utf-8")
    file.write(_head(_title(everything), css))
    file.write(_index(everything) if len(everything) > 1 else "")
    file.write("<main>\n")
    for number, reading in enumerate(everything, 1):
        file.write(_article(reading, f"r{number}"))
    file.write("</main>\n</body>\n</html>\n")


def clean(text: str) -> str:
    """Escape a text for HTML; what HTML does not allow becomes U+FFFD, what turns the direction U+2060."""
    return escape(text.translate(HARMLESS))


def _head(title: str, css: str) -> str:
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="ar" dir="rtl">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{clean(title)}</title>\n<style>{css}</style>\n</head>\n<body>\n"
    )


def _title(readings: list[Reading]) -> str:
    return _name(readings[0]) if len(readings) == 1 else load_labels()["reports"].arabic


def _name(reading: Reading) -> str:
    report = reading.report
    opening = report.text.strip().split("\n")[0]
    return report.title or shorten(opening, width=_NAME, placeholder=" …") or report.id


def _index(readings: list[Reading]) -> str:
    items, labels = [], load_labels()
    for number, reading in enumerate(readings, 1):
        counts = {"claims": len(reading.claims), "events": len(reading.events)}
        told = (f"{labels[f'count:{name}'].arabic}: {count}" for name, count in counts.items())
        facts = (reading.report.publisher, (reading.report.published or "")[:10], *told)
        about = " · ".join(f"<bdi>{clean(fact)}</bdi>" for fact in facts if fact)
        name = f'<a href="#r{number}"><bdi>{clean(_name(reading))}</bdi></a>'
        items.append(f"<li>{name} <small>{about}</small></li>\n")
    heading = load_labels()["reports"]
    listed = f"<nav><ol>\n{''.join(items)}</ol></nav>"
    return f"<header>\n<h1>{heading.arabic} ({len(readings)})</h1>\n{listed}\n</header>\n"


def _article(reading: Reading, key: str) -> str:
    pieces = list(cut(reading.report.text, find_marks(reading)))
    anchors = {mark.owner for piece in pieces for mark in piece.opening if mark.first}
    lists = ListWriter(reading, key, anchors, clean)
    language = clean(reading.report.language)
    text = f'<div class="text" lang="{language}">{"".join(_piece(piece, key) for piece in pieces)}</div>'
    return (
        f'<article id="{key}">\n<h1 dir="auto">{clean(_name(reading))}</h1>\n{_about(reading)}{_legend()}'
        f'<div class="columns">\n{text}\n'
        f"<div>\n{lists.claims()}{lists.events()}{lists.talks()}{lists.places()}{lists.notes()}</div>\n"
        "</div>\n</article>\n"
    )


def _about(reading: Reading) -> str:
    report = reading.report
    credits = "، ".join(report.credits)
    facts = (report.publisher, credits, report.published, report.id)
    shown = " · ".join(f"<bdi>{clean(fact)}</bdi>" for fact in facts if fact)
    url = f' · <bdi dir="ltr">{clean(report.url)}</bdi>' if report.url else ""
    return f'<p class="faint">{shown}{url}</p>\n'


def _legend() -> str:
    labels = load_labels()
    items = (f'<span><span class="{kind}">{labels[kind].arabic}</span></span>' for kind in _LEGEND)
    return f'<div class="legend" aria-label="{labels["legend"].arabic}">{"".join(items)}</div>\n'


def _piece(piece: Piece, key: str) -> str:
    if not piece.marks:
        return clean(piece.text)
    kinds = dict.fromkeys(mark.kind for mark in piece.marks)
    depth = sum(mark.kind == "content" for mark in piece.marks)
    classes = " ".join([*kinds, *(["deep"] if depth > 1 else [])])
    labels = dict.fromkeys(mark.label for mark in piece.marks)
    title = clean(" · ".join(label for label in labels if label))
    link = _link(piece.marks)
    tag, href = ("a", f' href="#{key}-{clean(link.owner)}-list"') if link is not None else ("span", "")
    inner = f'<{tag} class="{classes}"{href} title="{title}">{clean(piece.text)}</{tag}>'
    for mark in piece.opening:
        if mark.first:
            inner = f'<span id="{key}-{clean(mark.owner)}">{inner}</span>'
    return inner


def _link(marks: tuple[Mark, ...]) -> Mark | None:
    linked = [mark for mark in marks if mark.kind in _LINKED and mark.owner]
    return min(linked, key=lambda mark: _LINKED.index(mark.kind), default=None)
