"""Check the coverage of the backend tests against its limits: `coverage_gate.py REPORT.json`.

Above 95 % in total and above 90 % per module; 100 % of lines and branches in the config flow and
in posture/. The exit code is 1 if a limit is not reached.
"""

from collections.abc import Iterator, Mapping
import json
from pathlib import Path
import sys
from typing import Any, Final

TOTAL: Final = 95
EACH: Final = 90
PACKAGE: Final = "custom_components/security_posture/"
FULL: Final = ("posture/", "config_flow.py")


def shortfalls(report: Mapping[str, Any], modules: set[str]) -> Iterator[str]:
    """Yield the limits that are not reached. `modules` are the paths the report must contain."""
    files = {path.removeprefix(PACKAGE): file for path, file in report["files"].items()}
    for path in sorted(modules - set(files)):
        yield f"{path} was not measured"
    total = report["totals"]["percent_covered"]
    if total <= TOTAL:
        yield f"all together: {total:.1f} %, but more than {TOTAL} % is wanted"
    if "num_branches" not in report["totals"]:
        yield "branches were not measured"
    for path, file in sorted(files.items()):
        covered = file["summary"]["percent_covered"]
        if path.startswith(FULL) and (missed := _missed(file)):
            yield f"{path}: not reached: {missed}"
        elif covered <= EACH:
            yield f"{path}: {covered:.1f} %, but more than {EACH} % is wanted"


def table(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each folder, with its least covered module, and one for the total."""
    folders: dict[str, list[tuple[float, str, Mapping[str, int]]]] = {}
    for path, file in report["files"].items():
        folder, _, module = path.removeprefix(PACKAGE).rpartition("/")
        summary = file["summary"]
        row = (summary["percent_covered"], module, summary)
        folders.setdefault(folder.partition("/")[0] or "(top)", []).append(row)
    yield f"{'folder':14} {'modules':>7} {'lines':>6} {'branches':>8} {'covered':>8}  lowest"
    for folder, rows in sorted(folders.items()):
        percent, module, _ = min(rows, key=lambda row: row[0])
        lines = sum(summary["num_statements"] for _, _, summary in rows)
        branches = sum(summary["num_branches"] for _, _, summary in rows)
        reached = sum(
            summary["covered_lines"] + summary["covered_branches"] for _, _, summary in rows
        )
        share = 100 * reached / (lines + branches) if lines else 100
        counts = f"{folder:14} {len(rows):7} {lines:6} {branches:8} {share:7.1f}%"
        yield f"{counts}  {module} {percent:.1f}%"
    yield f"all together {report['totals']['percent_covered']:.1f}%"


def main(path: str) -> int:
    """Print the table, then the limits that are not reached."""
    report = json.loads(Path(path).read_text())
    package = Path(__file__).parents[1] / PACKAGE
    modules = {str(module.relative_to(package)) for module in package.rglob("*.py")}
    below = list(shortfalls(report, modules))
    sys.stdout.write("\n".join((*table(report), *below, "")))
    return 1 if below else 0


def _missed(file: Mapping[str, Any]) -> str:
    lines = [str(line) for line in file["missing_lines"]]
    branches = [f"{start}->{end}" for start, end in file["missing_branches"]]
    return ", ".join((*lines, *branches))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
