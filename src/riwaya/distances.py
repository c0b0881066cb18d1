"""How far apart points of the earth are, for whoever compares places."""

from math import asin, cos, radians, sin, sqrt

EARTH = 6371.0088  # km, mean radius


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Measure the great circle between two points, in degrees."""
    north, south = radians(lat), radians(other_lat)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))
