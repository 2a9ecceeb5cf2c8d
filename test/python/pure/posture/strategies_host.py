"""Random hosts: the account, its privileges, and other people."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from custom_components.security_posture.posture.facts import (
    FilesFacts,
    HostFacts,
    Reason,
    Sudo,
    SudoRule,
    Unavailable,
)

from .build import access, account
from .strategies_updates import automatic_updates

_gaps = st.builds(Unavailable, st.sampled_from(Reason))
_accounts = st.builds(
    account,
    uid=st.sampled_from([0, 998, 1000]),
    groups=st.sampled_from([(), ("sudo",), ("docker",), ("sudo", "docker")]),
    has_login_shell=st.booleans(),
    has_personal_home=st.booleans(),
)
_rules = st.lists(
    st.builds(SudoRule, path=st.just("/etc/sudoers"), line=st.just(1), unlimited=st.booleans()),
    max_size=1,
).map(tuple)
_modes = st.sampled_from([0o600, 0o644, 0o666])


@st.composite
def hosts(draw: st.DrawFn) -> dict[str, Any]:
    """Return changes to the host."""
    return {
        "container": draw(st.booleans()),
        "account": draw(_accounts | _gaps),
        "sudo": draw(st.builds(Sudo, installed=st.booleans(), rules=_rules | _gaps) | _gaps),
        "people": draw(st.integers(0, 1) | _gaps),
        "capabilities": draw(st.sampled_from([frozenset(), frozenset({"CAP_SYS_ADMIN"})])),
        "has_all_capabilities": draw(st.booleans()),
        "sockets": draw(st.sampled_from([(), ("/run/docker.sock",)])),
        "automatic_updates": draw(automatic_updates | _gaps),
    }


@st.composite
def files(draw: st.DrawFn) -> dict[str, Any]:
    """Return changes to the permissions of files."""
    return {
        "configuration": (access(".", draw(_modes)),),
        "secrets": (access("secrets.yaml", draw(_modes)),),
        "private_key": draw(st.none() | _gaps | _modes.map(lambda mode: access("key", mode))),
    }


@st.composite
def host_with_gaps(draw: st.DrawFn, read: HostFacts | Unavailable) -> HostFacts | Unavailable:
    """Return the host with parts unavailable."""
    if isinstance(read, Unavailable):
        return read
    sudo = read.sudo
    if isinstance(sudo, Sudo):
        sudo = replace(sudo, rules=draw(st.just(sudo.rules) | _gaps))
    return replace(
        read,
        account=draw(st.just(read.account) | _gaps),
        sudo=draw(st.just(sudo) | _gaps),
        people=draw(st.just(read.people) | _gaps),
        capabilities=draw(st.just(read.capabilities) | _gaps),
        automatic_updates=draw(st.just(read.automatic_updates) | _gaps),
    )


@st.composite
def files_with_gaps(draw: st.DrawFn, read: FilesFacts | Unavailable) -> FilesFacts | Unavailable:
    """Return the files with the key unavailable."""
    if isinstance(read, Unavailable) or read.private_key is None:
        return read
    return replace(read, private_key=draw(st.just(read.private_key) | _gaps))
