"""The moment, as stores write it."""

from datetime import UTC, datetime, timedelta


def moment(*, seconds_ahead: float = 0) -> str:
    """Give the moment in UTC as ISO 8601 to the microsecond, which sorts as text."""
    now = datetime.now(UTC) + timedelta(seconds=seconds_ahead)
    return now.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
