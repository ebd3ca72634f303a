"""What is made of a pack, made once and not once an article."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def once(make: Callable[[Given], Made]) -> Callable[[Given], Made]:
    """`make`, which remembers what it made of the very object it was given last.

    By identity, for a pack holds mappings and has no hash; one, for a process reads with one pack.
    """
    last: tuple[Given, Made] | None = None

    @wraps(make)
    def remembering(given: Given) -> Made:
        nonlocal last
        held = last
        if held is None or held[0] is not given:
            last = held = (given, make(given))
        return held[1]

    return remembering
