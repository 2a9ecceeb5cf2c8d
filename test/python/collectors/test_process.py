"""Files of /proc as text; test_host.py reads real processes."""

import os
from pathlib import Path

import pytest

from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.host.process import read_process
from custom_components.security_posture.posture.facts import Reason

UID = os.geteuid()
ALL_IDS = "         0          0 4294967295\n"
ALL = f"{2**41 - 1:x}"


def proc(folder: Path, uid_map: str | None, effective: str | None = "0") -> Path:
    """Return a /proc in which this process has a given uid_map and capabilities."""
    (folder / "self").mkdir()
    if uid_map is not None:
        (folder / "self" / "uid_map").write_text(uid_map)
    line = "" if effective is None else f"CapEff:\t{effective}\n"
    (folder / "self" / "status").write_text(f"Name:\tpython3\n{line}")
    return folder


@pytest.mark.parametrize("uid_map", [ALL_IDS, None])
def test_outside_of_a_namespace(tmp_path: Path, uid_map: str | None) -> None:
    found = read_process(proc(tmp_path, uid_map, f"{1 << 21 | 1:016x}"))
    assert found.uid == UID
    assert found.capabilities == {"CAP_SYS_ADMIN", "CAP_CHOWN"}
    assert not found.has_all_capabilities


def test_all_capabilities(tmp_path: Path) -> None:
    assert read_process(proc(tmp_path, ALL_IDS, ALL)).has_all_capabilities


@pytest.mark.parametrize(
    ("uid_map", "uid"),
    [
        (f"{UID} 1000 1\n", 1000),
        (f"{UID + 1} 5 1\n{UID} 2000 1\n", 2000),
        # A system container has its own accounts.
        (f"{UID} 100000 65536\n", UID),
        # An account that is not in the map.
        (f"{UID + 1} 5 1\n", UID),
        ("", UID),
    ],
)
def test_in_a_user_namespace(tmp_path: Path, uid_map: str, uid: int) -> None:
    found = read_process(proc(tmp_path, uid_map, ALL))
    assert found.uid == uid
    assert found.capabilities == frozenset()
    assert not found.has_all_capabilities


@pytest.mark.parametrize(("uid_map", "effective"), [("a b c\n", "0"), (ALL_IDS, None)])
def test_another_format(tmp_path: Path, uid_map: str, effective: str | None) -> None:
    with pytest.raises(CollectorError) as raised:
        read_process(proc(tmp_path, uid_map, effective))
    assert raised.value.reason is Reason.PARSE
