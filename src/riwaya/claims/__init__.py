"""Room 4a: who says what, by which word, through whom, and on what evidence."""

from riwaya.claims.finding import find_claims

__all__ = ["find_claims"]
