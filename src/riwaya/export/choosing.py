"""A reading cut down to what is asked for."""

from collections.abc import Collection

import msgspec

from riwaya.types import Reading


def only(reading: Reading, events: Collection[str]) -> Reading:
    """Keep some events by their ids, the claims that tell of them, and those that deny or are denied so."""
    told = {claim.id for claim in reading.claims if not set(events).isdisjoint(claim.events)}
    told |= {denied for claim in reading.claims if claim.id in told for denied in claim.denies}
    claims = [claim for claim in reading.claims if claim.id in told or not told.isdisjoint(claim.denies)]
    kept = tuple(event for event in reading.events if event.id in events)
    return msgspec.structs.replace(reading, claims=tuple(claims), events=kept)
