"""Searches on a real reading: what they give, that they follow every change, and what they refuse."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select, text

from riwaya.errors import SearchError, StoreError
from riwaya.store import Act, Arrival, Store
from riwaya.store.search.filters import Bound, Box, Filter, Near, decode_filter
from riwaya.store.search.results import FoundClaim, FoundEvent, FoundReport
from riwaya.store.search.statements import Asked
from riwaya.types import Period, Report
from tests.store.filling import change, fill
from tests.store.texts import MARKET, make_report

ME = Act("ليلى")
replace = msgspec.structs.replace


@pytest.fixture
def filled(where: str) -> str:
    fill(where)
    return where


def reports(store: Store, **asked: object) -> list[str]:
    return [found.report for found in store.search.find("reports", Filter(**asked)).found]  # type: ignore[arg-type]


def events(store: Store, **asked: object) -> list[str]:
    page = store.search.find("events", Filter(**asked))  # type: ignore[arg-type]
    return [f"{found.report}:{found.id}" for found in page.found if isinstance(found, FoundEvent)]


def claims(store: Store, **asked: object) -> list[str]:
    page = store.search.find("claims", Filter(**asked))  # type: ignore[arg-type]
    return [f"{found.report}:{found.id}" for found in page.found if isinstance(found, FoundClaim)]


def test_a_report_shows_where_the_words_stand(filled: str) -> None:
    with Store.open(filled) as store:
        found = store.search.find("reports", Filter(words="للمستشفى «عدد الجرحى»")).found
        assert {each.report for each in found} == {"market", "copy"}
        for each in found:
            assert isinstance(each, FoundReport)
            hits = [MARKET[hit.start : hit.end] for hit in each.excerpt.hits]
            assert hits[0] == "عدد الجرحى"
            assert MARKET[each.excerpt.span.start : each.excerpt.span.end] == each.excerpt.text


def test_claims_and_events_are_found_by_each_other(filled: str) -> None:
    with Store.open(filled) as store:
        (denial,) = claims(store, acts=("deny",))
        (denied,) = claims(store, denied=True)
        assert (denial, denied) == ("market:c3", "market:c1")
        assert claims(store, sources=("وزارة الصحة",), types=("shelling",)) == [denied]
        assert events(store, sources=("الصحة",), denied=True) == ["market:e1"]
        assert reports(store, sources=("الصحة",), figures=(Bound("killed", ">=", 7),)) == ["market"]
        assert reports(store, sources=("الصحة",), figures=(Bound("killed", ">", 7),)) == []
        assert reports(store, sources=("شهود",), types=("shelling",)) == []
        found = store.search.find("claims", Filter(denied=True)).found[0]
        assert isinstance(found, FoundClaim)
        assert found.source
        assert (found.source.name, found.outlet) == ("وزارة الصحة", "الجريدة")
        assert MARKET[found.excerpt.span.start : found.excerpt.span.end] == found.excerpt.text


def test_a_report_is_found_before_it_is_read(filled: str) -> None:
    with Store.open(filled) as store:
        assert store.machine_reading("copy") is None
        assert reports(store, words="سوق البلدة", outlets=("الميزان",)) == ["copy"]
        list(store.add([Arrival(Report("new", "خبر عن الزلزال", publisher="الجريدة"), "new.txt")]))
        assert reports(store, words="زلزال") == ["new"]
        told = Report("new", "خبر عن الزلزال", publisher="الجريدة", title="هزة أرضية", published="2022-03-14")
        list(store.add([Arrival(told, "again.txt")]))  # what it lacks is filled in
        assert reports(store, words="هزة", since="2022-03-14", until="2022-03-14") == ["new"]
        assert store.check() == []


def test_every_decision_is_followed(filled: str) -> None:
    with Store.open(filled) as store:
        event = next(event for event in store.reading("market").events if event.id == "e1")
        corrected = replace(event, type="airstrike", when=Period("2022-03-08", "2022-03-09"))
        made = store.desk.correct("market", corrected, ME)
        assert events(store, types=("airstrike",)) == ["market:e1"]
        assert events(store, reviewed=("correct",)) == ["market:e1"]
        assert events(store, since="2022-03-09", until="2022-03-20") == ["market:e1"]
        assert reports(store, reviewed=("correct",)) == ["market"]
        store.save([store.machine_reading("market")], maker="riwaya 2")  # type: ignore[list-item]
        assert events(store, types=("airstrike",)) == ["market:e1"]
        undone = store.desk.undo("market", made.number, ME)
        assert events(store, types=("airstrike",)) == []
        assert events(store, types=("shelling",), words="السوق") == ["market:e1"]
        store.desk.undo("market", undone.number, ME)
        assert events(store, types=("airstrike",)) == ["market:e1"]
        store.desk.reject("market", ["e1"], ME)
        assert events(store, types=("airstrike",)) == []
        assert store.check() == []


def test_words_are_looked_up_in_the_index(filled: str) -> None:
    """Should the statement and PostgreSQL's index come apart, every report would be looked at."""
    with Store.open(filled) as store, store._database.reading() as connection:
        if connection.dialect.name == "sqlite":
            pytest.skip("its index is a table that the statement names")
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        for kind, table in (("reports", "entry"), ("claims", "claim"), ("events", "event")):
            asked = Asked(connection, kind, Filter(words="قصف «دير الزور»"))  # type: ignore[arg-type]
            query = select(asked.all()).compile(connection)
            plan = "\n".join(connection.exec_driver_sql(f"EXPLAIN {query}", query.params).scalars())
            assert f"Bitmap Index Scan on ix_{table}_words_forms" in plan


