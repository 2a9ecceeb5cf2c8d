"""The references of a repository, written by hand."""

from pathlib import Path
import re

import pytest

from custom_components.security_posture.collectors.git import refs

FIRST, SECOND, THIRD = ("a" * 40, "b" * 40, "c" * 64)
SILENT = re.compile(r"^$")


def _repository(folder: Path, **files: str) -> Path:
    """Write references; `__` stands for a slash."""
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def _tips(folder: Path) -> set[str]:
    return {name.hex() for name in refs.tips(folder, folder)}


def test_loose_ones_are_newer_than_packed_ones(tmp_path: Path) -> None:
    (tmp_path / "packed-refs").write_text(
        f"# pack-refs with: peeled\n{FIRST} refs/heads/main\n{THIRD} refs/tags/v1\n^{FIRST}\n"
        f"{FIRST} refs/notes/commits\n"
    )
    _repository(tmp_path, HEAD="ref: refs/heads/main\n", refs__heads__main=f"{SECOND}\n")
    assert _tips(tmp_path) == {SECOND, THIRD}


def test_what_is_no_reference(tmp_path: Path) -> None:
    """Locks, symbolic references and other text name no commit."""
    _repository(tmp_path, HEAD=FIRST, refs__heads__x="not a name", refs__remotes__o__HEAD="ref: x")
    (tmp_path / "refs" / "heads" / "main.lock").write_text(SECOND)
    assert _tips(tmp_path) == {FIRST}


def test_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refs, "MAX_REFS", 1)
    _repository(tmp_path, HEAD=FIRST, refs__heads__a=FIRST)
    assert _tips(tmp_path) == {FIRST}
    _repository(tmp_path, refs__heads__b=SECOND)
    with pytest.raises(ValueError, match=SILENT):
        refs.tips(tmp_path, tmp_path)


def test_too_many_packed_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refs, "MAX_REFS", 1)
    (tmp_path / "packed-refs").write_text(f"{FIRST} refs/heads/a\n{SECOND} refs/heads/b\n")
    with pytest.raises(ValueError, match=SILENT):
        refs.tips(tmp_path, tmp_path)


def test_too_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refs, "MAX_DEPTH", 2)
    _repository(tmp_path, HEAD=FIRST, refs__heads__a__b=SECOND)
    assert _tips(tmp_path) == {FIRST, SECOND}
    _repository(tmp_path, refs__heads__c__d__e=SECOND)
    with pytest.raises(ValueError, match=SILENT):
        refs.tips(tmp_path, tmp_path)
