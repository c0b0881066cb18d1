"""Files, folders and standard input into reports; faults come back in place."""

import io
import json
from pathlib import Path

import pytest

from riwaya.errors import InputError
from riwaya.sources import list_files, read_sources
from riwaya.types import Report

TEXT = "قال الناطق إن المعبر فتح أمام القوافل صباح اليوم."


def reports(*places: Path | str, stdin: bytes = b"") -> list[Report]:
    found = list(read_sources(map(str, places), io.BytesIO(stdin)))
    assert all(isinstance(one, Report) for one in found), found
    return [one for one in found if isinstance(one, Report)]


def fault(*places: Path | str, stdin: bytes = b"") -> str:
    (found,) = read_sources(map(str, places), io.BytesIO(stdin))
    assert isinstance(found, InputError)
    return str(found)


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_plain_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = f"  {TEXT}\r\n\r\n{TEXT}\n"
    assert reports(put(tmp_path, "one.txt", text)) == [Report("one", text)]


def test_plain_text_of_any_name(tmp_path: Path) -> None:
    assert reports(put(tmp_path, "تقرير.article", TEXT))[0].id == "تقرير"


def test_equal_names_get_different_ids(tmp_path: Path) -> None:
    paths = [put(tmp_path, name, TEXT) for name in ("a.txt", "a.text", "a.md", "a-2.txt")]
    assert [report.id for report in reports(*paths)] == ["a", "a-2", "a-3", "a-2-2"]


def test_json_lines_keep_ids_order_and_fields(tmp_path: Path) -> None:
    rows = [
        {
            "id": "z",
            "text": TEXT,
            "title": "ع",
            "publisher": "ن",
            "published": "2022-03-14",
            "url": "u",
            "more": 1,
        },
        {"id": "a", "text": TEXT, "credits": ["وكالات"]},
        {"text": TEXT},
    ]
    path = put(tmp_path, "r.jsonl", "\n\n".join(json.dumps(row) for row in rows) + "\n")
    found = reports(path)
    assert [report.id for report in found] == ["z", "a", "r-5"]
    assert found[0] == Report("z", TEXT, "ع", "ن", url="u", published="2022-03-14")
    assert found[1].credits == ("وكالات",)


@pytest.mark.parametrize("name", ["r.ndjson", "r.txt", "r.json", "r"])
def test_json_lines_by_content(tmp_path: Path, name: str) -> None:
    lines = "".join(json.dumps({"id": key, "text": TEXT}) + "\n" for key in "ab")
    assert [report.id for report in reports(put(tmp_path, name, lines))] == ["a", "b"]


