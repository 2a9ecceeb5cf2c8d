"""The message of a failed login, part of which the attacker controls."""

from ipaddress import ip_address
from typing import Any

from hypothesis import example, given, strategies as st
import pytest

from custom_components.security_posture.collectors.failed_sign_ins import address_in

ADDRESSES = st.ip_addresses(v=4) | st.ip_addresses(v=6).filter(lambda ip: ip.ipv4_mapped is None)


@given(ADDRESSES, st.text(max_size=300))
def test_the_host_name_cannot_replace_the_address(address: Any, host: str) -> None:
    message = (
        "Login attempt or request with invalid authentication from"
        f" {host} ({address}). See the log for details."
    )
    assert address_in(message) == address


@pytest.mark.parametrize("host", ["(8.8.8.8)", "x (8.8.8.8). See the log", ")(", "(" * 300])
def test_the_last_address_counts(host: str) -> None:
    assert address_in(f"from {host} (192.0.2.1). See the log.") == ip_address("192.0.2.1")


def test_addresses_in_one_form() -> None:
    assert address_in("from x (fe80::1%eth0).") == ip_address("fe80::1")
    assert address_in("from x (::ffff:8.8.8.8).") == ip_address("8.8.8.8")
    assert address_in("from x (192.0.2.1). Look (here).") == ip_address("192.0.2.1")


@example("::")
@given(st.text(max_size=2000))
def test_any_text_is_an_address_or_none(text: str) -> None:
    found = address_in(text)
    assert found is None or "(" in text
