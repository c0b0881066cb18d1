"""Room 1: what a page says about its report, and what on it is not to be read."""

from riwaya.text.dates import parse_day
from riwaya.text.prepare import prepare

__all__ = ["parse_day", "prepare"]
