"""Work that is no article's, on all cores: in order, and what fails there ends the build."""

import pytest

from kg_builder.engines import start
from kg_builder.pipeline.away import away, batched
from kg_builder.workbook import Damaged


def twice(number: int) -> int:
    return number * 2


def halved(numbers: list[int]) -> list[float]:
    return [1 / number for number in numbers]


def harmed(numbers: list[int]) -> list[int]:
    raise Damaged(f"{len(numbers)} values are damaged")


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("count", [0, 1, 3, 40])
def test_results_come_in_the_order_of_the_items(workers, count):
    assert list(start(workers).spread(twice, iter(range(count)))) == [2 * number for number in range(count)]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_fails_is_no_issue_but_an_end(workers):
    with pytest.raises((ZeroDivisionError, RuntimeError), match="division by zero"):
        list(away(halved, [[1], [2], [0], [3], [4], [5]], start(workers)))


@pytest.mark.parametrize("workers", [1, 2])
def test_harm_found_by_a_worker_is_harm_here(workers):
    with pytest.raises(Damaged, match="2 values are damaged"):
        list(away(harmed, [[1, 2]] * 6, start(workers)))


def test_batches_have_some_size_and_lose_nothing():
    batches = list(batched(range(10), lambda number: number, 9))
    assert [number for batch in batches for number in batch] == list(range(10))
    assert all(sum(batch) >= 9 for batch in batches[:-1])
