"""Random homes for property tests."""

from dataclasses import fields, replace
from datetime import timedelta
from ipaddress import ip_address
from typing import Any

from hypothesis import strategies as st

from custom_components.security_posture.posture.facts import (
    BackupCopy,
    BackupLocation,
    BackupsFacts,
    Ban,
    Facts,
    FileTrouble,
    NextStart,
    Place,
    Reason,
    RememberedLocation,
    TlsEndpoint,
    Trust,
    Unavailable,
)

from . import (
    strategies_evidence,
    strategies_files,
    strategies_host,
    strategies_network,
    strategies_supervisor,
    strategies_updates,
)
from .build import (
    DAY,
    NOW,
    backup,
    certificate,
    endpoint,
    facts,
    failed_source,
    schedule,
    session,
    tablet,
    trusted,
    user,
)

MIN_ADDRESSES = ("backup.local", "cloud.cloud")
SOURCES = tuple(field.name for field in fields(Facts))
unavailable = st.builds(Unavailable, st.sampled_from(Reason))
# Mostly one or two sources at a time: more would hide the effect of a single one.
losses = st.sets(st.sampled_from(SOURCES), min_size=1, max_size=2) | st.sets(
    st.sampled_from(SOURCES)
)
booleans = st.booleans()
addresses = st.sampled_from(["127.0.0.1", "192.168.1.1", "192.168.1.20", "8.8.8.8", "9.9.9.9"]).map(
    ip_address
)
ages = (st.integers(-2, 10) | st.integers(0, 400)).map(lambda days: NOW - days * DAY)


