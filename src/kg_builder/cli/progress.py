"""What is being done, on a terminal's stderr; nothing where stderr is piped."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kg_builder.model.shown import shown


@contextmanager
def progress(first: str, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """A line that tells the step a long work has come to."""
    from rich.console import Console
    from rich.markup import escape

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda step: None
        return
    with console.status(first) as status:
        yield lambda step: status.update(escape(shown(step)))
