"""Any value of the ground to and from one JSON line."""

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
_DECODERS: "dict[type, msgspec.json.Decoder[Any]]" = {}  # one a kind: making one costs more than decoding a line


def encode(value: object) -> bytes:
    """One JSON document, UTF-8, no line break, keys in the order of the fields."""
    return msgspec.json.encode(value)


def plain(value: object) -> object:
    """The same as dicts and lists, for a document of which it is a part; what is no value of the ground as its text."""
    made: object = msgspec.to_builtins(value, enc_hook=str)
    return made


def decode(line: bytes, kind: type[T]) -> T:
    """The value that `encode` wrote. Raises `msgspec.ValidationError` where the line does not fit `kind`."""
    decoder = _DECODERS.get(kind)
    if decoder is None:
        decoder = _DECODERS[kind] = msgspec.json.Decoder(kind)
    found: T = decoder.decode(line)
    return found
