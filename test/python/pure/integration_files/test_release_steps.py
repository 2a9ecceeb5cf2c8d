"""The steps that publish a release, run in order against a stand-in for the code host's command."""

from dataclasses import dataclass, field
import hashlib
import json
import os
from pathlib import Path
import subprocess
import sys
from typing import Any
import zipfile

import pytest
import yaml

from .files import PACKAGE

WORKFLOW = PACKAGE.parents[1] / ".github" / "workflows" / "release.yml"
COMMIT = "a" * 40
ZIP = "security_posture.zip"
ASSETS = [ZIP, f"{ZIP}.sha256", "security_posture.cdx.json"]

# Its state is a JSON file; `fails` is the subcommand that fails, as with a lost connection.
GH = """
import json, os, shutil, sys
from pathlib import Path
home = Path(os.environ["STAND_IN"])
state = json.loads((home / "state.json").read_text())
command = " ".join(sys.argv[1:])
option = lambda name: sys.argv[sys.argv.index(name) + 1]
releases, tag = state["releases"], os.environ["TAG"]
state["commands"].append(command)
if state["fails"] and state["fails"] in command:
    (home / "state.json").write_text(json.dumps(state))
    sys.exit("HTTP 502")
verb = tuple(sys.argv[1:3])
if verb[0] == "api":
    if "/commits/" in command: print(state["tagged"])
    elif "/compare/" in command: print(state["place"])
    else:
        assert "env.TAG" in option("--jq") and "--paginate" in command
        [print(str(r["draft"]).lower()) for r in releases if r["tag"] == tag]
elif verb == ("release", "create"):
    assert "--draft" in command and "--verify-tag" in command
    assert Path(option("--notes-file")).is_file()
    releases.append({"tag": tag, "draft": True, "prerelease": "--prerelease" in command, "latest":
        "--latest=false" not in command})
elif verb == ("release", "upload"):
    assert "--clobber" in command
    for name in sys.argv[4:]:
        if name != "--clobber": shutil.copy(name, home / "assets")
elif verb == ("release", "download"):
    shutil.copytree(home / "assets", option("--dir"))
elif verb == ("release", "edit"):
    [r.update(draft=False) for r in releases if r["tag"] == tag]
elif verb != ("attestation", "verify"):
    sys.exit("unknown command " + command)
(home / "state.json").write_text(json.dumps(state))
"""
UNZIP = """
import sys, zipfile
if sys.argv[1] == "-tq": sys.exit(zipfile.ZipFile(sys.argv[2]).testzip() is not None)
sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[2]).read(sys.argv[3]))
"""
JQ = "import json, sys; print(json.load(sys.stdin)['version'])"
CURL = """
import json, os, shutil, sys
from pathlib import Path
home = Path(os.environ["STAND_IN"])
releases = json.loads((home / "state.json").read_text())["releases"]
if [r["draft"] for r in releases if r["tag"] == os.environ["TAG"]] != [False]: sys.exit(22)
output = sys.argv[sys.argv.index("--output") + 1]
shutil.copy(home / "assets" / sys.argv[-1].rsplit("/")[-1], output)
"""


@dataclass
class CodeHost:
    """The stand-in, and the files that an earlier job has made."""

    folder: Path
    tag: str = "v1.2.3"
    version: str = "1.2.3"
    state: dict[str, Any] = field(
        default_factory=lambda: {
            "releases": [],
            "tagged": COMMIT,
            "place": "behind",
            "fails": None,
            "commands": [],
        }
    )

    def __post_init__(self) -> None:
        """Install the programs that the steps call."""
        for name, script in {"gh": GH, "unzip": UNZIP, "jq": JQ, "curl": CURL}.items():
            program = self.folder / "bin" / name
            program.parent.mkdir(exist_ok=True)
            program.write_text(f"#!{sys.executable}\n{script}")
            program.chmod(0o755)
        (self.folder / "assets").mkdir()

    def package(self) -> Path:
        """Write what `npm run release` makes to a fresh folder of a run."""
        run = self.folder / f"run-{len(list(self.folder.glob('run-*')))}"
        package = run / "package"
        package.mkdir(parents=True)
        with zipfile.ZipFile(package / ZIP, "w") as archive:
            archive.writestr("manifest.json", json.dumps({"version": self.version}))
        digest = hashlib.sha256((package / ZIP).read_bytes()).hexdigest()
        (package / f"{ZIP}.sha256").write_text(f"{digest}  {ZIP}\n")
        (package / "security_posture.cdx.json").write_text("{}\n")
        (package / "release-notes.md").write_text("* New.\n")
        return run

    def run(self) -> tuple[str | None, str]:
        """Run the steps; return the name of the one that failed, and what it printed."""
        run = self.package()
        (self.folder / "state.json").write_text(json.dumps(self.state))
        failed: str | None = None
        output = ""
        for step in yaml.safe_load(WORKFLOW.read_text())["jobs"]["publish"]["steps"]:
            if "run" not in step:
                continue
            done = subprocess.run(  # noqa: S603 - the repository's own script
                # As the runner does for `run`.
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],  # noqa: S607
                cwd=run / step.get("working-directory", "."),
                env={
                    **os.environ,
                    "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
                    "STAND_IN": str(self.folder),
                    "TAG": self.tag,
                    "COMMIT": COMMIT,
                    "BRANCH": "main",
                    "GH_REPO": "owner/name",
                    "GITHUB_SERVER_URL": "https://github.com",
                },
                capture_output=True,
                text=True,
                check=False,
            )
            output = done.stdout + done.stderr
            if done.returncode:
                failed = step["name"]
                break
        self.state = json.loads((self.folder / "state.json").read_text())
        return failed, output

    def public(self) -> list[str]:
        return [each["tag"] for each in self.state["releases"] if not each["draft"]]

    def assets(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "assets").iterdir())


