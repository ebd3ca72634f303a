"""Schemathesis against the JSON API: `python tests/fuzz/api.py OUT [options of st run]`. Not needed for the tests.

Its program `st` comes with `pip install schemathesis` (4.32 found nothing in 1,426 requests), best in an environment of its own.
"""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from serving import serving


def main() -> int:
    """Serves a build and lets `st` ask whatever the description allows, and what it does not."""
    out, *options = sys.argv[1:]
    with serving(Path(out)) as address:
        return subprocess.run(
            ["st", "run", f"{address}/api/openapi.json", "--checks", "all", "--max-examples", "60", *options],
            check=False,
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