def test_json_lines_in_other_encodings(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": TEXT}, ensure_ascii=False) + "\n"
    paths = [
        put(tmp_path, "16.jsonl", line.replace('"a"', '"b"').encode("utf-16")),
        put(tmp_path, "mark.jsonl", b"\xef\xbb\xbf" + line.encode()),
        put(tmp_path, "1256.jsonl", line.replace('"a"', '"c"').encode("cp1256")),
    ]
    assert [(report.id, report.text) for report in reports(*paths)] == [("b", TEXT), ("a", TEXT), ("c", TEXT)]


@pytest.mark.parametrize("indent", [None, 2])
def test_one_object_a_reading_or_a_list(tmp_path: Path, indent: int | None) -> None:
    one = {"id": "a", "text": TEXT}
    for value in (one, {"schema": "riwaya.reading/1", "report": one, "claims": []}, [one]):
        path = put(tmp_path, "r.json", json.dumps(value, indent=indent))
        assert reports(path) == [Report("a", TEXT)]


def test_an_object_without_id_goes_by_its_file(tmp_path: Path) -> None:
    assert reports(put(tmp_path, "r.json", json.dumps({"text": TEXT})))[0].id == "r"


def test_standard_input() -> None:
    assert reports("-", stdin=TEXT.encode()) == [Report("stdin", TEXT)]
    line = json.dumps({"id": "a", "text": TEXT}).encode()
    assert [report.id for report in reports("-", stdin=line + b"\n" + line.replace(b'"a"', b'"b"'))] == [
        "a",
        "b",
    ]


def test_plain_text_that_opens_with_a_bracket_is_plain_text() -> None:
    text = f"[خاص] {TEXT}\n{{ملاحظة}}"
    assert reports("-", stdin=text.encode()) == [Report("stdin", text)]


def test_a_folder_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.JSON", "d.pdf", ".hidden.txt"):
        put(tmp_path, name, json.dumps({"text": TEXT}) if "JSON" in name else TEXT)
    put(tmp_path, "e.jsonl", json.dumps({"id": "e1", "text": TEXT}))
    assert [report.id for report in reports(tmp_path)] == ["a", "b", "c", "e1"]
    assert [Path(file).name for file in list_files([str(tmp_path)])] == [
        "a.txt",
        "b.txt",
        "c.JSON",
        "e.jsonl",
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "is not valid JSON"),
        ('{"text": "a"', "is not valid JSON"),
        ('"text"', "is not a JSON object but a string"),
        ("[1]", "is not a JSON object but a list"),
        ("null", "is not a JSON object but null"),
        ("3", "is not a JSON object but a number"),
        ('{"id": "a"}', "missing required field `text`"),
        ('{"text": 3}', "text: expected `str`, got `int`"),
        ('{"text": null}', "text: expected `str`, got `null`"),
        ('{"text": "قال", "id": 7}', "id: expected"),
        ('{"text": "قال", "credits": "x"}', "credits: expected"),
        ('{"text": "قال", "published": "قريبا"}', "published: 'قريبا' is not a date"),
        ('{"text": "قال", "published": "2022-02-30"}', "is not a date"),
        (r'{"text": "قال \ud800"}', "surrogate"),
        (r'{"text": "قال \ud800 ثم"}', "surrogate"),
        ('{"text": "   "}', "is empty"),
        ('{"text": "He said so."}', "is not in Arabic: 0 of 8 letters"),
        ('{"text": "12 - 13"}', "holds no words"),
        ("[" * 100_000, "is nested too deeply"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, line: str, words: str) -> None:
    good = [json.dumps({"id": key, "text": TEXT}) for key in "ab"]
    path = put(tmp_path, "r.jsonl", "\n".join([good[0], line, good[1]]))
    first, bad, last = read_sources([str(path)])
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert isinstance(bad, InputError)
    assert bad.place == f"{path}:2"
    assert words in bad.fault


def test_a_repeated_id_names_both_places(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": TEXT})
    path = put(tmp_path, "r.jsonl", f"{line}\n{line}\n")
    _, bad = read_sources([str(path)])
    assert str(bad) == f"{path}:2: id 'a' was used before, at {path}:1"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", "", "is empty"),
        ("a.txt", " \n\n", "is empty"),
        ("a.jsonl", "", "is empty"),
        ("a.json", "[]", "is empty"),
        ("a.json", "nonsense", "is not valid JSON"),
        ("a.txt", "The army said it had withdrawn.", "is not in Arabic"),
        (
            "a.txt",
            "او گفت که پنج نفر در این حمله کشته شدند و چند نفر دیگر زخمی شدند.",
            "not in Arabic (Persian",
        ),
        ("a.txt", '{"text": "قال', "is not valid JSON"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, content: str, words: str) -> None:
    path = put(tmp_path, name, content)
    assert fault(path).startswith(f"{path}: ")
    assert words in fault(path)


def test_places_that_are_none(tmp_path: Path) -> None:
    assert "No such file" in fault(tmp_path / "none.txt")
    assert "holds no file of" in fault(tmp_path)
    assert "cannot be read" in fault("a\x00b")


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "a.txt", TEXT)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert fault(path) == f"{path}: cannot be read: Permission denied"


def test_foreign_names_do_not_make_a_report_foreign() -> None:
    text = (TEXT + " ") * 8 + "وقال گوران چالاك إن الوفد وصل."
    assert reports("-", stdin=text.encode())[0].text == text
