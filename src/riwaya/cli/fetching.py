"""Pages that a command was given the addresses of."""

from typing import TYPE_CHECKING

from riwaya.errors import Fault, InputError

if TYPE_CHECKING:
    from riwaya.sources.pages import Page


def fetch_page(address: str) -> "Page":
    """Fetch the page at an address, which the user named; nothing else is asked of the network."""
    try:
        from riwaya.sources.fetching import fetch
    except ModuleNotFoundError:
        raise InputError(address, Fault("to fetch web pages, pip install 'riwaya[pages]'")) from None
    return fetch(address)
