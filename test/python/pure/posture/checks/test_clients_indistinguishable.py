"""Sessions that all use one address."""

from datetime import timedelta
from ipaddress import ip_address, ip_network
from typing import Any

import pytest

from custom_components.security_posture.posture.facts import App, Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import Inapplicable, Severity

from ..build import NOW, app, facts, run_check, session
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "clients_indistinguishable"
GATEWAY = "192.168.1.1"


def _used_from(*addresses: str, **changes: object) -> Facts:
    used = tuple(session(last_used_ip=ip_address(address)) for address in addresses)
    return facts(auth={"sessions": used}, **changes)


FAILING = _used_from(GATEWAY, GATEWAY, GATEWAY)


@pytest.mark.parametrize(
    ("address", "changes"),
    [
        (GATEWAY, {}),
        ("192.168.1.2", {}),  # this machine
        ("127.0.0.1", {}),
        ("172.30.33.4", {"network": {"bridges": (ip_network("172.30.32.0/23"),)}}),
        ("10.0.0.9", {"http": {"trusted_proxies": (ip_network("10.0.0.9/32"),)}}),
    ],
)
def test_all_from_a_shared_address(address: str, changes: dict[str, object]) -> None:
    outcome = run_check(ID, _used_from(address, address, address, **changes))
    assert_failed(outcome, n=3, evidence=(address,))


def test_nearly_all() -> None:
    assert_failed(run_check(ID, _used_from(*[GATEWAY] * 4, "192.168.1.20")), n=4)
    assert_passed(run_check(ID, _used_from(*[GATEWAY] * 3, "192.168.1.20")))


@pytest.mark.parametrize("address", ["192.168.1.20", "9.9.9.9"])
def test_all_from_one_device(address: str) -> None:
    assert_passed(run_check(ID, _used_from(address, address, address)))


def test_a_public_address_is_not_a_proxy() -> None:
    network = {"gateways": (ip_address("9.9.9.9"),)}
    assert_passed(run_check(ID, _used_from("9.9.9.9", "9.9.9.9", "9.9.9.9", network=network)))


@pytest.mark.parametrize("address", ["9.9.9.9", "2a02:8070:1:2::5"])
def test_a_proxy_on_this_machine_with_a_public_address(address: str) -> None:
    network = {"own_addresses": (ip_address(address),)}
    outcome = run_check(ID, _used_from(address, address, address, network=network))
    assert_failed(outcome, n=3, evidence=(address,))


def test_a_trusted_network_is_not_a_proxy() -> None:
    http = {"trusted_proxies": (ip_network("10.0.0.0/24"),)}
    assert_passed(run_check(ID, _used_from("10.0.0.9", "10.0.0.9", "10.0.0.9", http=http)))


def test_few_sessions() -> None:
    assert_passed(run_check(ID, _used_from("192.168.1.20")))
    assert_passed(run_check(ID, _used_from("127.0.0.1", "127.0.0.1")))  # a panel on this machine
    assert_unknown(run_check(ID, _used_from(GATEWAY, "192.168.1.20")), Reason.EXTERNAL)


def test_other_sessions_are_ignored() -> None:
    others = (
        session(type="long_lived_access_token", last_used_ip=ip_address(GATEWAY)),
        session(type="system", last_used_ip=ip_address(GATEWAY)),
        session(last_used_ip=None),
        session(last_used_ip=ip_address(GATEWAY), expires_at=NOW),
    )
    outcome = run_check(ID, facts(auth={"sessions": others}))
    assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)
    lasting = session(last_used_ip=ip_address(GATEWAY), expires_at=None)
    ending = session(last_used_ip=ip_address(GATEWAY), expires_at=NOW + timedelta(seconds=1))
    assert_failed(run_check(ID, facts(auth={"sessions": (lasting, lasting, ending)})), n=3)


# --- advice for the installation

BRIDGE = "172.30.32.1"
HIDDEN: dict[str, object] = {"network": {"bridges": (ip_network("172.30.32.0/23"),)}}
GAP = Unavailable(Reason.TIMEOUT)


def _vpn(**changes: Any) -> App:
    return app(**{"slug": "a0d7b954_tailscale", "name": "Tailscale"} | changes)


def _variant(**changes: object) -> object:
    outcome = run_check(ID, _used_from(BRIDGE, BRIDGE, BRIDGE, **(HIDDEN | changes)))
    assert outcome.severity is None
    return outcome.params.get("variant")


@pytest.mark.parametrize("slug", ["a0d7b954_tailscale", "a0d7b954_wireguard", "a0d7b954_zerotier"])
def test_a_vpn_app_is_not_a_proxy(slug: str) -> None:
    apps = {"apps": (app(), _vpn(slug=slug))}
    outcome = run_check(ID, _used_from(BRIDGE, BRIDGE, BRIDGE, supervisor=apps, **HIDDEN))
    assert_failed(outcome, severity=Severity.LOW, n=3, variant="vpn")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"supervisor": {"apps": (_vpn(running=False),)}},
        {"supervisor": {"apps": GAP}},
        # With a proxy as well, it cannot be told which of the two it is.
        {
            "supervisor": {"apps": (_vpn(),)},
            "http": {"trusted_proxies": (ip_network("172.30.33.0/24"),)},
        },
        {"host": {"container": True, "home_assistant_os": True}},
        {"supervisor": None},
    ],
)
def test_a_proxy(changes: dict[str, object]) -> None:
    assert _variant(**changes) is None


def test_a_container_of_ones_own() -> None:
    assert _variant(supervisor=None, host={"container": True}) == "container"


@pytest.mark.parametrize("changes", [{"supervisor": GAP}, {"supervisor": None, "host": GAP}])
def test_an_unknown_installation(changes: dict[str, object]) -> None:
    outcome = run_check(ID, _used_from(BRIDGE, BRIDGE, BRIDGE, **(HIDDEN | changes)))
    assert_unknown(outcome, Reason.TIMEOUT)
