"""What was read does not stay in memory."""

from collections.abc import Iterator
from functools import _lru_cache_wrapper
from pathlib import Path
import sys

import pytest

from custom_components.security_posture.secret_scan import has_secret, scan
from custom_components.security_posture.secret_scan.key_names import secret_name
from custom_components.security_posture.secret_scan.text_cache import (
    cached_until_forgotten,
    forget_texts,
)
from custom_components.security_posture.share_safe import make_copy

PACKAGES = (
    "custom_components.security_posture.secret_scan",
    "custom_components.security_posture.share_safe",
)
# Single characters tell nothing.
OF_CHARACTERS = {"_fold_char", "char_class"}


def _caches() -> Iterator[_lru_cache_wrapper[object]]:
    """Yield the functions of both packages that cache anything but their only result."""
    for name, module in [*sys.modules.items()]:
        if name.startswith(PACKAGES):
            for each in vars(module).values():
                if isinstance(each, _lru_cache_wrapper) and each.cache_parameters()["maxsize"]:
                    yield each


def _cached() -> set[str]:
    return {each.__name__ for each in _caches() if each.cache_info().currsize} - OF_CHARACTERS


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "configuration.yaml").write_text(
        'alarm_codes:\n  "471193": Ottilie\nalias: Say hello to Ottilie\nhost: nas.local\n'
    )
    return tmp_path


def test_a_scan_leaves_no_text_in_a_cache(home: Path) -> None:
    scan(home)
    assert not has_secret("LANG=de\n")
    assert _cached() == set()


def test_a_copy_leaves_no_text_in_a_cache(home: Path) -> None:
    make_copy(home, ())
    assert _cached() == set()


def test_a_failed_copy_leaves_no_text_in_a_cache(home: Path) -> None:
    def stop() -> None:
        secret_name("ottilie_password")
        raise InterruptedError

    with pytest.raises(InterruptedError):
        make_copy(home, (), stop=stop)
    assert _cached() == set()


def test_texts_are_cached_until_they_are_forgotten() -> None:
    calls: list[str] = []

    @cached_until_forgotten(8)
    def length(text: str) -> int:
        calls.append(text)
        return len(text)

    assert [length("abc"), length("abc")] == [3, 3]
    forget_texts()
    assert [length("abc"), calls] == [3, ["abc", "abc"]]


def test_a_cached_text_is_noticed() -> None:
    secret_name("ottilie_password")
    assert "secret_name" in _cached()
    forget_texts()
