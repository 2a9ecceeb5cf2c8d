"""docs/architecture.md names every folder and every module at the top of the package."""

from pathlib import Path
import re

import pytest

from .files import PACKAGE

ROOT = PACKAGE.parents[1]
PAGE = ROOT / "docs" / "architecture.md"
# Written by a command, and not in git.
BUILT = {PACKAGE / "card"} | {
    ROOT / name for name in ("coverage", "dist", "node_modules", "test-results")
}


def named(heading: str) -> set[str]:
    """Return the paths in the first column of the table below a heading."""
    section = PAGE.read_text().partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return {name.rstrip("/") for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def parts(folder: Path) -> set[str]:
    """Return the modules and folders at the top of a folder."""
    return {
        path.name
        for path in set(folder.iterdir()) - BUILT
        if (path.is_dir() or path.suffix == ".py") and not path.name.startswith((".", "__"))
    }


@pytest.mark.parametrize(
    ("heading", "folder"), [("The integration", PACKAGE), ("The repository", ROOT)]
)
def test_the_table_is_the_tree(heading: str, folder: Path) -> None:
    names = named(heading)
    assert [name for name in sorted(names) if not (folder / name).exists()] == []
    assert parts(folder) - {name.partition("/")[0] for name in names} == set()


def test_every_folder_of_tests_is_named() -> None:
    names = {name for name in named("The repository") if name.startswith("test/")}
    assert {f"test/{name}" for name in parts(ROOT / "test")} == names
