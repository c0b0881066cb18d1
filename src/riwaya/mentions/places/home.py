"""The country a report is written in: its publisher's, or what the publisher's name or address tells."""

from functools import cache
from urllib.parse import urlsplit

from riwaya.chars import fold
from riwaya.document import Document
from riwaya.mentions.countries import load_countries
from riwaya.mentions.places.names import load_adjectives, without_article

# Domains of countries that anybody may register, so that they tell nothing of the outlet.
_FOR_SALE = frozenset({"tv", "me", "co", "io", "fm", "cc", "ai", "to", "ws", "la"})


def find_home(document: Document) -> str | None:
    """Give the publisher's country: PSE of al-ayyam.ps, YEM of وكالة الأنباء اليمنية, none of a .com."""
    if document.home is not None:
        return document.home
    by_domain, by_name = _load()
    report = document.report
    host = urlsplit(report.url or "").hostname or ""
    domain = host.rpartition(".")[2]
    words = fold(report.publisher or "").replace("(", " ").replace(")", " ").split()
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            name = " ".join(words[at : at + size])
            country = by_name.get(name) or load_adjectives().get(without_article(name)[0])
            if country is not None:
                return country
    return None if domain in _FOR_SALE else by_domain.get(domain)


@cache
def _load() -> tuple[dict[str, str], dict[str, str]]:
    by_domain = {c.alpha2.lower(): c.alpha3 for c in load_countries()}
    by_name: dict[str, str] = {}
    for country in load_countries():
        for name in (country.name_en, *country.names, *country.capitals, country.capital_en):
            by_name.setdefault(fold(name), country.alpha3)
    return {**by_domain, "uk": "GBR"}, by_name
