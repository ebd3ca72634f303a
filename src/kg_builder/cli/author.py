"""Who decides, where a correction is made."""

import os
import subprocess

from kg_builder.model.errors import LedgerError


def author_of(author: str) -> str:
    """--author, else KG_BUILDER_AUTHOR, else git's user.name."""
    name = author or os.environ.get("KG_BUILDER_AUTHOR", "")
    if not name.strip():
        try:
            git = subprocess.run(["git", "config", "user.name"], capture_output=True, timeout=10, check=False)
            name = git.stdout.decode("utf-8", "replace")
        except (OSError, subprocess.TimeoutExpired):
            name = ""
    if not name.strip():
        raise LedgerError("nobody is named: give --author NAME, or set KG_BUILDER_AUTHOR or git's user.name.")
    return name.strip()
