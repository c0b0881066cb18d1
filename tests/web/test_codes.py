"""No page in Arabic shows a bare code of a reading: every one has its word."""

import re
from typing import get_args

import msgspec
import pytest
from playwright.sync_api import Page

from riwaya import types
from riwaya.casework import Casework
from riwaya.export.labels import load_labels
from riwaya.store import Act
from riwaya.types import Figure, Span
from riwaya.web.asked import make_asked
from riwaya.web.forms import FIELDS
from riwaya.web.pages import address
from riwaya.web.words import LANGUAGES, Language, Words, load_fields
from tests.web.filling import example, fill
from tests.web.visiting import Site, Window, in_arabic

_ACT = Act("ليلى", "هكذا في النص")
# What a page says to its reader, and to those who hear it: what is visible, and attributes that are spoken.
_SAID = """() => {
  const out = [];
  const walk = node => {
    if (node.nodeType === 3) { out.push(node.textContent); return; }
    if (node.nodeType !== 1 || ["SCRIPT", "STYLE", "CODE", "TEMPLATE"].includes(node.tagName)) return;
    if (node.lang === "en") return;  // what others call their own things
    for (const name of ["aria-label", "title", "placeholder"])
      if (node.hasAttribute(name)) out.push(node.getAttribute(name));
    node.childNodes.forEach(walk);
  };
  walk(document.querySelector("main") ?? document.body);
  return out.join("\\n");
}"""


def _codes() -> set[str]:
    kinds = (
        types.Act, types.ActorRole, types.Evidence, types.Quoted, types.EventType, types.Reality,
        types.FigureKind, types.Vague, types.Precision, types.Assessment, types.Status,
    )  # fmt: skip
    return {code for kind in kinds for code in get_args(kind)} | {
        "SDN",
        "RUS",
        "UKR",
        "merge",
        "correct",
        "undo",
    }


def _decide_on_all(site: Site) -> None:
    """Correct records so that the history holds a change of every coded field."""
    desk, replace = site.bench.store.desk, msgspec.structs.replace
    reading = site.bench.store.reading("market")
    event = next(one for one in reading.events if one.figures)
    span = event.figures[0].span
    amounts: tuple[tuple[int | None, types.Vague | None], ...] = (
        (None, "tens"),
        (None, "hundreds"),
        (None, "thousands"),
        (None, "millions"),
        (9, None),
    )
    kinds = get_args(types.FigureKind)
    figures = tuple(Figure(kinds[at], low, None, vague, span) for at, (low, vague) in enumerate(amounts))
    talks = types.Talks(2, (span,), "difficult")
    changed = replace(event, type="talks", reality="possible", figures=figures, talks=talks)
    desk.correct("market", changed, _ACT)
    claim = replace(reading.claims[1], act="condemn", quoted="direct", evidence="unverified")
    desk.correct("market", claim, _ACT)
    desk.correct("market", replace(reading.actors[0], role="IGO", country="RUS"), _ACT)
    desk.correct("market", replace(reading.places[0], precision="district", country="UKR", lat=1.5), _ACT)
    desk.accept("market", [reading.claims[0].id], _ACT)
    desk.undo("market", 1, _ACT)
    desk.undo("market", desk.history("market")[-1].number, _ACT)


@in_arabic
def test_no_page_in_arabic_shows_a_code(window: Window, page: Page, site: Site) -> None:
    fill(site, example("market"), example("harbour"))
    _decide_on_all(site)
    Casework(site.bench.store).update()
    case, other = [one.id for one in site.bench.store.cases][:2]
    record = site.bench.store.reading("market")
    keys = (record.events[0].id, record.claims[1].id, record.actors[0].id, record.places[0].id)
    paths = [
        "/", "/report?id=market", "/report?id=harbour", "/history?id=market", "/ledger", "/map", "/cases",
        "/talks", "/agreement", "/codebook", address("/case", id=case),
        address("/case/merging", id=case, other=other),
        *(f"/report/{part}?id=market&key={key}" for part in ("fix", "why") for key in keys),
        "/report/add?id=market&kind=event&span=0-4", "/report/add?id=market&kind=claim&span=0-4",
        *(f"/search?kind={kind}" for kind in ("reports", "claims", "events")),
        "/search?kind=events&figures=killed>=1&precisions=exact&realities=actual&types=clash&acts=deny"
        "&evidence=verified&reviewed=correct&reviewed=merge&denied=yes&countries=SDN",
    ]  # fmt: skip
    code = re.compile(rf"\b({'|'.join(sorted(_codes(), key=len, reverse=True))})\b")
    for path in paths:
        page.goto(site.address + path)
        said = page.evaluate(_SAID)
        assert len(said) > 50, path
        assert code.findall(said.replace("market", "").replace("harbour", "")) == [], path


def test_every_field_and_code_of_a_form_has_a_name_in_both_languages() -> None:
    labels, fields = load_labels(), load_fields()
    for kind, found in FIELDS.items():
        for field in found:
            assert field.name in fields, (kind, field.name)
            for code in field.codes:
                label = labels[f"{field.prefix}:{code}"]
                assert label.english, code
                assert label.arabic, code
    records = (types.Claim, types.Event, types.Actor, types.Place)
    assert {name for kind in records for name in kind.__struct_fields__} - {"id"} <= fields.keys()


@pytest.mark.parametrize(
    ("language", "low", "high", "vague", "said"),
    [
        ("ar", 11, 11, None, "قتلى: 11"), ("en", 11, 11, None, "11 killed"),
        ("ar", 3, 9, None, "قتلى: من 3 إلى 9"), ("ar", 20, None, None, "قتلى: 20 على الأقل"),
        ("ar", None, None, "tens", "قتلى: عشرات"), ("en", None, None, "tens", "tens killed"),
        ("en", 20, None, None, "≥20 killed"), ("ar", 20, 29, "tens", "قتلى: من 20 إلى 29"),
    ],
)  # fmt: skip
def test_people_are_counted_in_words(
    language: Language, low: int | None, high: int | None, vague: types.Vague | None, said: str
) -> None:
    told = Words(language).people(Figure("killed", low, high, vague, Span(0, 1)))
    assert re.sub("<[^>]*>", "", told) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bound_is_typed_as_it_is_shown(language: Language) -> None:
    for kind in get_args(types.FigureKind):
        shown = Words(language).bound(f"{kind}>=10")
        asked = make_asked((("figures", shown),))
        assert asked.faults == {}
        assert [(one.kind, one.sign, one.number) for one in asked.filter.figures] == [(kind, ">=", 10)]
