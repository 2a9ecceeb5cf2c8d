"""What could not be read is found in every part of the facts."""

from dataclasses import replace

import pytest

from custom_components.security_posture.posture.facts import (
    Ban,
    Facts,
    Reason,
    Session,
    Unavailable,
    UpdateKind,
)
from custom_components.security_posture.posture.gaps import _fields_with_gaps, gaps

from .build import HEALTHY, app, endpoint, facts, pulled, update, user

GAP = Unavailable(Reason.REFUSED)


@pytest.mark.parametrize(
    ("source", "change"),
    [
        ("bans", GAP),
        ("tls", {"external": GAP}),
        ("tls", {"external": endpoint(trust=GAP)}),
        ("backups", {"unread_locations": (("nas.nas", GAP),)}),
        ("supervisor", {"apps": GAP}),
        ("supervisor", {"apps": (app(), app(protected=GAP))}),
        ("auth", {"users": (user(), user(mfa=GAP))}),
        ("updates", {"entities": (update(UpdateKind.APP, 3, waiting_since=GAP),)}),
        ("evidence_entities", {"pulled_backup": pulled(GAP)}),
        ("accounts", {"histories": GAP}),
        ("host", {"sudo": replace(HEALTHY.host.sudo, rules=GAP)}),  # type: ignore[union-attr]
        ("http", {"settings": GAP}),
        ("urls", {"cloud_remote": GAP}),
    ],
)
def test_found(source: str, change: object) -> None:
    assert list(gaps(getattr(facts(**{source: change}), source))) == [Reason.REFUSED]


def test_none_in_a_healthy_home() -> None:
    for name in Facts.__dataclass_fields__:
        assert list(gaps(getattr(HEALTHY, name))) == []


def test_long_lists_without_gaps_are_not_searched() -> None:
    assert _fields_with_gaps(Ban) == ()
    assert _fields_with_gaps(Session) == ()
