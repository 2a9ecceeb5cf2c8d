"""The rolling counter of failed logins, with clock changes and attacks."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
import json
import re
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.security_posture.collectors.failed_sign_ins import window as sign_in_window
from custom_components.security_posture.collectors.failed_sign_ins.window import (
    MAX_SOURCES,
    SignInWindow,
)

NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
A, B, HOME = map(ip_address, ("203.0.113.1", "8.8.8.8", "192.168.1.2"))


def total(window: SignInWindow, now: datetime) -> int:
    return sum(source.count for source in window.sources(now))


def restored(window: SignInWindow) -> SignInWindow:
    """Return the window after a restart."""
    restored = SignInWindow()
    restored.restore(json.loads(json.dumps(window.as_data())))
    return restored


def test_counts_by_address() -> None:
    window = SignInWindow()
    for address in (B, HOME, B):
        window.add(address, NOW)
    first, second = window.sources(NOW)
    assert (first.address, first.count, first.is_global, first.last_at) == (B, 2, True, NOW)
    assert (second.address, second.count, second.is_global) == (HOME, 1, False)


def test_counts_expire_after_a_day() -> None:
    window = SignInWindow()
    window.add(B, NOW)
    assert total(window, NOW + 24 * HOUR) == 1
    assert total(window, NOW + 25 * HOUR) == 0


def test_the_stored_data_contain_no_address() -> None:
    window = SignInWindow()
    window.add(B, NOW)
    text = json.dumps(window.as_data())
    for form in (str(B), B.packed.hex(), str(int(B))):
        assert form not in text
    other = SignInWindow()
    other.add(B, NOW)
    assert window.as_data()["sources"][0][0] != other.as_data()["sources"][0][0]


def test_the_same_address_is_recognized_after_a_restart() -> None:
    window = SignInWindow()
    window.add(B, NOW)
    window.add(HOME, NOW)
    window = restored(window)
    assert {source.address for source in window.sources(NOW)} == {None}
    assert {source.is_global for source in window.sources(NOW)} == {True, False}
    window.add(B, NOW + HOUR)
    first, second = window.sources(NOW + HOUR)
    assert (first.address, first.count, first.last_at) == (B, 2, NOW + HOUR)
    assert (second.address, second.count) == (None, 1)
    assert second.last_at <= NOW


def test_the_household_is_recognized_after_a_restart() -> None:
    phone, tablet, far = map(ip_address, ("2a02:8070:1:2::5", "2a02:8070:1:2::9", "2a02:3030::1"))
    window = SignInWindow()
    for address in (A, B, tablet, far):
        window.add(address, NOW)
    assert not window.has_lost
    text = json.dumps(window.as_data())
    assert not re.search("2a02:?(8070|3030)", text)
    window = restored(restored(window))
    assert window.has_lost
    window.recognize([B, phone, ip_address("192.168.1.5")])
    found = {source.address for source in window.sources(NOW)}
    assert found == {None, B, ip_address("2a02:8070:1:2::")}
    assert window.has_lost
    window.recognize([A, far])
    assert not window.has_lost


def test_addresses_of_a_botnet_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    window = SignInWindow()
    for n in range(MAX_SOURCES + 500):
        window.add(ip_address(0x08000000 + n), NOW)
    window.add(HOME, NOW)
    sources = window.sources(NOW)
    assert len(sources) == MAX_SOURCES + 2
    assert total(window, NOW) == MAX_SOURCES + 501
    assert (sources[0].address, sources[0].count, sources[0].is_global) == (None, 500, True)
    assert [s.is_global for s in sources if s.address is None] == [True, False]
    assert total(restored(window), NOW) == MAX_SOURCES + 501


def test_a_message_without_an_address_is_counted() -> None:
    window = SignInWindow()
    window.add(B, NOW)
    assert window.unplaced(NOW) == 0
    window.add(None, NOW)
    window.add(None, NOW)
    assert window.unplaced(NOW) == 2
    assert len(window.sources(NOW)) == 1
    assert restored(window).unplaced(NOW) == 2
    assert window.unplaced(NOW + 25 * HOUR) == 0


def test_when_the_failures_began() -> None:
    window = SignInWindow()
    window.add(B, NOW)
    window.add(B, NOW + 5 * HOUR)
    (source,) = window.sources(NOW + 5 * HOUR)
    assert source.first_at == NOW.replace(minute=0)
    (source,) = window.sources(NOW + 26 * HOUR)
    assert source.first_at == NOW.replace(minute=0) + 5 * HOUR


def test_a_clock_set_back_loses_nothing_and_expires() -> None:
    window = SignInWindow()
    window.add(B, NOW)
    before = NOW - timedelta(days=365)
    (source,) = window.sources(before)
    assert (source.count, source.last_at) == (1, before)
    assert total(window, before + 25 * HOUR) == 0


STEPS = st.lists(
    st.tuples(
        st.sampled_from([A, B, HOME]),
        st.integers(-400 * 24 * 3600, 400 * 24 * 3600) | st.integers(0, 7200),
        st.booleans(),
    ),
    max_size=60,
)


@given(STEPS)
def test_any_clock_changes(steps: list[tuple[Any, int, bool]]) -> None:
    window, now = SignInWindow(), NOW
    for added, (address, seconds, restart) in enumerate(steps, 1):
        now += timedelta(seconds=seconds)
        window.add(address, now)
        if restart:
            window = restored(window)
        sources = window.sources(now)
        assert 1 <= sum(source.count for source in sources) <= added
        assert len(sources) <= 3
        assert all(now - 25 * HOUR <= source.last_at <= now for source in sources)
    assert total(window, now + 25 * HOUR) == 0


@given(st.lists(st.integers(0, 23 * 3600), min_size=1, max_size=50))
def test_nothing_of_the_last_day_is_missed(offsets: list[int]) -> None:
    window = SignInWindow()
    for offset in sorted(offsets):
        window.add(B, NOW + timedelta(seconds=offset))
    assert total(window, NOW + 23 * HOUR) == len(offsets)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=7), inner),
    max_leaves=12,
)
ROWS = st.lists(
    st.tuples(
        st.text(max_size=4) | st.integers(),
        st.booleans() | st.none(),
        st.lists(st.tuples(st.integers(), st.integers()) | JSON, max_size=3),
    ).map(list)
    | JSON,
    max_size=4,
)


@given(JSON | st.fixed_dictionaries({"salt": st.just("00" * 32) | JSON, "sources": ROWS | JSON}))
def test_invalid_data_change_nothing(data: Any) -> None:
    window = SignInWindow()
    window.add(B, NOW)
    before = window.as_data()
    try:
        window.restore(data)
    except ValueError, TypeError, KeyError:
        assert window.as_data() == before
    else:
        assert all(source.count > 0 for source in window.sources(NOW))


def test_too_many_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    window = SignInWindow()
    for n in range(10):
        window.add(ip_address(0x08000000 + n), NOW)
    monkeypatch.setattr(sign_in_window, "MAX_SOURCES", 6)
    with pytest.raises(ValueError):  # noqa: PT011 - it carries no text
        restored(window)