def test_what_is_found_is_true_while_many_decide_and_read(filled: str) -> None:
    with Store.open(filled) as store:
        found = [reading for name in ("market", "bridge") if (reading := store.machine_reading(name))]

    def decide(name: str) -> None:
        with Store.open(filled) as mine:
            for _ in range(8):
                made = mine.desk.accept(name, ["e1"], ME)
                mine.desk.undo(name, made.number, ME)

    def read(maker: str) -> None:
        with Store.open(filled) as mine:
            for _ in range(8):
                mine.save(found, maker=maker)

    with ThreadPoolExecutor(4) as pool:
        work = [pool.submit(decide, "market"), pool.submit(decide, "market"), pool.submit(decide, "bridge")]
        work += [pool.submit(read, "riwaya 3"), pool.submit(read, "riwaya 4")]
        for one in work:
            one.result()
    with Store.open(filled) as store:
        assert store.check() == []


def test_a_decision_that_fails_changes_nothing(filled: str) -> None:
    with Store.open(filled) as store:
        before = store.search.find("claims", Filter())
        with pytest.raises(StoreError):
            store.desk.reject("market", ["c1", "c99"], ME)
        assert store.search.find("claims", Filter()) == before


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (
            "UPDATE event SET type = 'aid' WHERE type = 'shelling'",
            "report market: searches find it by another event",
        ),
        ("DELETE FROM claim_words", "report market: searches find it by another claim_words"),
        ("UPDATE actor SET country = 'XXX'", "by another actor than it names"),
        ("DELETE FROM entry WHERE name = 'copy'", "report copy: searches find it by another entry"),
        ("INSERT INTO telling VALUES (1, 1)", "1 rows of telling that belong to no report"),
    ],
)
def test_check_finds_what_is_out_of_step_and_rebuild_mends_it(filled: str, damage: str, words: str) -> None:
    change(filled, damage)
    with Store.open(filled) as store:
        assert any(words in fault for fault in store.check()), store.check()
        store.rebuild()
        assert store.check() == []


