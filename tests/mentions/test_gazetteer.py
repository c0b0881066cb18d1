import time

import pytest

from riwaya.chars import fold
from riwaya.mentions.countries import country_by_code, load_countries
from riwaya.mentions.places.gazetteer import Gazetteer, load_gazetteer, name_key
from riwaya.mentions.places.names import NamedPlace, load_adjectives, load_classes, load_place_names
from riwaya.mentions.places.sounds import distance, skeleton, spell
from riwaya.resources import load_table


def find_all(name: str) -> list[str]:
    gazetteer = load_gazetteer()
    entry = gazetteer.find(name_key(name)[0])
    return [] if entry is None else [gazetteer.place(n).country for n in entry.places]


def test_the_gazetteer_holds_the_world_and_loads_fast() -> None:
    load_gazetteer.cache_clear()
    begin = time.process_time()
    gazetteer = load_gazetteer()
    assert time.process_time() - begin < 0.5
    assert len(gazetteer) > 30_000
    for name, country in (("كسلا", "SDN"), ("نابلس", "PSE"), ("ميسيسوجا", "CAN"), ("القرنة", "IRQ")):
        assert country in find_all(name)


def test_a_file_of_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="riwaya-gazetteer"):
        Gazetteer("something else\n\n\n\n")


@pytest.mark.parametrize(
    ("name", "key"),
    [("الخرطوم", ("خرطوم", True)), ("خان يونس", ("خانيونس", False)), ("إدلب", ("ادلب", False))],
)
def test_keys_are_folded_joined_and_bare(name: str, key: tuple[str, bool]) -> None:
    assert name_key(name) == key


def test_names_that_are_words_need_evidence() -> None:
    gazetteer = load_gazetteer()
    for name in ("السلام", "جديد", "مدينة", "الجمعة"):
        entry = gazetteer.find(name_key(name)[0])
        assert entry is None or entry.level == 2, name
    for name in ("كسلا", "نواكشوط", "بريتوريا"):
        entry = gazetteer.find(name_key(name)[0])
        assert entry is not None and entry.level == 0, name


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("خيرسون", "Kherson"),
        ("باخموت", "Bakhmut"),
        ("كوبيانسك", "Kupiansk"),
        ("سيفيرودونيتسك", "Sievierodonetsk"),
        ("كريفي ريه", "Kryvyi Rih"),
        ("واغادوغو", "Ouagadougou"),
        ("ريشوف", "Rzeszow"),
    ],
)
def test_names_sound_alike_across_scripts(arabic: str, latin: str) -> None:
    ours, theirs = spell(fold(arabic), "arabic"), spell(latin, "latin")
    alike = [distance(a, b) for a in ours for b in theirs if skeleton(a) == skeleton(b)]
    assert latin == "Rzeszow" or min(alike) < 0.2


def test_small_places_are_found_by_sound_in_their_country_only() -> None:
    gazetteer = load_gazetteer()
    found = gazetteer.find_by_sound(fold("دفوريتشنا"), "UKR")
    assert found and found[0].name_en == "Dvorichna"
    assert not gazetteer.find_by_sound(fold("دفوريتشنا"), "SDN")
    assert not gazetteer.find_by_sound(fold("لا"), "UKR")


def test_every_row_by_hand_can_be_found_and_lies_on_earth() -> None:
    names = load_place_names()
    for file in ("places.tsv", "regions.tsv"):
        rows = load_table("riwaya.mentions.places", file, NamedPlace)
        assert len(rows) > 900
        for row in rows:
            assert -90 <= row.lat <= 90 and -180 <= row.lon <= 180
            assert not row.country or row.country in country_by_code(), row
            for name in row.names:
                key, article = name_key(name)
                found = [r.candidate.name_en for r in names.find(key, article)]
                assert row.name_en in found, (row.name_en, name)


def test_countries_are_complete_and_their_neighbours_exist() -> None:
    codes = set(country_by_code())
    assert {"PSE", "XKX", "TWN", "ESH", "SSD"} <= codes
    assert len(codes) == len(load_countries()) > 195
    for country in load_countries():
        assert country.names and set(country.neighbours) <= codes, country
    assert load_adjectives()[fold("أوكرانية")] == "UKR"
    assert load_adjectives()[fold("السوريين").removeprefix("ال")] == "SYR"


def test_no_class_word_stands_in_two_rows() -> None:
    classes = load_classes()
    assert classes[fold("محافظة")].kind == "region"
    assert classes[fold("في")].kind == "inside"
