"""The issues of an article whose reading did not end well."""

from kg_builder.model.errors import Issue, SourceError

_OUT = "it was left out, the others were read."


def failed(item: object, error: BaseException) -> Issue:
    """Its reading raised: its own fault, too much memory, or a bug of ours."""
    where = place(item)
    if isinstance(error, SourceError):
        return Issue("ingest.unreadable", where, str(error).removeprefix(f"{where}: "))
    if isinstance(error, MemoryError):
        return Issue(
            "engine.memory", where, f"reading it takes more memory than an article may; {_OUT} Cut it into articles."
        )
    message = f"reading it failed with {type(error).__name__}: {error}; it was left out. Please report this as a bug."
    return Issue("engine.failed", where, message)


def slow(item: object, seconds: float) -> Issue:
    """Its reading did not end in time."""
    message = (
        f"reading it was stopped after {seconds:.0f} seconds; {_OUT} Cut it into articles, or see what is odd in it."
    )
    return Issue("engine.timeout", place(item), message)


def died(item: object, code: int | None) -> Issue:
    """The worker that read it died, twice."""
    how = f"signal {-code}" if code and code < 0 else f"exit code {code}"
    message = (
        f"the process that read it died twice ({how}); {_OUT} Take it out or cut it, and please report this as a bug."
    )
    return Issue("engine.died", place(item), message)


def lost(item: object) -> Issue:
    """The workers of a cluster that read it died, one after the other."""
    message = (
        f"every worker that read it died; {_OUT} Give the workers more memory, or take it out and report this as a bug."
    )
    return Issue("engine.died", place(item), message)


def place(item: object) -> str:
    """Where an item came from."""
    return str(getattr(item, "iri", type(item).__name__))
