"""The parts of the page that lie beside the code: scripts, styles and words, each set one file or many."""

import base64
import hashlib
import json
from importlib.resources import files

_FIRST = ("core.js", "data.js", "state.js", "filters.js", "settings.js", "views.js")  # what the others build on
_LAST = "start.js"


def scripts() -> list[str]:
    """vis-network, then the page's own scripts in the order they need."""
    own = [name for name in _names("js") if name not in _FIRST and name != _LAST]
    return [asset("vendor", "vis-network.min.js"), *(asset("templates/js", name) for name in (*_FIRST, *own, _LAST))]


def style() -> str:
    """All style sheets as one."""
    return "\n".join(asset("templates/css", name) for name in _names("css"))


def words() -> dict[str, dict[str, str]]:
    """Language -> key -> words, of all files in words/."""
    found: dict[str, dict[str, str]] = {}
    for name in _names("words"):
        for language, said in json.loads(asset("templates/words", name)).items():
            found.setdefault(language, {}).update(said)
    return found


def asset(folder: str, name: str) -> str:
    """The text of a file of this room."""
    return (files("kg_builder.network") / folder / name).read_text(encoding="utf-8")


def csp_hash(script: str) -> str:
    """How a Content-Security-Policy names a script that may run."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


def _names(kind: str) -> list[str]:
    folder = files("kg_builder.network") / "templates" / kind
    return sorted(entry.name for entry in folder.iterdir() if entry.is_file())
