"""Room 4b: events, with triggers, arguments, figures, reality and talks."""

from riwaya.events.assembly import find_events

__all__ = ["find_events"]
