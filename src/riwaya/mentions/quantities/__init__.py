"""How many: counts with their bounds, and what is counted."""

from riwaya.mentions.quantities.finding import find_quantities

__all__ = ["find_quantities"]
