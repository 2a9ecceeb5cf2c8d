"""Tests for ending a copy inside of one long value, in its lists and in the check of words."""

from pathlib import Path

import pytest

from custom_components.security_posture.share_safe import (
    Copy,
    Knowledge,
    Name,
    Private,
    archive,
    make_copy,
)
from custom_components.security_posture.share_safe.model import Replacement
from custom_components.security_posture.share_safe.remaining_words import remaining_words
from custom_components.security_posture.share_safe.secret_scanner import secret_name

LINE = "Turn on the lamp {{ states('sensor.hall') }} when Ottilie comes home to nas.local. "
KNOWN = Knowledge(names=(Name(Private.PERSON, "Ottilie"),))


class _StoppedError(Exception):
    """The work was ended."""


class _Steps:
    """Count the questions; end at one of them."""

    def __init__(self, last: int | None = None) -> None:
        self.count = 0
        self._last = last

    def __call__(self) -> None:
        self.count += 1
        if self.count == self._last:
            raise _StoppedError


def _steps(folder: Path, lines: int, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("custom_components.security_posture.share_safe.time_limits._INTERVAL", 0.0)
    (folder / "automations.yaml").write_text(f"- alias: |\n{f'    {LINE}\n' * lines}")
    steps = _Steps()
    make_copy(folder, KNOWN, stop=steps)
    return steps.count


def test_the_questions_grow_with_the_length_of_one_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = _steps(tmp_path, 200, monkeypatch)
    more = _steps(tmp_path, 400, monkeypatch)

    assert some > 200
    assert 1.8 < more / some < 2.2


def test_a_copy_ends_inside_of_a_value_and_forgets_what_it_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = _steps(tmp_path, 200, monkeypatch) // 2

    with pytest.raises(_StoppedError):
        make_copy(tmp_path, KNOWN, stop=_Steps(half))

    assert secret_name.cache_info().currsize == 0  # type: ignore[attr-defined]


def test_an_archive_ends_before_a_file_and_in_its_list() -> None:
    rows = [
        Replacement(file="a.yaml", line=n, kind="person", placeholder="person_1")
        for n in range(2_500)
    ]
    copy = Copy(files={"a.yaml": "a: 1\n", "b.yaml": "b: 1\n"}, replacements=rows)
    steps = _Steps()

    archive(copy, steps)

    assert steps.count == 5
    with pytest.raises(_StoppedError):
        archive(copy, _Steps(4))


def test_the_check_of_words_ends_inside_of_a_file() -> None:
    copy = Copy(files={"a.yaml": LINE * 100})

    with pytest.raises(_StoppedError):
        remaining_words(copy, ["lamp"], _Steps(10))
