"""Registered webhooks, and ids that could be guessed."""

from secrets import token_hex, token_urlsafe
from typing import Any
from uuid import uuid4

from hypothesis import given, strategies as st
import pytest

from custom_components.security_posture.collectors import webhooks
from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.common.guessability import is_guessable
from custom_components.security_posture.posture.facts import Reason, Webhook
from homeassistant.components import webhook
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component


async def _handle(*_args: Any) -> None:
    """Ignore the request."""


async def test_none(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    assert (await webhooks.collect(hass, executor)).webhooks == ()


async def test_registered_webhooks(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    assert await async_setup_component(hass, "webhook", {})
    webhook.async_register(hass, "mobile_app", "Phone", webhook.async_generate_id(), _handle)
    webhook.async_register(hass, "automation", "Door", "door", _handle, local_only=True)
    assert (await webhooks.collect(hass, executor)).webhooks == (
        Webhook(component="mobile_app", name="Phone", local_only=False, guessable=False),
        Webhook(component="automation", name="Door", local_only=True, guessable=True),
    )


async def test_an_automations_webhook(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    trigger = {"trigger": "webhook", "webhook_id": "open_door", "local_only": False}
    config = {"alias": "Open the door", "triggers": trigger, "actions": []}
    assert await async_setup_component(hass, "automation", {"automation": config})
    await hass.async_block_till_done()
    (found,) = (await webhooks.collect(hass, executor)).webhooks
    assert found == Webhook(
        component="automation", name="Open the door", local_only=False, guessable=True
    )


async def test_the_id_is_not_in_the_facts(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    webhook.async_register(hass, "automation", "Ring secret-id now", "secret-id", _handle)
    assert "secret-id" not in repr(await webhooks.collect(hass, executor))


async def test_cap(
    hass: HomeAssistant, executor: LimitedExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    webhook.async_register(hass, "automation", "One", "one", _handle)
    webhook.async_register(hass, "automation", "Two", "two", _handle)
    monkeypatch.setattr(webhooks, "MAX_WEBHOOKS", 1)
    with pytest.raises(CollectorError) as raised:
        await webhooks.collect(hass, executor)
    assert raised.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize(
    "made_up",
    [
        *(
            "",
            "a",
            "test",
            "door",
            "front_door",
            "front-door-webhook",
            "my_webhook_123",
            "webhook1",
        ),
        "abc123",
        "12345678",
        "openTheGarageDoor",
        "GARAGE",
        "2026-11-23",
        "home.assistant",
        "doorbell-pressed",
        "plex_webhook",
        "0000000000",
        "a1b2c3",
        "haustuer",
        "porte_entree",
        "webhook1",
        "appdaemon",
        "livingRoomLights",
        "secret",
        "alarm1234",
        "🚪",
        "дверь",
    ],
)
def test_guessable_ids(made_up: str) -> None:
    assert is_guessable(made_up)


@pytest.mark.parametrize(
    "strong",
    [
        "f47ac10b-58cc-4372-a567-0e02b2c3d479",
        "-aB3xY9kLm2QzR7tVw4nPq",
        "front-door-opened-q7ZpX2mKd9LrT4vB",
        "aB3xY9kLm2Qz",
        "qwkzjxvbnmtrpsdf",
        "7d3f9a1c5e8b2046",
    ],
)
def test_generated_ids(strong: str) -> None:
    assert not is_guessable(strong)


@given(st.integers(16, 64))
def test_random_ids_are_strong(length: int) -> None:
    for made in (
        token_hex(length),
        token_urlsafe(length),
        str(uuid4()),
        webhook.async_generate_id(),
    ):
        assert not is_guessable(made), made


@given(st.text(max_size=3000))
def test_any_text_is_accepted(text: str) -> None:
    assert is_guessable(text) in (True, False)
    assert is_guessable(text[:8])
