"""A JSON object whose lists of objects remember the line each member begins on, so that an error can name it."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Item:
    """A member of a list."""

    line: int
    value: dict[str, Any]


def read(text: str, lists: Sequence[str]) -> tuple[dict[str, Any], dict[str, list[Item]]]:
    """The members of an object, and the lists of objects among them. Raises json.JSONDecodeError."""
    text = text.removeprefix("\ufeff")
    head: dict[str, Any] = {}
    found: dict[str, list[Item]] = {}
    place = _expect(text, 0, "{")
    while text[place : place + 1] != "}":
        key, place = _DECODER.raw_decode(text, place)
        if not isinstance(key, str):
            raise json.JSONDecodeError("Expecting a name in double quotes", text, place)
        place = _expect(text, _skip(text, place), ":")
        if key in lists:
            found[key], place = _items(text, place)
        else:
            head[key], place = _DECODER.raw_decode(text, place)
        place = _next(text, place, "}")
    end = _skip(text, place + 1)
    if end != len(text):
        raise json.JSONDecodeError("Extra data", text, end)
    return head, found


def _items(text: str, place: int) -> tuple[list[Item], int]:
    place = _expect(text, place, "[")
    items = []
    while text[place : place + 1] != "]":
        line = text.count("\n", 0, place) + 1
        value, end = _DECODER.raw_decode(text, place)
        if not isinstance(value, dict):
            raise json.JSONDecodeError("Expecting an object in braces", text, place)
        items.append(Item(line, value))
        place = _next(text, end, "]")
    return items, place + 1


def _next(text: str, place: int, closing: str) -> int:
    """Past the comma, or at the closing mark."""
    place = _skip(text, place)
    if text[place : place + 1] == closing:
        return place
    place = _expect(text, place, ",")
    if text[place : place + 1] == closing:
        raise json.JSONDecodeError("A comma before the end", text, place)
    return place


def _expect(text: str, place: int, mark: str) -> int:
    place = _skip(text, place)
    if text[place : place + 1] != mark:
        raise json.JSONDecodeError(f"Expecting '{mark}'", text, place)
    return _skip(text, place + 1)


def _skip(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place
