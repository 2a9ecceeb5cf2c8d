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


@pytest.fixture
def release() -> Any:
    return parsed(FOLDER / "workflows" / "release.yml")


def _position(steps: list[Any], name: str) -> int:
    """Return the index of the only step with a name."""
    [index] = [index for index, step in enumerate(steps) if step.get("name") == name]
    return index


def test_a_release_starts_with_a_tag_never_with_a_published_release(release: Any) -> None:
    triggers = release[True]  # YAML reads "on" as a boolean
    assert triggers == {"push": {"tags": ["v*"]}, "workflow_dispatch": None}
    assert release["concurrency"]["cancel-in-progress"] is False


def test_a_release_waits_for_every_test_of_its_commit(release: Any) -> None:
    jobs = release["jobs"]
    publish = jobs["publish"]
    assert set(publish["needs"]) == jobs.keys() - {"publish"}
    assert publish["if"] == "github.event_name == 'push'"
    for name, job in jobs.items():
        for step in job["steps"]:
            assert not step.get("continue-on-error"), name
            # Each job checks out the commit of this run, not a branch.
            with_ = step.get("with", {})
            assert "ref" not in with_ or with_["repository"] == "hacs/integration", name
        assert name == "publish" or "if" not in job
        assert not job.get("continue-on-error"), name
    commands = {name: [step.get("run", "") for step in job["steps"]] for name, job in jobs.items()}
    assert {"npm test", "npm run translations -- --strict"} <= set(commands["test"])
    assert 'npm run release -- "${TAG#v}"' in commands["package"]
    assert "npm run install-test -- dist/security_posture.zip" in commands["install"]
    actions = {step.get("uses", "").partition("@")[0] for step in jobs["validate"]["steps"]}
    assert {"home-assistant/actions/hassfest", "hacs/action"} <= actions


def test_a_release_is_built_twice_and_compared(release: Any) -> None:
    steps = release["jobs"]["rebuild"]["steps"]
    build, _, compare = steps[-3:]
    assert build["run"].startswith("umask 077 && npm run release")
    assert build["env"]["TZ"] != "UTC"
    assert compare["run"].startswith("diff --recursive ")


def test_hacs_validates_in_a_release(release: Any) -> None:
    steps = release["jobs"]["install"]["steps"]
    [hacs] = [step["with"] for step in steps if step.get("with", {}).get("repository")]
    assert re.fullmatch(r"[0-9a-f]{40}", hacs["ref"])
    assert hacs["persist-credentials"] is False
    assert steps[-1]["env"] == {"HACS_SOURCE": hacs["path"]}


def test_a_release_is_public_only_after_it_was_verified(release: Any) -> None:
    steps = release["jobs"]["publish"]["steps"]
    order = (
        "Check the tag",
        "Attest the build",
        "Attest the SBOM",
        "Draft",
        "Upload",
        "Verify",
        "Publish",
        "Check what installers get",
    )
    positions = [_position(steps, name) for name in order]
    assert positions == sorted(positions)
    assert positions == list(range(1, len(steps)))  # after the download, and nothing else
    run = {step["name"]: step["run"] for step in steps if "run" in step}
    assert [name for name, text in run.items() if "--draft=false" in text] == ["Publish"]
    assert [name for name, text in run.items() if "release create" in text] == ["Draft"]
    assert 'release create "$TAG" --draft --verify-tag' in run["Draft"]
    for needed in ("diff --recursive", "sha256sum --check", '"v$version" = "$TAG"', "attestation"):
        assert needed in run["Verify"], needed
    assert "|| true" not in "".join(run.values())
    assert {step.get("if") for step in steps} == {None}


def test_the_job_that_publishes_runs_nothing_of_ours(release: Any) -> None:
    steps = release["jobs"]["publish"]["steps"]
    used = {step["uses"].partition("@")[0] for step in steps if "uses" in step}
    assert used == {"actions/download-artifact", "actions/attest"}
    text = "".join(step.get("run", "") for step in steps)
    assert not re.search(r"\b(npm|npx|node|python|pip|bash|sh) ", text)


def test_a_bug_report_has_diagnostics() -> None:
    fields = {row.get("id"): row for row in parsed(FOLDER / "ISSUE_TEMPLATE" / "bug.yml")["body"]}
    for needed in ("version", "home-assistant", "diagnostics"):
        assert fields[needed]["validations"]["required"] is True
    assert "check" in fields


def test_dependencies_are_updated() -> None:
    updates = parsed(FOLDER / "dependabot.yml")["updates"]
    assert {row["package-ecosystem"] for row in updates} == {"github-actions", "npm", "pip"}
    assert all(row["groups"] for row in updates)
