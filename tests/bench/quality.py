"""Measures what docs/quality.md says, and writes its tables: no figure of that page is typed by hand.

    python tests/bench/quality.py measure sample=data/gold/seed.json constructed=data/gold/constructed
    python tests/bench/quality.py measure "held back, before looking=FOLDER"
    python tests/bench/quality.py ablate constructed=data/gold/constructed
    python tests/bench/quality.py drop "held back, before looking"
    python tests/bench/quality.py write

`measure` and `ablate` put figures into docs/quality.json, set by set; `write` puts them into the tables of docs/quality.md,
which stand between `<!-- table NAME -->` and `<!-- end -->`. Examples of errors are kept of the set `constructed` alone: the
other texts are not ours.
"""

import argparse
import json
import platform
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kg_builder import __version__
from kg_builder.evaluate import load_golds, plain
from kg_builder.pipeline import evaluate
from kg_builder.project import load_pack

ROOT = Path(__file__).resolve().parents[2]
DATA, PAGE = ROOT / "docs" / "quality.json", ROOT / "docs" / "quality.md"
OURS = "constructed"
MOST = 10
Set = Mapping[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("verb", choices=("measure", "ablate", "drop", "write"))
    parser.add_argument("sets", nargs="*", help="NAME=PATH; a path may be a pattern, and several are joined by commas")
    given = parser.parse_args()
    data = json.loads(DATA.read_text(encoding="utf-8")) if DATA.exists() else {"sets": {}, "ablation": {}}
    for each in given.sets:
        name, _, paths = each.partition("=")
        if given.verb == "drop":
            data["sets"].pop(name, None)
            data["ablation"].pop(name, None)
        elif not paths:
            sys.exit(f"quality.py: '{each}' names no path; write NAME=PATH.")
        elif given.verb == "measure":
            data["sets"][name] = measured(name, paths)
        else:
            data["ablation"][name] = ablated(paths)
    if given.verb != "write":
        data["program"] = {"kg_builder": __version__, "pack": load_pack().fingerprint[:12]}
        DATA.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), data), encoding="utf-8")


def files(paths: str) -> list[Path]:
    """The files and folders of a list of patterns."""
    found: list[Path] = []
    for pattern in paths.split(","):
        path = Path(pattern)
        found += sorted(path.parent.glob(path.name)) if "*" in path.name else [path]
    return found


def measured(name: str, paths: str) -> dict[str, object]:
    """The report of a set, without what would quote texts that are not ours."""
    report = plain(evaluate(load_golds(files(paths)), load_pack()))
    del report["errors"], report["by_text"]
    if name != OURS:
        report["confusions"] = [{**each, "examples": []} for each in report["confusions"]]  # type: ignore[attr-defined]
    return report


def ablated(paths: str) -> dict[str, object]:
    """The rows of an ablation, and where the seconds were measured."""
    sys.path.insert(0, str(Path(__file__).parent))
    from ablation import ablate

    golds = load_golds(files(paths))
    return {
        "texts": len(golds),
        "characters": sum(len(gold.text) for gold in golds),
        "python": platform.python_version(),
        "rows": ablate(golds, load_pack()),
    }


# --- tables -------------------------------------------------------------------------------------------------------------