def mostly(read: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return a value of the strategy three times out of four, else a gap."""
    return st.one_of(read, read, read, unavailable)


@st.composite
def endpoints(draw: st.DrawFn) -> object:
    """Return an endpoint, None, or a gap."""
    leaf = certificate(not_after=NOW + timedelta(days=draw(st.integers(-5, 80))))
    served = endpoint(
        certificate=leaf,
        host=draw(st.sampled_from(["home.example.org", "other.example.org"])),
        trust=draw(mostly(st.sampled_from(Trust))),
    )
    return draw(mostly(st.sampled_from([served, served, None])))


@st.composite
def handshakes(draw: st.DrawFn) -> dict[str, object]:
    """Return changes to the certificates, served and on disk."""
    renewed = certificate(not_after=NOW + 85 * DAY, fingerprint="11" * 32)
    start = NextStart(trouble=draw(st.none() | st.sampled_from(FileTrouble)))
    return {
        "external": draw(endpoints()),
        "own": draw(endpoints()),
        "file": draw(mostly(st.sampled_from([certificate(), renewed, None]))),
        "next_start": draw(mostly(st.sampled_from([start, None]))),
        "on_disk": draw(mostly(st.sampled_from([(), (renewed,)]))),
        "own_names_external": draw(booleans),
        "external_place": draw(st.none() | st.sampled_from(Place)),
        "external_addresses": draw(mostly(st.none() | addresses.map(lambda found: (found,)))),
        "internal_tls": draw(mostly(st.none() | booleans)),
    }


@st.composite
def people(draw: st.DrawFn) -> dict[str, object]:
    """Return changes to the users, sessions and providers."""
    admin = user(
        mfa=draw(mostly(booleans)),
        local_only=draw(booleans),
        providers=draw(st.sampled_from([("homeassistant",), ("openid",), ()])),
    )
    network = draw(st.sampled_from(["8.8.8.0/24", "192.168.1.0/24", "192.168.1.5/32"]))
    tied = draw(st.sampled_from([None, {network: ("tablet",)}]))
    return {
        "users": (admin, tablet()),
        "providers": draw(
            st.sampled_from(
                [("homeassistant",), ("homeassistant", "command_line"), ("insecure_example",)]
            )
        ),
        "trusted_networks": draw(st.sampled_from([(), (trusted(network, users=tied),)])),
        "sessions": (session(last_used_ip=draw(addresses)),),
    }


@st.composite
def backups(draw: st.DrawFn) -> dict[str, object]:
    """Return changes to the backups."""
    places = st.sampled_from(MIN_ADDRESSES)
    copies = st.builds(BackupCopy, location=places, encrypted=booleans)
    made = st.builds(
        lambda at, held, complete, automatic, failed, foreign: backup(
            at=at,
            copies=held,
            complete=complete,
            automatic=automatic,
            failed_locations=failed,
            foreign=foreign and not automatic,
        ),
        ages | st.none(),
        st.lists(copies, min_size=1, max_size=2, unique_by=lambda copy: copy.location).map(tuple),
        booleans,
        booleans,
        st.sampled_from([(), ("cloud.cloud",)]),
        booleans,
    )
    rows = draw(st.lists(made, max_size=4, unique_by=lambda row: row.at))
    attempted = draw(ages | st.none())
    # An attempt makes one backup at most, and there is none without an attempt.
    if automatic := [row.at for row in rows if row.automatic and row.at]:
        attempted = max(automatic[0] if attempted is None else attempted, *automatic)
    # A record of Home Assistant says the same as the backup it is about.
    dated = sorted((row for row in rows if row.at and row.automatic), key=lambda row: row.at)
    is_failed = bool(dated) and (not dated[-1].complete or bool(dated[-1].failed_locations))
    return {
        "backups": tuple(rows),
        "schedule": schedule(
            recurrence=draw(st.sampled_from(["never", "daily", "custom_days"])),
            days=draw(st.sampled_from([(), (0,), (1, 4)])),
            last_attempted=attempted,
            last_completed=draw(ages | st.none()),
        ),
        "locations": tuple(
            BackupLocation(
                id=name,
                outside=name != "backup.local",
                encrypted=draw(booleans),
                disk=name == "backup.local" and draw(booleans),
                deletable=draw(booleans),
            )
            for name in MIN_ADDRESSES
        ),
        "running": draw(booleans),
        "newest_failed": draw(st.sampled_from([None, is_failed])),
    }


@st.composite
def homes(draw: st.DrawFn) -> Facts:
    """Return a home with random findings and random gaps."""
    bans = tuple(Ban(address=address, banned_at=NOW) for address in draw(st.sets(addresses)))
    home = facts(
        http={
            "serves_tls": draw(booleans),
            "trusted_proxies": draw(strategies_network.proxies),
            "settings": draw(mostly(strategies_network.http_settings())),
        },
        network=draw(strategies_network.networks()),
        core=draw(strategies_network.cores()),
        webhooks=draw(strategies_network.webhooks),
        ban_list=draw(strategies_network.ban_lists),
        urls={
            "external_url": draw(
                st.sampled_from([None, "http://ha.local", "https://home.example.org", "x:"])
                | st.sampled_from(["https://home.example.org:8123", "https://ha.tail1.ts.net"])
            ),
            "internal_url": draw(st.sampled_from([None, None, "https://ha.lan:8123"])),
            "cloud_remote": draw(mostly(booleans)),
        },
        tls=draw(handshakes()),
        auth=draw(people()),
        bans={"enabled": draw(booleans), "threshold": draw(st.integers(-1, 12)), "banned": bans},
        failed_sign_ins={"sources": (failed_source(count=draw(st.integers(0, 20))),)},
        secrets=draw(strategies_files.secrets),
        yaml=draw(strategies_files.yaml),
        git=draw(strategies_files.repositories),
        public_folder=draw(strategies_files.public_folders),
        accounts=draw(strategies_files.accounts()),
        updates=draw(strategies_updates.updates()),
        issues=draw(strategies_updates.issues()),
        host=draw(strategies_host.hosts()),
        files=draw(strategies_host.files()),
        backups=draw(backups()),
        evidence_entities=draw(strategies_evidence.choices),
        supervisor=draw(strategies_supervisor.supervisors),
    )
    home = draw(st.one_of(st.just(home), st.just(home), with_gaps(home)))
    lost = draw(st.one_of(st.just(set[str]()), st.just(set[str]()), losses))
    return without_sources(home, lost, draw(unavailable))


def without_sources(home: Facts, sources: set[str], gap: Unavailable) -> Facts:
    """Return the home with some sources unavailable."""
    sources_before = {name: getattr(home, name) for name in SOURCES}
    return Facts(**(sources_before | dict.fromkeys(sources, gap)))


@st.composite
def with_gaps(draw: st.DrawFn, home: Facts) -> Facts:
    """Return the home with parts of the facts unavailable."""
    changes: dict[str, object] = {
        "evidence_entities": draw(strategies_evidence.choices_with_gaps(home.evidence_entities)),
        "supervisor": draw(strategies_supervisor.supervisor_with_gaps(home.supervisor)),
        "host": draw(strategies_host.host_with_gaps(home.host)),
        "files": draw(strategies_host.files_with_gaps(home.files)),
    }
    if not isinstance(home.http, Unavailable):
        changes["http"] = replace(
            home.http, settings=draw(st.just(home.http.settings) | unavailable)
        )
    if not isinstance(home.urls, Unavailable):
        remote = draw(st.just(home.urls.cloud_remote) | unavailable)
        changes["urls"] = replace(home.urls, cloud_remote=remote)
    if not isinstance(home.tls, Unavailable):
        external = draw(_endpoint_with_gaps(home.tls.external))
        answered = home.tls.external_answered or isinstance(home.tls.external, TlsEndpoint)
        changes["tls"] = replace(
            home.tls,
            external=external,
            external_answered=answered,
            file=draw(st.just(home.tls.file) | unavailable),
            on_disk=draw(st.just(home.tls.on_disk) | unavailable),
        )
    if not isinstance(home.auth, Unavailable):
        users = tuple(
            replace(who, mfa=draw(st.just(who.mfa) | unavailable)) for who in home.auth.users
        )
        changes["auth"] = replace(home.auth, users=users)
    if not isinstance(home.backups, Unavailable):
        unread = draw(st.sampled_from([(), ("backup.local",), ("cloud.cloud",), MIN_ADDRESSES]))
        changes["backups"] = _without_lists(home.backups, unread, draw(unavailable), draw(booleans))
    return replace(home, **changes)


@st.composite
def _endpoint_with_gaps(draw: st.DrawFn, served: TlsEndpoint | Unavailable | None) -> object:
    if not isinstance(served, TlsEndpoint):
        return served
    trusting = replace(served, trust=draw(st.just(served.trust) | unavailable))
    return draw(st.just(trusting) | unavailable)


def _without_lists(
    home: BackupsFacts, names: tuple[str, ...], gap: Unavailable, is_remembered: bool
) -> BackupsFacts:
    """Return the backups as read when some locations cannot be listed.

    What was there is remembered, unless the locations were never listed before.
    """
    read = [
        replace(row, copies=tuple(copy for copy in row.copies if copy.location not in names))
        for row in home.backups
    ]
    before = [row for row in home.unread_locations if row[0] not in names]
    remembered = [_seen(home, name) for name in names] if is_remembered else []
    return replace(
        home,
        backups=tuple(row for row in read if row.copies),
        unread_locations=(*before, *((name, gap) for name in names)),
        remembered=tuple(remembered),
    )


def _seen(home: BackupsFacts, name: str) -> RememberedLocation:
    """Return what is remembered of a location after it was listed."""
    copies = [
        (row.at, copy.encrypted, row.complete)
        for row in home.own
        for copy in row.copies
        if copy.location == name and row.at
    ]
    at = max((copy[0] for copy in copies if copy[0] <= NOW), default=None)
    newest = max(copies, key=lambda copy: copy[0], default=(None, False, True))
    return RememberedLocation(
        location=name, at=at, encrypted=newest[1], unread_since=NOW, complete=newest[2]
    )
