"""Copies of the integration's files with changed texts of one check in a language."""

import json
from pathlib import Path
import shutil
from typing import Any

from .files import DOMAIN, PACKAGE

CHECK = "bans_disabled"
KEY = f"config_panel.checks.{CHECK}"


def copy(into: Path) -> Path:
    """Copy the files and return their folder."""
    folder = into / DOMAIN
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__", "card"))
    return folder


def change(folder: Path, language: str, texts: dict[str, str] | None) -> None:
    """Replace the texts of the check in one language; None removes them."""
    path = folder / "translations" / f"{language}.json"
    words = json.loads(path.read_text())
    checks: dict[str, Any] = words["config_panel"]["checks"]
    if texts is None:
        del checks[CHECK]
    else:
        checks[CHECK] |= texts
    path.write_text(json.dumps(words, ensure_ascii=False))
