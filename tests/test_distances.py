import pytest

from riwaya.distances import EARTH, kilometres


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((0, 0), (0, 0), 0),
        ((15.5, 32.56), (15.5, 32.56), 0),
        ((0, 0), (0, 90), 10007.56),
        ((90, 0), (-90, 0), 20015.11),
        ((0, 179.5), (0, -179.5), 111.195),  # over the antimeridian
        ((33.5138, 36.2765), (36.2021, 37.1343), 308.7),  # Damascus and Aleppo
        ((10, 20), (-10, -160), 20015.11),  # the other side of the earth
    ],
)
def test_great_circles(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    assert kilometres(*one, *other) == pytest.approx(km, abs=0.5)
    assert kilometres(*one, *other) == kilometres(*other, *one)
    assert kilometres(*one, *other) <= EARTH * 3.1416
