"""Random options and states of the selected entities."""

from dataclasses import replace

from hypothesis import strategies as st

from custom_components.security_posture.posture.facts import (
    BanEvidence,
    EvidenceEntitiesFacts,
    HostUpdates,
    PulledBackup,
    Reason,
    Unavailable,
)

from .build import DAY, NOW

_gaps = st.builds(Unavailable, st.sampled_from(Reason))
_ages = st.sampled_from([-1, 0, 1, 5, 12, 60, 400]).map(lambda days: NOW - days * DAY)

choices = st.builds(
    EvidenceEntitiesFacts,
    max_backup_age=st.sampled_from([None, 1 * DAY, 30 * DAY]),
    bans=st.lists(
        st.builds(BanEvidence, entity_id=st.just("sensor.bans"), works=st.booleans()), max_size=2
    ).map(tuple),
    pulled_backup=st.none()
    | st.builds(PulledBackup, entity_id=st.just("sensor.pulled"), at=_ages | _gaps),
    host_updates=st.none()
    | st.builds(
        HostUpdates, entity_id=st.just("sensor.updates"), waiting_since=st.none() | _ages | _gaps
    ),
)


@st.composite
def choices_with_gaps(
    draw: st.DrawFn, seen: EvidenceEntitiesFacts | Unavailable
) -> EvidenceEntitiesFacts | Unavailable:
    """Return the options with some of the entities unavailable."""
    if isinstance(seen, Unavailable):
        return seen
    pulled, updates = seen.pulled_backup, seen.host_updates
    return replace(
        seen,
        bans=tuple(replace(one, works=draw(st.just(one.works) | _gaps)) for one in seen.bans),
        pulled_backup=pulled and replace(pulled, at=draw(st.just(pulled.at) | _gaps)),
        host_updates=updates
        and replace(updates, waiting_since=draw(st.just(updates.waiting_since) | _gaps)),
    )
