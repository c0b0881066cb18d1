"""What a web page states of itself: title, outlet, day of publication, address. Nothing is guessed."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from riwaya.errors import DateError
from riwaya.text import parse_day

_LONGEST = 500  # letters of a title or a name
_MOST_TIMES = 200  # each is looked at with what is around it; a page with more is a list of reports
_MOST_JSON = 1024 * 1024  # letters of linked data
_ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
_PARTS = re.compile(r"\s+(?:[-–—|»:]|::)\s+")
_MODIFIED = re.compile(r"modified|updated", re.IGNORECASE)
# What stands in these is of other reports, or of readers.
_ELSEWHERE = frozenset({"a", "aside", "nav", "footer", "li"})
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)


class Facts(msgspec.Struct, frozen=True):
    """What a page states; None where it states nothing, or two things at once."""

    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    body: str | None  # the text, as linked data gives it beside what is shown


def find_facts(tree: Any) -> Facts:
    """Find what a page states of itself, in a parsed page."""
    articles, named = _find_data(tree)
    meta = _find_meta(tree)
    title = _one(article.get("headline") for article in articles) or meta.get("og:title")
    publisher = _one(_name_publisher(article, named) for article in articles)
    return Facts(
        title=_clean(title) or _find_heading(tree),
        publisher=_clean(publisher or meta.get("og:site_name") or meta.get("application-name")),
        published=_find_day(tree, articles, meta),
        url=_find_address(tree, meta),
        body=_one(article.get("articleBody") for article in articles),
    )


def _find_data(tree: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Find the linked data (JSON-LD) of articles, and all of it that has an id."""
    articles, named, left = [], {}, _MOST_JSON
    for script in tree.iter("script"):
        body = script.text or ""
        left -= len(body)
        if (script.get("type") or "").strip().lower() != "application/ld+json" or left < 0:
            continue
        try:
            value = msgspec.json.decode(body.strip())
        except (msgspec.DecodeError, RecursionError, ValueError):
            continue
        for node in _nodes(value):
            named[str(node.get("@id"))] = node
            kinds = node.get("@type")
            if any(_ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                articles.append(node)
    return articles, named


def _nodes(value: object) -> Iterator[dict[str, Any]]:
    """Give the topmost records of linked data: of a list, of a graph, or the one that it is."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            graph = one.get("@graph")
            yield from (
                (node for node in graph if isinstance(node, dict)) if isinstance(graph, list) else [one]
            )


def _find_meta(tree: Any) -> dict[str, str]:
    """Give what meta elements say, the first of each name."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            if name := meta.get(key):
                found.setdefault(name.strip().lower(), meta.get("content") or "")
    return found


def _find_day(tree: Any, articles: list[dict[str, Any]], meta: dict[str, str]) -> str | None:
    """Find the day of publication: by linked data, else by meta elements, else by times on the page."""
    named = [meta[name] for name in ("article:published_time", "og:article:published_time", "datepublished")
             if name in meta]  # fmt: skip
    times = [time for time in islice(tree.iter("time"), _MOST_TIMES) if time.get("datetime")]
    stated = [time for time in times if (time.get("itemprop") or "").lower() == "datepublished"]
    others = [time for time in times if not _is_other(time)]
    for values in (
        [article.get("datePublished") for article in articles],
        named[:1],
        [time.get("datetime") for time in stated],
        [time.get("datetime") for time in others],
    ):
        days = {day for value in values if (day := _day(value)) is not None}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _is_other(time: Any) -> bool:
    marks = " ".join(filter(None, (time.get("class"), time.get("itemprop"))))
    around = any(element.tag in _ELSEWHERE for element in time.iterancestors())
    # A time that shares its box with a link is that of the report that the link leads to.
    box = time.getparent()
    return around or bool(_MODIFIED.search(marks)) or (box is not None and box.find("a") is not None)


def _day(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    try:
        return parse_day(value).isoformat()
    except DateError:
        return None


def _name_publisher(article: dict[str, Any], named: dict[str, Any]) -> object:
    publisher = article.get("publisher")
    if isinstance(publisher, list) and len(publisher) == 1:
        publisher = publisher[0]
    if isinstance(publisher, dict):
        return publisher.get("name") or named.get(str(publisher.get("@id")), {}).get("name")
    return publisher


def _find_heading(tree: Any) -> str | None:
    """Find the heading: the only one of its level, else the part of the title that stands on the page."""
    headings = [text for heading in tree.iter("h1") if (text := _clean(heading.text_content()))]
    if len(set(headings)) == 1:
        return headings[0]
    title = _clean(tree.findtext(".//title"))
    parts = [title, *_PARTS.split(title)] if title else []
    body = tree.find("body")
    texts = {_clean(text) for text in body.itertext()} if body is not None else set()
    return next((part for part in parts if part in texts), title)


def _find_address(tree: Any, meta: dict[str, str]) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    stated = [*links, meta.get("og:url")]
    return next((url for url in stated if url and _WEB.match(url) and len(url) <= 2000), None)


def _one(values: Iterator[object]) -> str | None:
    """Give the value that all share, or None."""
    found = {value for value in values if isinstance(value, str) and value.strip()}
    return found.pop() if len(found) == 1 else None


def _clean(value: object) -> str | None:
    """Give a short text on one line, or None."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if 0 < len(text) <= _LONGEST else None
