"""What the reader makes of a sentence, for the tests of this room."""

from itertools import takewhile

from riwaya.document import Document
from riwaya.reader import STAGES, Reader
from riwaya.types import Report


def types(text: str) -> set[str]:
    """Give the types of the events that a text tells of."""
    return {event.type for event in Reader().walk(Report(id="r", text=text, published="2024-01-10")).events}


def read_up_to(text: str, room: str) -> Document:
    """Read a text with all rooms before one."""
    document = Document(Report(id="r", text=text, published="2024-01-10"))
    for stage in takewhile(lambda stage: stage.name != room, STAGES):
        document = stage.run(document)
    return document
