"""Which files belong to a copy, and how their text is kept."""

import os
from pathlib import Path

import pytest

from custom_components.security_posture.share_safe import make_copy
from custom_components.security_posture.share_safe.edits import Edit
from custom_components.security_posture.share_safe.files import SourceText

from .home import NOTHING, household, people

OTHERS = (
    "pnpm-lock.yaml",
    "mkdocs.yml",
    ".travis.yml",
    ".pre-commit-config.yaml",
    ".github/workflows/ci.yaml",
    ".gitlab-ci.yml",
    "node_modules/x/y.yaml",
    "custom_components/x/services.yaml",
    "www/community/card/x.yaml",
    "backups/configuration.yaml",
    ".storage/x.yaml",
    "tts/x.yaml",
    ".cache/x.yaml",
    "configuration.yaml.unused",
    "rest.yaml.bak",
    "x.json",
)
PARTS = (
    "configuration.yaml",
    "secrets.yaml",
    "packages/lock.yaml",
    "packages/front_door_lock.yaml",
    "packages/environment.yaml",
    "themes/dark.yaml",
    "entities/tts/google.yaml",
    "www/floor.yml",
    "esphome/lamp.yaml",
    "blueprints/automation/me/x.yaml",
    "docker-compose.yml",
    "UPPER.YAML",
)


def test_which_files(tmp_path: Path) -> None:
    household(tmp_path, dict.fromkeys((*OTHERS, *PARTS), "a: 1\n"))
    household(tmp_path, {"ui/lock.yaml": "lockfileVersion: '9.0'\n"})
    household(tmp_path, {"ci.yaml": "on: push\njobs: {}\n"})
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "link.yaml").symlink_to("/etc/passwd")
    (tmp_path / "linked").symlink_to(tmp_path / "packages", target_is_directory=True)
    copy = make_copy(tmp_path, NOTHING)
    assert sorted(copy.files) == sorted(PARTS)
    assert copy.left_out == {}


def test_an_included_link_is_not_followed(tmp_path: Path) -> None:
    household(tmp_path, {"configuration.yaml": "a: !include x.txt\nb: !include .storage/auth\n"})
    household(tmp_path, {".storage/auth": "{}"})
    (tmp_path / "x.txt").symlink_to("/etc/passwd")
    assert [*make_copy(tmp_path, NOTHING).files] == ["configuration.yaml"]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfa: Zoltan\r\nb: x # Zoltan\r\nc: |\r\n  one\r\n  Zoltan\r\n\r\n",
        b"a: Zoltan\nb: 2\r\n# no newline at the end: Zoltan",
        b"\r\n\r\na: 'Zoltan'\r\n",
        b"a: Zoltan\n\n\n",
    ],
)
def test_everything_else_stays(tmp_path: Path, content: bytes) -> None:
    household(tmp_path, {"configuration.yaml": content})
    copy = make_copy(tmp_path, people("Zoltan"))
    text = copy.files["configuration.yaml"]
    assert text.encode() == content.replace(b"Zoltan", b"person_1")


def test_lines_are_those_of_the_original(tmp_path: Path) -> None:
    household(tmp_path, {"configuration.yaml": b"a: 1\r\nb: 2\r\nc: Zoltan\r\n"})
    [replacement] = make_copy(tmp_path, people("Zoltan")).replacements
    assert (replacement.line, replacement.kind) == (3, "person")


def test_utf16_becomes_utf8(tmp_path: Path) -> None:
    household(tmp_path, {"configuration.yaml": "a: Zoltan ä\r\n".encode("utf-16")})
    copy = make_copy(tmp_path, people("Zoltan"))
    assert copy.files == {"configuration.yaml": "a: person_1 ä\r\n"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"a: \xff\n", "not_utf8"),
        ("a: ä\n".encode("utf-16")[:-1], "not_utf8"),
        (b"a: \0\n", "not_yaml"),
        (b"a: [\n", "not_yaml"),
        (b"x: " + b"pw:" * 700_000, "too_large"),
        (b"x: '" + b"a" * 300_000 + b"'\n", "too_large"),
        (b"a: " + b"[" * 100_000, "too_large"),
        (b"a:\n" + b"- b\n" * 200_000, "too_large"),
    ],
)
def test_left_out(tmp_path: Path, content: bytes, why: str) -> None:
    household(tmp_path, {"x.yaml": content, "y.yaml": b"a: 1\n"})
    copy = make_copy(tmp_path, NOTHING)
    assert copy.left_out == {"x.yaml": why}
    assert [*copy.files] == ["y.yaml"]


def test_many_aliases(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]
    household(tmp_path, {"x.yaml": "\n".join(lines)})
    assert [*make_copy(tmp_path, NOTHING).files] == ["x.yaml"]


def test_edits_in_a_text_with_cr() -> None:
    source = SourceText.of("\ufeffa: 1\r\nb: 2\nc: 3\r\n")
    assert source.text == "a: 1\nb: 2\nc: 3\n"
    edits = [Edit(13, 14, "x", "", ""), Edit(3, 4, "one\ntwo", "", "")]
    assert source.replaced(edits).raw == "\ufeffa: one\r\ntwo\r\nb: 2\nc: x\r\n"
