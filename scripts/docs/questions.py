"""Print every check as JSON: what is fixed about it, its question, and where its facts come from.

Run with the folder of the integration as the one argument. The core runs without Home
Assistant; the readers, which do not, are only parsed.
"""

import ast
import json
from pathlib import Path
import sys

package = Path(sys.argv[1])
sys.path.insert(0, str(package))

from posture.checks import CHECKS  # noqa: E402 - found through the path above


def first_line(path: Path) -> str:
    """Return what a module says it is."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return text.partition("\n")[0]


# Collectors that are not called like their source.
MODULES = {"backups": "backup", "chosen": "evidence_entities"}


def reader(source: str) -> Path:
    """Return the module that reads a source; where it is several, the first of them."""
    alone = package / "collectors" / f"{MODULES.get(source, source)}.py"
    return alone if alone.exists() else alone.with_suffix("") / "__init__.py"


checks = [
    {
        "id": check_id,
        "area": registered.check.area,
        "internet": registered.check.severity.internet,
        "local": registered.check.severity.local,
        "cause": registered.check.cause,
        "path": registered.check.fix.path,
        "docs": registered.check.fix.docs,
        "question": first_line(package / "posture" / "checks" / f"{check_id}.py"),
        "sources": sorted({need.partition(".")[0] for need in registered.check.needs}),
    }
    for check_id, registered in CHECKS.items()
]
sources = {
    source: first_line(reader(source))
    for source in {source for check in checks for source in check["sources"]}
}
json.dump({"checks": checks, "sources": sources}, sys.stdout)
