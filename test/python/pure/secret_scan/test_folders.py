"""The folders that are read, and those that cannot be."""

from pathlib import Path

import pytest

from custom_components.security_posture.secret_scan import files


def _names(directory: Path) -> list[str | None]:
    return [each and each.name for each in files.scanned_files(directory)]


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    assert _names(tmp_path / "missing") == [None]


def test_a_folder_that_is_too_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_DEPTH", 1)
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "x.yaml").touch()
    (tmp_path / "a" / "b" / "y.yaml").touch()
    assert _names(tmp_path) == [None, "a/x.yaml"]


def test_only_yaml_and_env_files_belong_to_the_configuration(tmp_path: Path) -> None:
    for name in ("a.yaml", ".env", "b.py", "c.json", "d.yaml.bak"):
        (tmp_path / name).touch()
    assert [each and each.name for each in files.source_files(tmp_path)] == [".env", "a.yaml"]
    assert _names(tmp_path) == [".env", "a.yaml", "b.py", "c.json", "d.yaml.bak"]
