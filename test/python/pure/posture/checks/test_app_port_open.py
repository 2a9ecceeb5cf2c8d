"""Ports that apps publish on the host."""

from typing import Any

import pytest

from custom_components.security_posture.posture.facts import (
    App,
    AppPort,
    Facts,
    Reason,
    Unavailable,
)
from custom_components.security_posture.posture.model import Inapplicable

from ..build import app, facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "app_port_open"
GAP = Unavailable(Reason.API_CHANGED)


def port(inside: int, outside: int | None = None, protocol: str = "tcp") -> AppPort:
    return AppPort(inside=inside, protocol=protocol, outside=outside or inside)


def _installed(*apps: App) -> Facts:
    return facts(supervisor={"apps": apps})


def ssh(**changes: Any) -> App:
    return app(**{"slug": "core_ssh", "name": "Terminal", "ports": (port(22, 2222),)} | changes)


def samba(**changes: Any) -> App:
    """Return the official app: in the host's network, without a mapping."""
    return app(**{"slug": "core_samba", "name": "Samba share", "host_network": True} | changes)


FAILING = _installed(app(), ssh())


def test_without_a_supervisor() -> None:
    assert_inapplicable(run_check(ID, facts(supervisor=None)), Inapplicable.NO_SUPERVISOR)


def test_published() -> None:
    assert_failed(run_check(ID, FAILING), n=1, evidence=("Terminal", "2222 (SSH)"))


def test_the_ports_of_one_app_are_one_app() -> None:
    files = app(name="Files", ports=(port(139), port(445)))
    outcome = run_check(ID, _installed(files, ssh()))
    rows = ("Files", "139 (Samba)", "Files", "445 (Samba)", "Terminal", "2222 (SSH)")
    assert_failed(outcome, n=2, evidence=rows)


@pytest.mark.parametrize(
    ("inside", "name"),
    [
        (22, "SSH"), (139, "Samba"), (445, "Samba"), (3306, "MariaDB"), (5432, "PostgreSQL"),
        (6379, "Redis"), (8086, "InfluxDB"), (27017, "MongoDB"), (5900, "VNC"), (5909, "VNC"),
    ],
)  # fmt: skip
def test_services(inside: int, name: str) -> None:
    outcome = run_check(ID, _installed(app(ports=(port(inside, 40_000),))))
    assert_failed(outcome, evidence=("Mosquitto broker", f"40000 ({name})"))


@pytest.mark.parametrize("inside", [21, 23, 80, 443, 1883, 3307, 5899, 5910, 8123, 8883])
def test_other_services(inside: int) -> None:
    assert_passed(run_check(ID, _installed(app(ports=(port(inside, 22),)))))


def test_another_protocol() -> None:
    assert_passed(run_check(ID, _installed(ssh(ports=(port(22, protocol="udp"),)))))


def test_a_port_that_is_not_published() -> None:
    """By default the official SSH app maps its port to no port of the host."""
    assert_passed(run_check(ID, _installed(ssh(ports=()))))


def test_an_app_that_is_not_running() -> None:
    assert_passed(run_check(ID, _installed(ssh(running=False), samba(running=False))))


def test_in_the_network_of_the_host() -> None:
    """The community's SSH app opens the mapped port on the host."""
    terminal = ssh(slug="a0d7b954_ssh", host_network=True, ports=(port(22),))
    assert_failed(run_check(ID, _installed(terminal)), evidence=("Terminal", "22 (SSH)"))


@pytest.mark.parametrize("slug", ["core_samba", "1a32f091_sambanas", "1a32f091_sambanas2"])
@pytest.mark.parametrize("host_network", [True, GAP])
def test_samba_in_the_network_of_the_host(slug: str, host_network: object) -> None:
    outcome = run_check(ID, _installed(samba(slug=slug, host_network=host_network)))
    assert_failed(outcome, n=1, evidence=("Samba share", "445 (Samba)"), variant="unmapped")


def test_a_port_that_can_be_cleared() -> None:
    assert "variant" not in run_check(ID, FAILING).params
    assert "variant" not in run_check(ID, _installed(samba(), ssh())).params
    # The mapping of another port helps nothing.
    outcome = run_check(ID, _installed(samba(ports=(port(80), port(22, protocol="udp")))))
    assert_failed(outcome, n=1, variant="unmapped")
    assert_failed(run_check(ID, _installed(samba(ports=GAP))), n=1, variant="unmapped")


@pytest.mark.parametrize("changes", [{"host_network": False}, {"slug": "core_matter_server"}])
def test_other_apps_in_the_network_of_the_host_pass(changes: dict[str, Any]) -> None:
    assert_passed(run_check(ID, _installed(samba(**changes))))


@pytest.mark.parametrize("field", ["running", "ports"])
def test_missing_fields(field: str) -> None:
    lost = ssh(**{field: GAP})
    assert_unknown(run_check(ID, _installed(app(), lost)), Reason.API_CHANGED)
    assert_failed(run_check(ID, _installed(lost, samba())), n=1)


def test_missing_ports_of_an_app_that_is_not_running() -> None:
    assert_passed(run_check(ID, _installed(ssh(running=False, ports=GAP))))


def test_no_list_of_apps() -> None:
    assert_unknown(run_check(ID, facts(supervisor={"apps": GAP})), Reason.API_CHANGED)
