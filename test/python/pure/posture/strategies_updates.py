"""Random updates of the system, of apps, of HACS repositories and of devices."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from custom_components.security_posture.posture.facts import (
    AutomaticUpdates,
    RemovedRepository,
    UpdateEntity,
    UpdateKind,
)

from .build import core_update, update

KINDS = [kind for kind in UpdateKind if kind is not UpdateKind.CORE]


@st.composite
def entities(draw: st.DrawFn) -> UpdateEntity:
    """Return one update entity, about anything but Core."""
    days = draw(st.sampled_from([None, 1, 31, 61]))
    drawn = update(
        draw(st.sampled_from(KINDS)),
        days,
        protects=draw(st.booleans()),
        installed_version=draw(st.sampled_from(["1.0", "0.1", "nightly"])),
        auto_update=draw(st.sampled_from([None, True, False])),
    )
    if days is None:
        drawn = replace(
            drawn,
            available=draw(st.sampled_from([False, None])),
            skipped_version=draw(st.sampled_from([None, "2.0"])),
        )
    return drawn


@st.composite
def updates(draw: st.DrawFn) -> dict[str, Any]:
    """Return changes to the versions."""
    core = draw(st.sampled_from([(), (core_update("2027.1.0"),)]))
    return {
        "core_version": draw(st.sampled_from(["2026.11.0", "2026.6.1", "2027.5.0", "?"])),
        "entities": (*core, *draw(st.lists(entities(), max_size=3))),
    }


@st.composite
def issues(draw: st.DrawFn) -> dict[str, Any]:
    """Return changes to the repair issues."""
    removed = st.builds(RemovedRepository, name=st.just("a/b"), critical=st.booleans())
    return {
        "unsupported": draw(st.sampled_from([(), ("deprecated_method",)])),
        "has_community": draw(st.booleans()),
        "removed": tuple(draw(st.lists(removed, max_size=2))),
    }


automatic_updates = st.none() | st.builds(
    AutomaticUpdates, installed=st.booleans(), enabled=st.booleans()
)
