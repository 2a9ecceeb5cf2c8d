"""Files below .github: valid YAML, actions pinned by commit, minimal permissions."""

from pathlib import Path
import re
from typing import Any

import pytest
import yaml

from .files import PACKAGE

FOLDER = PACKAGE.parents[1] / ".github"
WORKFLOWS = sorted((FOLDER / "workflows").glob("*.yml"))
FORMS = sorted((FOLDER / "ISSUE_TEMPLATE").glob("*.yml"))
each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # (v\d+(\.\d+){2}|main|master)")
# Permissions of jobs besides reading, by workflow and job.
MAY_WRITE = {
    ("release", "publish"): {"contents", "id-token", "attestations"},
    ("supply-chain", "scorecard"): {"id-token"},
}


def parsed(path: Path) -> Any:
    return yaml.safe_load(path.read_text())


def test_there_are_workflows_and_forms() -> None:
    assert {path.stem for path in WORKFLOWS} >= {
        "test",
        "validate",
        "nightly",
        "release",
        "supply-chain",
    }
    assert {path.stem for path in FORMS} >= {"bug", "check", "config"}


@each_workflow
def test_actions_are_pinned_by_commit(path: Path) -> None:
    for used in re.findall(r"uses: (.*)", path.read_text()):
        assert PINNED.fullmatch(used), used


@each_workflow
def test_jobs_have_minimal_permissions(path: Path) -> None:
    workflow = parsed(path)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]
    for name, job in workflow["jobs"].items():
        assert job["timeout-minutes"] <= 60, name
        allowed = MAY_WRITE.get((path.stem, name), set())
        assert {key for key, value in job["permissions"].items() if value == "write"} == allowed
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
            assert "${{" not in step.get("run", ""), "expressions go through env"


def test_a_release_is_tested_and_attested() -> None:
    jobs = parsed(FOLDER / "workflows" / "release.yml")["jobs"]
    assert "npm test" in [step.get("run") for step in jobs["test"]["steps"]]
    assert (jobs["package"]["needs"], jobs["publish"]["needs"]) == ("test", "package")
    steps = [step.get("uses", "").partition("@")[0] for step in jobs["publish"]["steps"]]
    assert "actions/attest" in steps
    assert "actions/checkout" not in steps


def test_a_bug_report_has_diagnostics() -> None:
    fields = {row.get("id"): row for row in parsed(FOLDER / "ISSUE_TEMPLATE" / "bug.yml")["body"]}
    for needed in ("version", "home-assistant", "diagnostics"):
        assert fields[needed]["validations"]["required"] is True
    assert "check" in fields


def test_dependencies_are_updated() -> None:
    updates = parsed(FOLDER / "dependabot.yml")["updates"]
    assert {row["package-ecosystem"] for row in updates} == {"github-actions", "npm", "pip"}
    assert all(row["groups"] for row in updates)
