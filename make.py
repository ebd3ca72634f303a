"""Sets everything up and runs it: `python3 make.py sample` or `python3 make.py test`. Standard library only.

The environment is .venv beside this file; it is made once and again when the dependencies change. Works where Python came
without ensurepip, as Debian's does: pip installs into the new environment from outside.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"
CONSTRAINTS = ROOT / "constraints.txt"
OLDEST_PIP = (22, 3)  # the first that can install into another environment


def run(*command: str | Path) -> int:
    """Runs a command in the project's folder; its exit code."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode  # noqa: S603


def must(*command: str | Path) -> None:
    """Runs a command that has to succeed."""
    code = run(*command)
    if code:
        sys.exit(f"make.py: this step failed with exit code {code}: {' '.join(map(str, command))}")


def environment(groups: tuple[str, ...]) -> None:
    """.venv with the project and the dependency groups, unless it is already so."""
    wanted = hashlib.sha256()
    for file in (ROOT / "pyproject.toml", CONSTRAINTS):
        wanted.update(file.read_bytes())
    stamp = VENV / f".made-{'-'.join(('run', *groups))}"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted.hexdigest():
        return
    if not PYTHON.exists():
        shutil.rmtree(VENV, ignore_errors=True)
        must(sys.executable, "-m", "venv", "--without-pip", VENV)
    print("make.py: installing into .venv …", flush=True)
    pip = (sys.executable, "-m", "pip", "--python", PYTHON, "install", "--quiet", "--disable-pip-version-check")
    must(*pip, "--constraint", CONSTRAINTS, "--editable", ROOT)
    for group in groups:
        must(*pip, "--constraint", CONSTRAINTS, *_group(group))
    stamp.write_text(wanted.hexdigest())


def _group(name: str) -> list[str]:
    """The requirements of a dependency group: pip reads groups only since 25.1."""
    import tomllib

    return list(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"][name])


def browser() -> None:
    """Chromium and a Chinese font, from the system's packages, for the tests of the pages."""
    has_font = (
        shutil.which("fc-list") and subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout
    )
    if shutil.which("chromium") and has_font:
        return
    apt = shutil.which("apt-get")
    sudo = [] if os.name != "nt" and os.geteuid() == 0 else ["sudo", "-n"]
    if not apt or (sudo and not shutil.which("sudo")):
        sys.exit(
            "make.py: the tests need Chromium and a Chinese font; install the packages chromium and fonts-wqy-zenhei, then run again."
        )
    print("make.py: installing Chromium and a Chinese font …", flush=True)
    must(*sudo, apt, "update", "-qq")
    must(
        *sudo,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        apt,
        "install",
        "-y",
        "-qq",
        "--no-install-recommends",
        "chromium",
        "fontconfig",
        "fonts-wqy-zenhei",
    )


def sample() -> int:
    """Builds the graph of data/articles into output."""
    environment(())
    return run(PYTHON, "-m", "kg_builder.cli", "build", "data/articles", "-o", "output")


def test() -> int:
    """Lint, format, types, import contracts and all tests; every one runs, and the worst exit code counts."""
    environment(("dev",))
    browser()
    bin_ = PYTHON.parent
    steps: list[tuple[str | Path, ...]] = [
        (bin_ / "ruff", "check", "src", "tests", "make.py", "data"),
        (bin_ / "ruff", "format", "--check", "src", "tests", "make.py", "data"),
        (bin_ / "mypy",),
        (bin_ / "lint-imports",),
        (PYTHON, "-m", "pytest", *sys.argv[2:]),
    ]
    failed = []
    for step in steps:
        print(f"make.py: {' '.join(str(part).removeprefix(str(bin_) + os.sep) for part in step)}", flush=True)
        if run(*step):
            failed.append(Path(step[0]).name if step[0] != PYTHON else "pytest")
    if failed:
        print(f"make.py: not passed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


VERBS = {"sample": sample, "test": test}

if __name__ == "__main__":
    import_pip = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, text=True, check=False)
    if import_pip.returncode:
        sys.exit("make.py: pip is missing; install the package python3-pip and run again.")
    if tuple(int(part) for part in import_pip.stdout.split()[1].split(".")[:2]) < OLDEST_PIP:
        sys.exit("make.py: pip is older than 22.3; run 'python3 -m pip install --upgrade pip' and run again.")
    if len(sys.argv) < 2 or sys.argv[1] not in VERBS:
        sys.exit(f"make.py: say what to do: python3 make.py {' | '.join(VERBS)}")
    sys.exit(VERBS[sys.argv[1]]())