def test_check_finds_an_index_that_was_emptied(tmp_path: Path) -> None:
    where = str(tmp_path / "s")
    fill(where)
    change(where, "INSERT INTO entry_text(entry_text) VALUES ('delete-all')")
    with Store.open(where) as store:
        assert "searches find 0 forms of entry_words" in store.check()[0]
        store_words = Filter(words="قصف")
        assert store.search.find("reports", store_words).total == 0


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_restored_store_finds_the_same(
    filled: str, kind: str, tmp_path: Path, new_schema: Callable[[], str]
) -> None:
    target = str(tmp_path / "restored") if kind == "sqlite" else new_schema()
    asked = Filter(words="قصف -زلزال")
    with Store.open(filled) as store:
        store.search.saved.save("قصف", "events", asked, "ليلى")
        store.backup(tmp_path / "backup")
        before = [store.search.find(each, asked) for each in ("reports", "claims", "events")]
    with Store.restore(target, tmp_path / "backup") as store:
        assert [store.search.find(each, asked) for each in ("reports", "claims", "events")] == before
        assert store.search.saved.get("قصف").filter == asked


def test_a_very_long_report_is_told_of(store: Store) -> None:
    """PostgreSQL's vectors end at a megabyte; 83,521 different words are more."""
    words = ("مم" + "".join(letters) for letters in product("حخدذرزشصضطظعغقمهي", repeat=4))
    found = Report("long", " ".join(words) + " النهاية")
    list(store.add([Arrival(found, "long.txt"), Arrival(make_report(1), "1.txt")]))
    page = store.search.find("reports", Filter(words="ممحخ*"))
    assert (page.total, page.left_out) == (1, 1)
    assert store.check() == []


@pytest.mark.parametrize("name", ["a\nb", "a\r\nb", "a\x1bb", "a\u2028b"])
def test_a_saved_search_has_a_name_on_one_line(store: Store, name: str) -> None:
    """A browser's form would send its line ends otherwise, and so neither rename nor delete it."""
    saved = store.search.saved
    saved.save("a", "claims", Filter(), "ليلى")
    with pytest.raises(SearchError, match="control character"):
        saved.save(name, "claims", Filter(), "ليلى")
    with pytest.raises(SearchError, match="control character"):
        saved.rename("a", name, "ليلى")
    assert [one.name for one in saved.all()] == ["a"]


def test_saved_searches_are_kept_with_their_history(store: Store) -> None:
    saved = store.search.saved
    asked = Filter(words="قصف", near=Near(36.2, 37.1, 50), figures=(Bound("killed", ">=", 10),), denied=False)
    saved.save("الشمال", "events", asked, "ليلى", "relevance")
    assert saved.get(" الشمال ").filter == asked
    with pytest.raises(SearchError, match="taken, by ليلى"):
        saved.save("الشمال", "claims", Filter(), "سامر")
    saved.rename("الشمال", "حلب", "سامر")
    saved.save("الشمال", "claims", Filter(), "سامر")
    assert [(each.name, each.kind, each.who) for each in saved.all()] == [
        ("الشمال", "claims", "سامر"), ("حلب", "events", "ليلى"),
    ]  # fmt: skip
    saved.delete("حلب", "ليلى")
    with pytest.raises(SearchError, match="there is no saved search 'حلب'; there are الشمال"):
        saved.delete("حلب", "ليلى")
    assert [act.kind for act in saved.history()] == ["save", "rename", "save", "delete"]
    assert store.check() == []
    with pytest.raises(StoreError, match="append-only"):
        change(store.where if "://" not in store.where else _address(store), "DELETE FROM saved_search")


