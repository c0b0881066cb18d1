"""Where: place names, resolved by the gazetteer and the report around them."""

from riwaya.mentions.places.finding import find_places

__all__ = ["find_places"]
