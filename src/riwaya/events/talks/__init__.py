"""How talks stand: the number of the round, what they are about, and how they go."""

from riwaya.events.scene import Scene
from riwaya.events.talks.rounds import find_round
from riwaya.events.talks.standing import find_assessment
from riwaya.events.talks.topics import find_topics
from riwaya.events.triggers import Trigger
from riwaya.types import Talks


def read_talks(scene: Scene, triggers: list[Trigger]) -> Talks:
    """Read round, topics and assessment at the triggers of one event of talks."""
    return Talks(find_round(scene, triggers), find_topics(scene, triggers), find_assessment(scene, triggers))
