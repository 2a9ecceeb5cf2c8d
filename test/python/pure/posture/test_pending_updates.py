"""Updates that are overdue: by time, by releases, and skipped ones."""

import pytest

from custom_components.security_posture.posture.facts import (
    Reason,
    Unavailable,
    UpdateEntity,
    UpdateKind,
)
from custom_components.security_posture.posture.pending_updates import (
    MONTH,
    NUMBERED,
    is_pending,
    is_skipped,
    overdue_updates,
    unknown_age,
)

from .build import DAY, NOW, update

LOST = Unavailable(Reason.INTERNAL)


def skipped(days: float | None = 0, **changes: object) -> UpdateEntity:
    """Return an update that is hidden, since its version was skipped."""
    since = None if days is None else NOW - days * DAY
    whole = {"available": False, "skipped_version": "2.0", "waiting_since": since}
    return update(UpdateKind.APP, None, **(whole | changes))


def far_behind(kind: UpdateKind, **changes: object) -> UpdateEntity:
    """Return an update that is first seen now, and is several releases late."""
    return update(kind, 0, **({"installed_version": "14.1", "latest_version": "16.2"} | changes))


def test_by_time() -> None:
    late, recent = update(UpdateKind.APP, 30.1), update(UpdateKind.APP, 30)
    assert overdue_updates([late, recent], MONTH, NOW) == [late]


@pytest.mark.parametrize("kind", UpdateKind)
def test_by_releases(kind: UpdateKind) -> None:
    entity = far_behind(kind)
    assert overdue_updates([entity], MONTH, NOW) == ([entity] if kind in NUMBERED else [])


def test_an_unknown_age_does_not_hide_the_releases() -> None:
    entity = far_behind(UpdateKind.OS, waiting_since=LOST)
    assert overdue_updates([entity], MONTH, NOW) == [entity]
    assert unknown_age([entity]) == LOST


@pytest.mark.parametrize("available", [False, None])
def test_no_update(available: bool | None) -> None:
    """Home Assistant decides whether a version is newer."""
    entity = far_behind(UpdateKind.OS, available=available)
    assert overdue_updates([entity], MONTH, NOW) == []


def test_skipping_installs_nothing() -> None:
    assert is_skipped(skipped())
    assert is_pending(skipped())
    late = skipped(31)
    assert overdue_updates([late, skipped(29)], MONTH, NOW) == [late]
    assert unknown_age([skipped(waiting_since=LOST)]) == LOST
    behind = skipped(0, latest_version="1.9", skipped_version="1.9")
    assert overdue_updates([behind], MONTH, NOW) == [behind]


@pytest.mark.parametrize(
    "changes",
    [
        {"skipped_version": None},
        {"skipped_version": "1.9"},  # a newer one came out
        {"installed_version": "2.0"},
        {"skipped_version": None, "latest_version": None},
    ],
)
def test_not_skipped(changes: dict[str, object]) -> None:
    assert not is_skipped(skipped(**changes))
    assert not is_pending(skipped(**changes))
