"""Records kept packed, and unpacked while they are in use: a fraction of the memory that objects take."""

import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Generic, TypeVar

import msgspec

Record = TypeVar("Record", bound=msgspec.Struct)


class Packed(Generic[Record]):
    """A growing list of records of one kind, of which the ``held`` that were asked for last stay unpacked."""

    def __init__(self, kind: type[Record], *, held: int) -> None:
        self._encode = msgspec.msgpack.Encoder().encode
        decode = msgspec.msgpack.Decoder(kind).decode
        packed: list[bytes] = []
        self._packed = packed
        self._unpacked = lru_cache(maxsize=held)(lambda number: decode(packed[number]))

    def append(self, record: Record) -> int:
        """Add a record and give its number, from 0."""
        self._packed.append(self._encode(record))
        return len(self._packed) - 1

    def __getitem__(self, number: int) -> Record:
        return self._unpacked(number)

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[Record]:
        return map(self._unpacked, range(len(self)))


def pack(record: msgspec.Struct) -> bytes:
    """Pack a record as tightly as its use allows: compressed."""
    return zlib.compress(msgspec.msgpack.encode(record), 1)


def unpack(packed: bytes, kind: type[Record]) -> Record:
    """Unpack what ``pack`` packed."""
    return msgspec.msgpack.decode(zlib.decompress(packed), type=kind)
