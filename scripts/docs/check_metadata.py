"""Print the metadata of every check as JSON, with the descriptions of its sources.

The argument is the folder of the integration. Checks can be imported without Home Assistant;
collectors cannot, so they are only parsed.
"""

import ast
import json
from pathlib import Path
import sys

package = Path(sys.argv[1])
sys.path.insert(0, str(package))

from posture.checks import CHECKS  # noqa: E402 - found through the path above


def docstring(tree: ast.Module) -> str:
    """Return the first line of a module's docstring."""
    return (ast.get_docstring(tree) or "").partition("\n")[0]


def parse(path: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def source_of(tree: ast.Module) -> str | None:
    """Return the SOURCE that a module, or a class in it, declares."""
    for node in ast.walk(tree):
        match node:
            case (
                ast.AnnAssign(target=ast.Name("SOURCE"), value=ast.Constant(str(name)))
                | ast.Assign(targets=[ast.Name("SOURCE")], value=ast.Constant(str(name)))
            ):
                return name
    return None


def collectors() -> dict[str, str]:
    """Return the description of every source, by its name."""
    folder = package / "collectors"
    trees = map(parse, (*folder.glob("*.py"), *folder.glob("*/__init__.py")))
    return {name: docstring(tree) for tree in trees if (name := source_of(tree))}


checks = [
    {
        "id": check_id,
        "area": registered.check.area,
        "internet": registered.check.severity.internet,
        "local": registered.check.severity.local,
        "cause": registered.check.cause,
        "path": registered.check.fix.path,
        "docs": registered.check.fix.docs,
        "question": docstring(parse(package / "posture" / "checks" / f"{check_id}.py")),
        "sources": sorted({need.partition(".")[0] for need in registered.check.needs}),
    }
    for check_id, registered in CHECKS.items()
]
used = {source for check in checks for source in check["sources"]}
found = collectors()
sources = {source: found[source] for source in used}
json.dump({"checks": checks, "sources": sources}, sys.stdout)