def written(page: str, data: Mapping[str, Any]) -> str:
    """The page with every table made anew. Raises KeyError for a table nobody knows."""
    return re.sub(
        r"(<!-- table (\w+) -->\n).*?(<!-- end -->)",
        lambda match: f"{match[1]}{TABLES[match[2]](data)}{match[3]}",
        page,
        flags=re.DOTALL,
    )


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown, or a line where there is nothing to show."""
    if not rows:
        return "*Not measured yet.*\n"
    lines = ["| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(lines) + "\n"


def number(value: float) -> str:
    return f"{value:.3f}"


def cells(figure: Mapping[str, Any]) -> list[str]:
    """Precision, recall, F1 with its interval."""
    low, high = figure["interval"]
    spread = f" ({low:.2f}–{high:.2f})" if low != high else ""  # one text has none
    return [number(figure["precision"]), number(figure["recall"]), f"{number(figure['f1'])}{spread}"]


def sets_table(data: Mapping[str, Any]) -> str:
    head = ["set", "texts", "entities P", "R", "F1 (95 %)", "relations P", "R", "F1 (95 %)", "canonical names"]
    rows = [
        [name, str(s["texts"]), *cells(s["entities"]), *cells(s["relations"]), number(s["canonical_names"])]
        for name, s in data["sets"].items()
    ]
    return table(head, rows)


def labels_table(data: Mapping[str, Any], what: str) -> str:
    sets = {name: s for name, s in data["sets"].items() if not name.startswith("held back")}
    labels = sorted({label for s in sets.values() for label in s[what]})
    head = [what[:-2] if what == "classes" else what[:-1], *(f"{name}: P / R / F1 (n)" for name in sets)]
    return table(head, [[label, *(label_cell(s[what].get(label)) for s in sets.values())] for label in labels])


def label_cell(figure: Mapping[str, Any] | None) -> str:
    if figure is None:
        return "–"
    if not figure["found"] + figure["misses"]:
        return f"{figure['false_alarms']} false (0)"
    measures = " / ".join(f"{figure[key]:.2f}" for key in ("precision", "recall", "f1"))
    return f"{measures} ({figure['found'] + figure['misses']})"


def genres_table(data: Mapping[str, Any]) -> str:
    rows = [
        [name, genre, str(pair["texts"]), *cells(pair["entities"]), *cells(pair["relations"])]
        for name, s in data["sets"].items()
        if len(s["genres"]) > 1
        for genre, pair in s["genres"].items()
    ]
    return table(["set", "genre", "texts", "entities P", "R", "F1 (95 %)", "relations P", "R", "F1 (95 %)"], rows)


def ablation_table(data: Mapping[str, Any]) -> str:
    parts = []
    for name, each in data["ablation"].items():
        whole, *rest = each["rows"]
        parts.append(
            f"\nOn {name}: {each['texts']} texts, {each['characters']:,} characters; with everything entities "
            f"{number(whole['entities'])}, relations {number(whole['relations'])}.\n\n"
        )
        head = ["without", "room", "entities F1", "P", "relations F1", "P", "CPU"]
        parts.append(table(head, [ablation_row(row, whole) for row in rest]))
    return "".join(parts) or "*Not measured yet.*\n"


def ablation_row(row: Mapping[str, Any], whole: Mapping[str, Any]) -> list[str]:
    keys = ("entities", "entities_precision", "relations", "relations_precision")
    return [
        row["name"], row["room"], *(f"{row[key] - whole[key]:+.3f}" for key in keys),
        f"{row['cpu']:+.0%}",
    ]  # fmt: skip


def frequent_table(data: Mapping[str, Any]) -> str:
    ours = data["sets"].get(OURS)
    if ours is None:
        return "*Not measured yet.*\n"
    total = sum(each["count"] for each in ours["confusions"])
    return table(
        ["errors", "share", "kind", "for example", "in the sentence"],
        [
            [str(each["count"]), f"{each['count'] / total:.0%}", each["kind"], *example(each)]
            for each in ours["confusions"][:MOST]
        ],
    )


def example(confusion: Mapping[str, Any]) -> list[str]:
    shortest = min(confusion["examples"], key=lambda e: (len(e["quote"]), e["what"]))
    return [cell(shortest["what"]), cell(shortest["quote"])]


def cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def everywhere_table(data: Mapping[str, Any]) -> str:
    """How often the kinds of error occur in the other sets."""
    sets = data["sets"]
    counts = {name: {each["kind"]: each["count"] for each in s["confusions"]} for name, s in sets.items()}
    kinds = {kind: sum(of.get(kind, 0) for of in counts.values()) for of_ in counts.values() for kind in of_}
    best = sorted(kinds, key=lambda kind: (-kinds[kind], kind))[: 2 * MOST]
    return table(["kind", *sets], [[kind, *(str(counts[name].get(kind, 0)) for name in sets)] for kind in best])


def held_table(data: Mapping[str, Any]) -> str:
    held = {name: s for name, s in data["sets"].items() if name.startswith("held back")}
    return sets_table({"sets": held})


TABLES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "sets": sets_table,
    "classes": lambda data: labels_table(data, "classes"),
    "predicates": lambda data: labels_table(data, "predicates"),
    "genres": genres_table,
    "ablation": ablation_table,
    "frequent": frequent_table,
    "everywhere": everywhere_table,
    "held": held_table,
}

if __name__ == "__main__":
    main()
