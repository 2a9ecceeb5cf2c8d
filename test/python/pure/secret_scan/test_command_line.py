"""`python -m secret_scan`: what is printed where, and the exit code."""

import json
from pathlib import Path
import sys

import pytest

from custom_components.security_posture.secret_scan import scan
from custom_components.security_posture.secret_scan.__main__ import FAILED, NOTHING, SOMETHING, main

SCANNER = sys.modules[scan.__module__]
# Concatenated, so that other scanners do not report them.
LONG = "Zr8" + "qT5mWx2" * 3


def test_a_finding_is_one_json_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.yaml").write_text(f"mqtt:\n  password: {LONG}\n")
    assert main([str(tmp_path)]) == SOMETHING
    out, err = capsys.readouterr()
    row = json.loads(out)
    assert row.pop("confidence") >= 0.5
    assert row == {
        "file": "a.yaml",
        "line": 2,
        "end_line": 2,
        "key": "mqtt.password",
        "kind": "password",
    }
    assert err.startswith("1 files, ")
    assert "left out" not in err
    assert LONG not in out + err


def test_a_finding_in_a_comment_is_marked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.yaml").write_text(f"x:\n  # password: {LONG}\n  password: {LONG}x\n")
    assert main([str(tmp_path)]) == SOMETHING
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["line"]: row.get("in_comment") for row in rows} == {2: True, 3: None}


def test_nothing_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.yaml").write_text("mqtt:\n  password: !secret mqtt\n")
    assert main([str(tmp_path)]) == NOTHING
    out, err = capsys.readouterr()
    assert (out, err.startswith("1 files, ")) == ("", True)


@pytest.mark.parametrize("has_secret", [True, False])
def test_a_file_that_is_too_large(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    has_secret: bool,
) -> None:
    """It is named, and without a finding the scan failed: the file may contain a secret."""
    monkeypatch.setattr(SCANNER, "MAX_FILE_BYTES", 100)
    (tmp_path / "large.yaml").write_text("a: 1\n" * 30)
    (tmp_path / "small.yaml").write_text(f"password: {LONG}\n" if has_secret else "a: 1\n")
    assert main([str(tmp_path)]) == (SOMETHING if has_secret else FAILED)
    named, summary = capsys.readouterr().err.splitlines()
    assert named == "Not read, or only in part: large.yaml"
    assert summary.endswith("; left out: file_size")


@pytest.mark.parametrize("arguments", [[], ["one", "two"], ["gone"], ["file"]])
def test_wrong_arguments(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text(f"password: {LONG}\n")
    assert main(arguments) == FAILED
    out, err = capsys.readouterr()
    assert (out, err) == ("", "Give one directory: python -m secret_scan DIR\n")
