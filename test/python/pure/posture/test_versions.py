"""Versions and their releases."""

from hypothesis import given, strategies as st
import pytest

from custom_components.security_posture.posture.versions import release


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("2026.11.0", (2026, 11, 0)),
        ("2026.11", (2026, 11, 0)),
        ("2026.11.0b3", (2026, 11, 0)),
        ("2026.12.0.dev202611230212", (2026, 12, 0)),
        ("0.118.5", (0, 118, 5)),
        ("0.98.0b0", (0, 98, 0)),
        ("2023.03.3", (2023, 3, 3)),
        ("2026.11.dev2301", (2026, 11, 0)),
        ("17.1", (17, 1, 0)),
        ("16.3.rc1", (16, 3, 0)),
        (" 2026.1.0 ", (2026, 1, 0)),
    ],
)
def test_release(version: str, expected: tuple[int, int, int]) -> None:
    assert release(version) == expected


@pytest.mark.parametrize("text", ["", "?", "2026", "latest", "2026.1.0-custom", "1.2.3.4", "a.b"])
def test_invalid(text: str) -> None:
    assert release(text) is None


@given(st.text(max_size=40))
def test_any_text(text: str) -> None:
    found = release(text)
    assert found is None or len(found) == 3


_numbers = st.integers(0, 9999)


@given(st.tuples(_numbers, _numbers, _numbers), st.tuples(_numbers, _numbers, _numbers))
def test_order(one: tuple[int, int, int], other: tuple[int, int, int]) -> None:
    first, second = (".".join(map(str, version)) for version in (one, other))
    assert (release(first) < release(second)) is (one < other)  # type: ignore[operator]
