"""Files that are no part of a copy because of what they are, not of what is in them."""

import os
from pathlib import Path

from custom_components.security_posture.share_safe.files import (
    TOO_LARGE,
    UNREADABLE,
    home_files,
    included_file,
    read_source,
)


def test_included_files(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "hello.txt").write_text("Hello")
    (tmp_path / "hidden").mkdir()
    (tmp_path / ".hidden.yaml").touch()
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "x.yaml").touch()
    (tmp_path / "link.yaml").symlink_to(tmp_path / "texts" / "hello.txt")
    (tmp_path / "linked").symlink_to(tmp_path / "texts")
    found = included_file(tmp_path, "texts/hello.txt")
    assert found is not None
    assert (found.name, found.size) == ("texts/hello.txt", 5)
    for name in (
        ".hidden.yaml",
        "hidden",
        "linked/hello.txt",
        "link.yaml",
        "missing.yaml",
        "node_modules/x.yaml",
        "nul\0.yaml",
    ):
        assert included_file(tmp_path, name) is None, name


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    assert [each.problem for each in home_files(tmp_path / "missing")] == [UNREADABLE]


def test_what_cannot_be_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "long.yaml").write_text("a: 12345\n")
    assert read_source(tmp_path / "missing.yaml", 100) == UNREADABLE
    assert read_source(tmp_path / "pipe", 100) == UNREADABLE
    assert read_source(tmp_path, 100) == UNREADABLE
    assert read_source(tmp_path / "long.yaml", 4) == TOO_LARGE
