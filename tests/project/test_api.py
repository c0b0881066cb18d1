"""The public API is this list; what is not in it may change without notice."""

import inspect

import riwaya

EXPORTED = [
    "Actor",
    "Case",
    "Claim",
    "Dropped",
    "Event",
    "Figure",
    "Period",
    "Place",
    "Reader",
    "Reading",
    "Reason",
    "Report",
    "RiwayaError",
    "Span",
    "Store",
    "Talks",
    "find_cases",
    "read",
    "schema",
]


def test_exported_names() -> None:
    assert sorted(riwaya.__all__) == EXPORTED


def test_each_is_there_and_says_what_it_is() -> None:
    for name in EXPORTED:
        assert inspect.getdoc(getattr(riwaya, name)), name
