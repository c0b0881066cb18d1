"""Web pages into reports: the text that a page is about, without what stands around it.

trafilatura finds the text; what a page states of itself is in ``page_facts``. A page is hostile until it
is read: its bytes, elements and attributes have bounds, no script runs and nothing that it names is fetched.
"""

import re
from typing import Any

import msgspec

from riwaya.errors import Fault, InputError
from riwaya.sources.encodings import decode_text
from riwaya.sources.page_facts import find_facts
from riwaya.types import Report

LARGEST = 8 * 1024 * 1024  # bytes of a page; those of newspapers keep under 3 MB, scripts and all
# Pages of newspapers have some 2,000 elements, 20 deep. With these, trafilatura takes 5 seconds at most.
_MOST_ELEMENTS = 20_000
_MOST_DEPTH = 500_000  # of all elements together
_MOST_ATTRIBUTES = 50  # of an element, else it loses them
# A tag this long has attributes that are data; libxml2 takes time by the square of their number.
_LONG_TAG = 4000
_TAG = re.compile(r"""<!--|<([a-zA-Z][^\s/>]*+)(?>=\s*+(?:"[^"]*+"|'[^']*+')|[^>])*+>?""")
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}  # no tags are in these
_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 2048  # bytes in which a page shows that it is one
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_OTHER_CHARSETS = {"iso-8859-6": "iso8859_6", "iso8859-6": "iso8859_6", "arabic": "iso8859_6"}
_LITTLE = 3  # a text so many times shorter than another way finds left something out
_BROKEN = "\ufffd"


class Page(msgspec.Struct, frozen=True):
    """A page as it came: its bytes, its address and charset if those are known; ``plain`` is no HTML."""

    content: bytes
    url: str | None = None
    charset: str | None = None
    plain: bool = False


def is_page(content: bytes) -> bool:
    """Tell whether bytes are evidently HTML."""
    head = content[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[: len(head) // 2 * 2].decode("utf-16", "replace").encode()
    return _START.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def read_page(page: Page, place: str, name: str) -> Report:
    """Read a page into a report of that id; ``place`` is what errors call it. Raises InputError."""
    if len(page.content) > LARGEST:
        raise InputError(place, Fault("is larger than %(most)g MB", most=LARGEST / 2**20))
    if page.plain and not is_page(page.content):
        return Report(name, decode_text(page.content, place), url=page.url)
    tree = _parse(_decode(page, place), place)
    facts = find_facts(tree)
    try:
        lines = _find_lines(tree)
    except Exception as fault:  # what others' code stumbles over is this page, and no reason to stop
        why = f"{type(fault).__name__}: {fault}"
        raise InputError(place, Fault("its text cannot be found: %(why)s", why=why)) from None
    if not lines and facts.body:  # a page that a script would have written
        lines = [line for line in map(_tidy, facts.body.splitlines()) if line]
    if not lines:
        raise InputError(place, Fault("holds no text of a report"))
    if facts.title and facts.title not in lines[:3]:
        lines.insert(0, facts.title)
    text = "\n".join(lines)
    if _BROKEN in text:
        raise InputError(place, Fault("mixes encodings: letters of its text are broken"))
    return Report(
        name, text, facts.title, facts.publisher, url=page.url or facts.url, published=facts.published
    )


def _decode(page: Page, place: str) -> str:
    """Decode a page: as a file is, whatever it declares, for that is often wrong.

    Two things differ: it may say that it is in ISO 8859-6, and a broken letter in what is around the text
    does no harm.
    """
    found = _DECLARED.search(page.content[:_HEAD])
    declared = (page.charset or (found[1].decode() if found else "")).strip().lower()
    try:
        return decode_text(page.content, place)
    except InputError:
        if declared in _OTHER_CHARSETS:
            return page.content.decode(_OTHER_CHARSETS[declared], "replace")
        text = page.content.decode("utf-8", "replace")
        if text.count(_BROKEN) * 1000 > len(text):
            raise
        return text


def _parse(text: str, place: str) -> Any:
    try:
        import trafilatura  # noqa: F401
        from lxml import html
        from lxml.etree import LxmlError
    except ModuleNotFoundError:
        raise InputError(place, Fault("is a web page; to read those, pip install 'riwaya[pages]'")) from None
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = html.document_fromstring(_shorten_tags(text).encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError):
        raise InputError(place, Fault("holds no text of a report")) from None
    _check_size(tree, place)
    return tree


def _shorten_tags(text: str) -> str:
    """Take the attributes from tags that are too long, and leave comments out."""
    pieces, at = [], 0
    while found := _TAG.search(text, at):
        pieces.append(text[at : found.start()])
        at, name = found.end(), (found[1] or "").lower()
        if not name:
            end = text.find("-->", found.start() + 2)  # <!--> is one, too
            at = len(text) if end < 0 else end + 3
            continue
        pieces.append(found[0] if len(found[0]) <= _LONG_TAG else f"<{name}>")
        if name in _RAW:
            closing = _RAW[name].search(text, at)
            pieces.append(text[at : closing.start()] if closing else text[at:])
            at = closing.start() if closing else len(text)
    return "".join((*pieces, text[at:]))


def _check_size(tree: Any, place: str) -> None:
    from lxml.etree import iterwalk

    elements = depth = depths = 0
    for event, element in iterwalk(tree, ("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        elements += 1
        depths += depth
        if elements > _MOST_ELEMENTS or depths > _MOST_DEPTH:
            raise InputError(place, Fault("has too many elements to be a report"))
        if len(element.attrib) > _MOST_ATTRIBUTES:
            element.attrib.clear()


def _find_lines(tree: Any) -> list[str]:
    """Find the text, a paragraph a line: strictly, unless that leaves almost nothing."""
    from lxml.etree import strip_elements

    strip_elements(tree, "script", "style", with_tail=False)  # trafilatura would take a text from data, too
    _flatten_tables(tree)
    strict = _extract(tree, favor_precision=True)
    loose = _extract(tree, favor_precision=False)
    return loose if sum(map(len, strict)) * _LITTLE < sum(map(len, loose)) else strict


def _extract(tree: Any, *, favor_precision: bool) -> list[str]:
    from trafilatura import bare_extraction
    from trafilatura.xml import xmltotxt

    found = bare_extraction(
        tree, include_comments=False, with_metadata=False, favor_precision=favor_precision
    )
    if found is None or isinstance(found, dict):  # a dict only where one was asked for
        return []
    for item in found.body.iter("item"):  # else each would begin with a mark that the page does not have
        item.tag = "p"
    return [line for line in map(_tidy, xmltotxt(found.body, False).split("\n")) if line]


def _tidy(line: str) -> str:
    return " ".join(line.split())


def _flatten_tables(tree: Any) -> None:
    """Make boxes of tables without headings: they lay pages out, as was the custom."""
    for table in list(tree.iter("table")):
        if table.find(".//th") is None:
            for part in list(table.iter("table", "tbody", "tr", "td")):
                part.tag = "div"