def _address(store: Store) -> str:
    return store._database._url.render_as_string(hide_password=False).replace("+psycopg", "")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"words": "قصف\0"}, "words: 'قصف\\x00' holds what is no letter"),
        ({"places": ["\ud800ا"]}, "holds what is no letter"),
        ({"types": ["bombing"]}, "Invalid enum value 'bombing'"),
        ({"typos": []}, "unknown field `typos`"),
        ({"since": "yesterday"}, "since: 'yesterday' is no day"),
        ({"since": "2022-02-30"}, "since: '2022-02-30' is no day"),
        ({"since": "2022-03-02", "until": "2022-03-01"}, "2022-03-02 is after 2022-03-01"),
        ({"box": [10, 0, 5, 20]}, "box: its south 10 and north 5 must rise"),
        ({"box": [0, -200, 5, 20]}, "box: its west -200"),
        ({"near": [91, 0, 5]}, "near: 91, 0 is no point"),
        ({"near": [0, 0, -5]}, "near: -5 km is no distance"),
        ({"places": ["،"]}, "places: '،' holds no word"),
        ({"words": "«قصف"}, "is not closed"),
        ({"outlets": ["ا" * 2000]}, "longer than 1000 letters"),
        ({"sources": ["ا"] * 201}, "201 values are too many"),
    ],
)
def test_what_cannot_be_asked_is_told(fields: dict[str, object], words: str) -> None:
    with pytest.raises(SearchError) as fault:
        decode_filter(fields)
    assert words in str(fault.value)


@pytest.mark.parametrize(
    "after", ["newest:x", "relevance:1:2", "newest:2022-01-01:1;DROP", "newest:a:" + "9" * 30]
)
def test_a_page_that_is_none_is_refused(store: Store, after: str) -> None:
    with pytest.raises(SearchError, match="after: "):
        store.search.find("reports", Filter(), after=after)


@pytest.mark.parametrize(
    "words", ["' OR 1=1 --", '"a" NEAR b', "forms:x", "a AND NOT b", "ا'ب", "ا\\", "%", "a_b", "a:*b"]
)
def test_hostile_words_find_nothing_and_break_nothing(filled: str, words: str) -> None:
    with Store.open(filled) as store:
        try:
            assert store.search.find("reports", Filter(words=words)).total == 0
        except SearchError as fault:
            assert "words: " in str(fault)
        for field in ("outlets", "sources", "actors", "places"):
            try:
                assert store.search.find("reports", Filter(**{field: (words,)})).total == 0  # type: ignore[arg-type]
            except SearchError as fault:
                assert "holds no word" in str(fault)
        assert store.info().reports == 5


def test_as_many_words_as_may_be_asked(filled: str) -> None:
    with Store.open(filled) as store:
        assert store.search.find("reports", Filter(words=f"«{'قصف ' * 100}»")).total == 0
        assert store.search.find("reports", Filter(words="قصف " * 100)).total == 4
        assert store.search.find("reports", Filter(words="-زلزال " * 100)).total == 5
        names = ("الميزان و الجريدة " * 6,) * 200
        assert store.search.find("reports", Filter(outlets=names, sources=names, places=names)).total == 0
        with pytest.raises(SearchError, match="more than 20 words"):
            store.search.find("reports", Filter(outlets=("الميزان " * 21,)))


def test_areas_run_over_the_antimeridian_and_the_poles() -> None:
    fiji = Box(-20, 170, -10, -170)
    assert fiji.holds(-17, 179)
    assert fiji.holds(-17, -179)
    assert fiji.holds(-17, 180)
    assert not fiji.holds(-17, 0)
    assert Box(-90, 170, 90, 180).holds(0, -180)
    for lat in (-90, -89.5, -45, 0, 45, 89.5, 90):
        for lon in (-180, -179.9, 0, 179.9, 180):
            near = Near(lat, lon, 120)
            box = near.box()
            for step_lat in (-1.0, -0.5, 0, 0.5, 1.0):
                for step_lon in (-180, -90, -1, 0, 1, 90, 180):
                    point = (max(-90.0, min(90.0, lat + step_lat)), (lon + step_lon + 180) % 360 - 180)
                    assert box.holds(*point) or not near.holds(*point)
    assert Near(89.9, 0, 50).holds(89.9, 180)
    assert Near(0, 179.9, 50).holds(0, -179.9)
    assert Near(33.5138, 36.2765, 300).holds(36.2021, 37.1343) is False  # Damascus and Aleppo: 309 km
    assert Near(33.5138, 36.2765, 310).holds(36.2021, 37.1343)
