"""The coverage gate fails below its limits."""

from typing import Any

import pytest

from scripts.coverage_gate import PACKAGE, shortfalls, table


def report(total: float = 96.0, **percents: float) -> dict[str, Any]:
    """Return a report of some modules; less than 100 % misses line 3 and a branch from it."""
    paths = {"config_flow": "config_flow.py", "check": "posture/checks/a.py", "card": "card.py"}
    files: dict[str, Any] = {}
    for name, path in paths.items():
        percent = percents.get(name, 100.0)
        whole = percent == 100
        files[PACKAGE + path] = {
            "summary": {
                "percent_covered": percent,
                "num_statements": 10,
                "num_branches": 4,
                "covered_lines": 10 if whole else 9,
                "covered_branches": 4 if whole else 3,
            },
            "missing_lines": [] if whole else [3],
            "missing_branches": [] if whole else [[3, 5]],
        }
    return {"files": files, "totals": {"percent_covered": total, "num_branches": 12}}


MODULES = {"config_flow.py", "posture/checks/a.py", "card.py"}


@pytest.mark.parametrize(
    ("coverage", "errors"),
    [
        (report(), []),
        (report(card=90.1), []),
        (report(total=95.0), ["all together: 95.0 %, but more than 95 % is wanted"]),
        (report(card=90.0), ["card.py: 90.0 %, but more than 90 % is wanted"]),
        (report(check=99.9), ["posture/checks/a.py: not reached: 3, 3->5"]),
        (report(config_flow=99.9), ["config_flow.py: not reached: 3, 3->5"]),
    ],
)
def test_limits(coverage: dict[str, Any], errors: list[str]) -> None:
    assert list(shortfalls(coverage, MODULES)) == errors


def test_unmeasured_modules() -> None:
    assert list(shortfalls(report(), MODULES | {"new.py"})) == ["new.py was not measured"]
    lines_only = report()
    del lines_only["totals"]["num_branches"]
    assert list(shortfalls(lines_only, MODULES)) == ["branches were not measured"]


def test_the_table_names_the_lowest() -> None:
    lines = list(table(report(card=92.5)))
    assert " ".join(lines[1].split()) == "(top) 2 20 8 92.9% card.py 92.5%"
    assert " ".join(lines[2].split()) == "posture 1 10 4 100.0% a.py 100.0%"
    assert lines[-1] == "all together 96.0%"
