"""Users, tokens and modules of the real auth manager."""

import asyncio
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import CLIENT_ID, MockUser

from custom_components.security_posture.collectors import Collectors, auth
from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.posture.facts import (
    AuthFacts,
    Reason,
    Session,
    TrustedNetworks,
    TrustedUsers,
    Unavailable,
    User,
)
from homeassistant.auth import auth_manager_from_config
from homeassistant.auth.const import GROUP_ID_ADMIN, GROUP_ID_USER
from homeassistant.auth.models import Credentials, RefreshToken
from homeassistant.core import HomeAssistant

TRUSTED = {
    "type": "trusted_networks",
    "trusted_networks": ["192.168.1.0/24", "fd00::/64"],
    "trusted_users": {
        "192.168.1.7": "a" * 12 + "4" + "a" * 3 + "8" + "a" * 15,
        "192.168.1.0/24": [{"group": "system-users"}],
    },
    "allow_bypass_login": True,
}
MODULE = {"type": "insecure_example", "id": "example", "data": []}


@pytest.fixture(autouse=True)
async def manager(hass: HomeAssistant) -> None:
    """Use the real manager with a configuration as from YAML."""
    from homeassistant.auth.providers import trusted_networks

    trusted = trusted_networks.CONFIG_SCHEMA(TRUSTED)
    hass.auth = await auth_manager_from_config(hass, [{"type": "homeassistant"}, trusted], [MODULE])


async def add_user(hass: HomeAssistant, **kwargs: Any) -> Any:
    user = await hass.auth.async_create_user("Ann", group_ids=[GROUP_ID_USER], **kwargs)
    await hass.auth.async_link_user(
        user,
        Credentials(
            id="c", auth_provider_type="homeassistant", auth_provider_id=None, data={}, is_new=False
        ),
    )
    return user


