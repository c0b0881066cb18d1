"""Room 3: who, where, when, how many, with what."""

from riwaya.mentions.actors import find_actors
from riwaya.mentions.places import find_places
from riwaya.mentions.quantities import find_quantities
from riwaya.mentions.times import find_times
from riwaya.mentions.weapons import find_weapons

__all__ = ["find_actors", "find_places", "find_quantities", "find_times", "find_weapons"]
