"""Print the metadata of every check as JSON, with the descriptions and the data of all sources.

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
from posture.model.ways import Position  # noqa: E402
from posture.ways.steps import OPENS_NOTHING, STEPS  # noqa: E402


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


def data_of(path: Path) -> list[dict[str, object]]:
    """Return the classes of a module of facts, with their fields and the comments on them."""
    tree, lines = parse(path), path.read_text(encoding="utf-8").splitlines()
    return [
        {"what": docstring_of(node), "fields": [field(row, lines) for row in fields_of(node)]}
        for node in tree.body
        if isinstance(node, ast.ClassDef) and fields_of(node)
    ]


def docstring_of(node: ast.ClassDef) -> str:
    """Return the first line of a class's docstring."""
    return (ast.get_docstring(node) or "").partition("\n")[0]


def fields_of(node: ast.ClassDef) -> list[ast.AnnAssign]:
    """Return the fields of a dataclass."""
    return [row for row in node.body if isinstance(row, ast.AnnAssign)]


def field(node: ast.AnnAssign, lines: list[str]) -> dict[str, str]:
    """Return a field's name and its comment: beside it, or else the lines above it."""
    _, mark, beside = lines[node.lineno - 1].partition("  # ")
    above: list[str] = []
    for line in reversed(lines[: node.lineno - 1]):
        if not line.strip().startswith("# "):
            break
        above.insert(0, line.strip().removeprefix("# "))
    note = beside if mark else " ".join(above)
    return {"name": ast.unparse(node.target), "note": note}


checks = [
    {
        "id": check_id,
        "area": registered.check.area,
        "internet": registered.check.severity.internet,
        "local": registered.check.severity.local,
        "repair": registered.check.repair,
        "cause": registered.check.cause,
        "path": registered.check.fix.path,
        "docs": registered.check.fix.docs,
        "question": docstring(parse(package / "posture" / "checks" / f"{check_id}.py")),
        "sources": sorted({need.partition(".")[0] for need in registered.check.needs}),
    }
    for check_id, registered in CHECKS.items()
]
sources = {
    source: {
        "description": description,
        "data": data_of(package / "posture" / "facts" / f"{source}.py"),
    }
    for source, description in sorted(collectors().items())
}
ways = {
    "positions": list(Position),
    "steps": [
        {
            "id": step.id,
            "from": step.start,
            "to": step.end,
            "sureness": step.sureness,
            "checks": [need.check for need in step.needs],
            "facts": list(step.facts),
            "after": sorted(step.after),
            "pretended": step.pretended,
        }
        for step in STEPS
    ],
    "opens_nothing": dict(OPENS_NOTHING),
}
json.dump({"checks": checks, "sources": sources, "ways": ways}, sys.stdout)
