"""When: time expressions and the days they mean."""

from riwaya.mentions.times.finding import find_times

__all__ = ["find_times"]
