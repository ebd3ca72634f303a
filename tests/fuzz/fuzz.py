"""A campaign with atheris: `python tests/fuzz/fuzz.py TARGET|all --seconds 3600 --finds FOLDER`.

atheris is in the dependency group `fuzz` and not needed for the tests. A find does not end the campaign: it is written to
the folder once for each place where it breaks, and belongs into `tests/fuzz/corpus/TARGET/` when it is mended.
"""

import argparse
import sys
import time
import traceback
from pathlib import Path

HERE = Path(__file__).parent
SEEDS = HERE / "corpus"


def main() -> None:
    """Runs until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=3600)
    parser.add_argument("--finds", type=Path, default=Path("fuzz-finds"))
    chosen = parser.parse_args()
    import atheris

    with atheris.instrument_imports(include=["kg_builder"]):
        sys.path.insert(0, str(HERE))
        import targets

    names = sorted(targets.TARGETS) if chosen.target == "all" else [chosen.target]
    runs, seen, begun = dict.fromkeys(names, 0), set[str](), time.monotonic()
    chosen.finds.mkdir(parents=True, exist_ok=True)

    def one(data: bytes) -> None:
        if not data:
            return
        name = names[data[0] % len(names)]
        payload = data[1:] if len(names) > 1 else data
        runs[name] += 1
        start = time.monotonic()
        try:
            targets.TARGETS[name](payload)
            if time.monotonic() - start < 10:
                return
            place = f"{name}: slow, {time.monotonic() - start:.0f} s for {len(payload)} bytes"
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            ours = [
                f
                for f in traceback.extract_tb(error.__traceback__)
                if "kg_builder" in f.filename or "targets" in f.filename
            ]
            frame = ours[-1] if ours else frame
            place = f"{name}: {type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"
        if place not in seen:
            seen.add(place)
            (chosen.finds / f"{name}-{len(seen):03d}.bin").write_bytes(payload)
            print(f"FIND {time.monotonic() - begun:.0f} s {place} -> {name}-{len(seen):03d}.bin", flush=True)

    def told(data: bytes) -> None:
        one(data)
        total = sum(runs.values())
        if total % 2000 == 0:
            print(f"{time.monotonic() - begun:.0f} s, {total} runs, {len(seen)} finds, {runs}", flush=True)

    work = chosen.finds / "seeds"
    work.mkdir(exist_ok=True)
    for index, file in enumerate(sorted(SEEDS.glob("*/*"))):
        if file.parent.name in names:
            first = bytes([names.index(file.parent.name)]) if len(names) > 1 else b""
            (work / f"seed-{index:04d}").write_bytes(first + file.read_bytes())
    options = [
        f"-max_total_time={chosen.seconds}",
        "-max_len=4096",
        "-timeout=120",
        "-rss_limit_mb=3000",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], str(work), *options], told)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
