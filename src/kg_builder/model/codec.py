"""Any value of the ground to and from one JSON line."""

from typing import TypeVar

import msgspec

T = TypeVar("T")


def encode(value: object) -> bytes:
    """One JSON document, UTF-8, no line break, keys in the order of the fields."""
    return msgspec.json.encode(value)


def decode(line: bytes, kind: type[T]) -> T:
    """The value that `encode` wrote. Raises `msgspec.ValidationError` where the line does not fit `kind`."""
    return msgspec.json.decode(line, type=kind)
