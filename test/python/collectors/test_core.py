"""The configuration object and the levels of loggers."""

from collections.abc import Iterator
import logging

import pytest

from custom_components.security_posture.collectors import core
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.posture.facts import CoreFacts
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

LOGGERS = (
    "homeassistant.auth",
    "homeassistant.components.http",
    "homeassistant.components.http.ban",
)


@pytest.fixture(autouse=True)
def levels() -> Iterator[None]:
    """Set the log level to warning, as Home Assistant does."""
    before = {name: logging.getLogger(name).level for name in LOGGERS}
    root = logging.getLogger().level
    logging.getLogger().setLevel(logging.WARNING)
    yield
    logging.getLogger().setLevel(root)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


async def test_reads_the_configuration(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    hass.config.allowlist_external_dirs = {"/media", "/b"}
    assert await core.collect(hass, executor) == CoreFacts(
        config_dir=hass.config.config_dir,
        allowed_dirs=("/b", "/media"),
        debugger=False,
        ban_log_level=logging.WARNING,
        debug_loggers=(),
    )


async def test_loggers_as_the_logger_integration_sets_them(
    hass: HomeAssistant, executor: LimitedExecutor
) -> None:
    levels = {"homeassistant.components.http.ban": "critical", "homeassistant.auth": "debug"}
    config = {"logger": {"default": "warning", "logs": levels}}
    assert await async_setup_component(hass, "logger", config)
    await hass.async_block_till_done()
    found = await core.collect(hass, executor)
    assert found.ban_log_level == logging.CRITICAL
    assert found.debug_loggers == ("homeassistant.auth",)


async def test_everything_at_debug_level_counts(
    hass: HomeAssistant, executor: LimitedExecutor
) -> None:
    logging.getLogger().setLevel(logging.DEBUG)
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.NOTSET)
    assert "homeassistant.components.http" in (await core.collect(hass, executor)).debug_loggers


async def test_debugger(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    hass.config.components.add("debugpy")
    assert (await core.collect(hass, executor)).debugger