@pytest.fixture
def host(tmp_path: Path) -> CodeHost:
    return CodeHost(tmp_path)


def test_a_release_is_published_with_its_files(host: CodeHost) -> None:
    assert host.run()[0] is None
    assert host.public() == ["v1.2.3"]
    assert host.assets() == sorted(ASSETS)
    assert host.state["releases"][0]["prerelease"] is False
    commands = [" ".join(command.split()[:2]) for command in host.state["commands"]]
    assert commands[-5:] == [
        "release upload",
        "release download",
        "attestation verify",
        "attestation verify",
        "release edit",
    ]


def test_a_pre_release_is_marked_and_is_not_the_latest(tmp_path: Path) -> None:
    host = CodeHost(tmp_path, "v1.3.0-beta.1", "1.3.0-beta.1")
    assert host.run()[0] is None
    [release] = host.state["releases"]
    assert (release["draft"], release["prerelease"], release["latest"]) == (False, True, False)


@pytest.mark.parametrize(
    ("fails", "step"),
    [
        ("/commits/", "Check the tag"),
        ("/compare/", "Check the tag"),
        ("/releases", "Draft"),
        ("release create", "Draft"),
        ("release upload", "Upload"),
        ("release download", "Verify"),
        ("attestation verify", "Verify"),
        ("release edit", "Publish"),
    ],
)
def test_a_failure_leaves_nothing_public_and_the_next_run_goes_on(
    host: CodeHost, fails: str, step: str
) -> None:
    host.state["fails"] = fails
    assert host.run()[0] == step
    assert host.public() == []
    host.state["fails"] = None
    assert host.run()[0] is None
    assert host.public() == ["v1.2.3"]
    assert len(host.state["releases"]) == 1, "the draft was used again"
    assert host.assets() == sorted(ASSETS)


def test_a_moved_tag_is_refused(host: CodeHost) -> None:
    host.state["tagged"] = "b" * 40
    failed, output = host.run()
    assert failed == "Check the tag"
    assert "was moved" in output
    assert host.state["releases"] == []


@pytest.mark.parametrize("place", ["ahead", "diverged"])
def test_a_commit_that_is_not_on_the_main_branch_is_refused(host: CodeHost, place: str) -> None:
    host.state["place"] = place
    failed, output = host.run()
    assert failed == "Check the tag"
    assert "is not on main" in output


@pytest.mark.parametrize("drafts", [[False], [True, True], [True, False]])
def test_a_published_release_is_never_changed(host: CodeHost, drafts: list[bool]) -> None:
    host.state["releases"] = [{"tag": "v1.2.3", "draft": draft} for draft in drafts]
    failed, output = host.run()
    assert failed == "Draft"
    assert "has been published, or has several drafts" in output
    assert host.assets() == []


def test_the_release_of_another_tag_does_not_matter(host: CodeHost) -> None:
    host.state["releases"] = [{"tag": "v1.2.2", "draft": False}, {"tag": "v1.2.30", "draft": True}]
    assert host.run()[0] is None
    assert host.public() == ["v1.2.2", "v1.2.3"]


def test_an_archive_of_another_version_is_not_published(tmp_path: Path) -> None:
    host = CodeHost(tmp_path, "v1.2.3", "1.2.2")
    assert host.run()[0] == "Verify"
    assert host.public() == []


def test_a_file_too_many_in_the_draft_is_not_published(host: CodeHost) -> None:
    (host.folder / "assets" / "left-over.zip").write_bytes(b"")
    assert host.run()[0] == "Verify"
    assert host.public() == []