async def test_providers_and_modules(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    found = await auth.collect(hass, executor)
    assert found.providers == ("homeassistant", "trusted_networks")
    assert found.mfa_modules == ("example",)
    assert found.trusted_networks == (
        TrustedNetworks(
            networks=(ip_network("192.168.1.0/24"), ip_network("fd00::/64")),
            trusted_users=(
                TrustedUsers(
                    network=ip_network("192.168.1.7/32"),
                    user_ids=(TRUSTED["trusted_users"]["192.168.1.7"],),  # type: ignore[index]
                    group_ids=(),
                ),
                TrustedUsers(
                    network=ip_network("192.168.1.0/24"), user_ids=(), group_ids=("system-users",)
                ),
            ),
        ),
    )


def test_a_group_is_a_name_or_a_list() -> None:
    assert list(auth._group_ids([{"group": "a-group"}, "user", {"group": ["b", "c"]}])) == [
        "a-group",
        "b",
        "c",
    ]


async def test_a_module_that_cancels_itself_hides_its_own_part(
    hass: HomeAssistant, executor: LimitedExecutor
) -> None:
    user = await add_user(hass)
    module = hass.auth.auth_mfa_modules[0]
    with patch.object(type(module), "async_is_user_setup", side_effect=asyncio.CancelledError):
        found = {row.id: row for row in (await auth.collect(hass, executor)).users}
        assert found[user.id].mfa == Unavailable(Reason.INTERNAL)

    async def hang(*_args: object) -> bool:
        await asyncio.Event().wait()
        return True

    with patch.object(type(module), "async_is_user_setup", hang):
        run = hass.async_create_task(auth.collect(hass, executor))
        await asyncio.sleep(0)
        run.cancel()  # the entry is unloaded
        with pytest.raises(asyncio.CancelledError):
            await run


async def test_users(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    owner = await hass.auth.async_create_user("Owner", group_ids=[GROUP_ID_ADMIN])
    user = await add_user(hass, local_only=True)
    system = await hass.auth.async_create_system_user("System", group_ids=[GROUP_ID_ADMIN])
    module = hass.auth.auth_mfa_modules[0]
    module._data.append({"user_id": user.id, "pin": "1234"})  # type: ignore[attr-defined]
    found = {row.id: row for row in (await auth.collect(hass, executor)).users}
    assert found[user.id] == User(
        id=user.id,
        name="Ann",
        is_admin=False,
        is_active=True,
        local_only=True,
        system_generated=False,
        groups=("system-users",),
        providers=("homeassistant",),
        mfa=True,
    )
    assert found[owner.id].is_admin
    assert found[owner.id].mfa is False
    assert found[system.id].system_generated
    assert found[system.id].mfa is False


async def test_sessions(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    user = await add_user(hass)
    (credential,) = user.credentials
    normal = await hass.auth.async_create_refresh_token(user, CLIENT_ID, credential=credential)
    hass.auth.async_create_access_token(normal, "::ffff:203.0.113.9")
    long_lived = await hass.auth.async_create_refresh_token(
        user,
        client_name="tablet" * 100,
        token_type="long_lived_access_token",
        access_token_expiration=timedelta(days=3650),
    )
    found = (await auth.collect(hass, executor)).sessions
    assert found[0] == Session(
        user_id=user.id,
        type="normal",
        name=None,
        provider="homeassistant",
        created_at=normal.created_at,
        last_used_at=normal.last_used_at,
        last_used_ip=ip_address("203.0.113.9"),
        expires_at=datetime.fromtimestamp(normal.expire_at, UTC),  # type: ignore[arg-type]
    )
    assert found[1].type == "long_lived_access_token"
    assert found[1].name is not None
    assert len(found[1].name) == 256
    assert found[1].provider is found[1].last_used_ip is found[1].last_used_at is None
    assert found[1].expires_at == long_lived.created_at + timedelta(days=3650)


async def test_a_session_that_never_ends(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    user = await add_user(hass)
    token = await hass.auth.async_create_refresh_token(user, CLIENT_ID)
    for never in (None, 1e300, float("inf")):
        token.expire_at = never
        assert (await auth.collect(hass, executor)).sessions[0].expires_at is None
    token.token_type = "long_lived_access_token"
    token.access_token_expiration = timedelta.max
    assert (await auth.collect(hass, executor)).sessions[0].expires_at is None


async def test_no_secret_is_touched(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    """Reading a secret of this token fails the test."""

    class Guarded(RefreshToken):
        def __getattribute__(self, name: str) -> Any:
            assert name not in ("token", "jwt_key", "__attrs_attrs__", "__dict__", "__repr__")
            return super().__getattribute__(name)

        def __repr__(self) -> str:
            raise AssertionError

    class GuardedData(dict[str, Any]):
        def _refuse(self, *_args: Any) -> Any:
            raise AssertionError

        __getitem__ = __iter__ = get = items = values = keys = __repr__ = _refuse

    user = MockUser(id="guarded").add_to_hass(hass)
    credential = Credentials(
        id="x", auth_provider_type="homeassistant", auth_provider_id=None, data=GuardedData()
    )
    user.credentials.append(credential)
    user.refresh_tokens["id"] = Guarded(
        user=user, client_id=CLIENT_ID, access_token_expiration=timedelta(1), credential=credential
    )
    found = await auth.collect(hass, executor)
    assert [session.user_id for session in found.sessions] == ["guarded"]


async def test_a_module_that_fails(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    await add_user(hass)
    module = hass.auth.auth_mfa_modules[0]
    with patch.object(type(module), "async_is_user_setup", side_effect=ValueError("secret")):
        (user,) = (await auth.collect(hass, executor)).users
    assert user.mfa == Unavailable(Reason.INTERNAL)


@pytest.mark.parametrize(
    "err",
    [asyncio.CancelledError("secret"), SystemExit(1), KeyboardInterrupt(), GeneratorExit()],
    ids=lambda err: type(err).__name__,
)
async def test_a_module_that_raises_anything(
    hass: HomeAssistant, executor: LimitedExecutor, err: BaseException
) -> None:
    users = [await add_user(hass), await hass.auth.async_create_user("Bob")]

    async def fail(_self: Any, user_id: str) -> bool:
        if user_id == users[0].id:
            raise err
        return True

    with patch.object(type(hass.auth.auth_mfa_modules[0]), "async_is_user_setup", fail):
        found = (await auth.collect(hass, executor)).users
    assert [user.mfa for user in found] == [Unavailable(Reason.INTERNAL), True]


async def test_a_module_that_hangs(
    hass: HomeAssistant, executor: LimitedExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auth, "MFA_TIMEOUT", 0.05)
    users = [await add_user(hass), await hass.auth.async_create_user("Bob")]

    async def hang(_self: Any, user_id: str) -> bool:
        if user_id == users[1].id:
            await asyncio.Event().wait()
        return False

    with patch.object(type(hass.auth.auth_mfa_modules[0]), "async_is_user_setup", hang):
        found = (await auth.collect(hass, executor)).users
    assert [user.mfa for user in found] == [False, Unavailable(Reason.TIMEOUT)]


async def test_hostile_names_and_addresses(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    user = await add_user(hass)
    user.name = None
    token = await hass.auth.async_create_refresh_token(user, CLIENT_ID)
    token.last_used_ip = "<script>"
    found = await auth.collect(hass, executor)
    assert found.users[0].name == ""
    assert found.sessions[0].last_used_ip is None
    user.name = token.client_name = "<img src=x>\u202e" * 100
    found = await auth.collect(hass, executor)
    for name in (found.users[0].name, found.sessions[0].name):
        assert name is not None
        assert name.startswith("<img src=x>\ufffd<img")
        assert len(name) == 256


async def test_many_and_too_many(
    hass: HomeAssistant, executor: LimitedExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        MockUser(id=f"u{n}").add_to_hass(hass)
    assert len((await auth.collect(hass, executor)).users) == 3
    monkeypatch.setattr(auth, "MAX_USERS", 2)
    with pytest.raises(CollectorError) as raised:
        await auth.collect(hass, executor)
    assert raised.value.reason is Reason.TOO_LARGE


async def test_changes_while_it_reads(
    hass: HomeAssistant, executor: LimitedExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.security_posture.collectors.common.async_iter.STEP", 1)
    user = await add_user(hass)
    for _ in range(20):
        await hass.auth.async_create_refresh_token(user, CLIENT_ID)
    reading = asyncio.create_task(auth.collect(hass, executor))
    await asyncio.sleep(0)
    while not reading.done():
        if user.refresh_tokens:
            hass.auth.async_remove_refresh_token(next(iter(user.refresh_tokens.values())))
        await asyncio.sleep(0)
    assert isinstance(await reading, AuthFacts)


@pytest.mark.parametrize("key", ["trusted_networks", "trusted_users"])
async def test_a_provider_that_has_changed(hass: HomeAssistant, key: str) -> None:
    del hass.auth.auth_providers[1].config[key]
    found = await Collectors(hass, {}).async_collect(["auth"])
    assert found == {"auth": Unavailable(Reason.API_CHANGED)}


async def test_a_key_that_no_check_reads_may_move(hass: HomeAssistant) -> None:
    del hass.auth.auth_providers[1].config["allow_bypass_login"]
    found = (await Collectors(hass, {}).async_collect(["auth"]))["auth"]
    assert isinstance(found, AuthFacts)
    assert len(found.trusted_networks) == 1


async def test_a_user_with_very_many_sessions_hides_no_other(
    hass: HomeAssistant, executor: LimitedExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auth, "MAX_OF_USER", 2)
    monkeypatch.setattr(auth, "MAX_SESSIONS", 6)
    admin = MockUser(id="admin", is_owner=True).add_to_hass(hass)
    user = await add_user(hass)
    begin = datetime(2026, 11, 1, tzinfo=UTC)
    for n in range(9):
        token = await hass.auth.async_create_refresh_token(user, f"https://{n}.example")
        token.last_used_at = begin + timedelta(days=n) if n in (3, 5, 7) else None
    for n in range(4):
        await hass.auth.async_create_refresh_token(admin, f"https://{n}.example")
    found = (await auth.collect(hass, executor)).sessions
    assert [row.last_used_at for row in found if row.user_id == user.id] == [
        begin + timedelta(days=7),
        begin + timedelta(days=5),
    ]
    assert sum(row.user_id == "admin" for row in found) == 4
