"""Who: persons, organisations, states and groups, with country and role, and what points back at them."""

from riwaya.mentions.actors.finding import find_actors

__all__ = ["find_actors"]
