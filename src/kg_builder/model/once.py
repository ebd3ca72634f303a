"""What is made of a pack, made once and not once an article."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")


def once(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """`make`, which remembers what it made of the very objects it was given last.

    By identity, for a pack holds mappings and has no hash; one, for a process reads with one pack.
    """
    last: tuple[tuple[object, ...], Made] | None = None

    @wraps(make)
    def remembering(*given: Given.args, **named: Given.kwargs) -> Made:
        nonlocal last
        if named:
            return make(*given, **named)
        held = last
        if held is None or not _same(held[0], given):
            last = held = (given, make(*given))  # type: ignore[call-arg]
        return held[1]

    return remembering


def _same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))
