"""Registered webhooks, without their ids, which are secrets."""

import sys
from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import Reason, Webhook, WebhooksFacts
from .common.errors import CollectorError, require_type
from .common.executor import LimitedExecutor
from .common.guessability import is_guessable
from .common.text import clip

SOURCE: Final = "webhooks"
# Seconds; in memory.
TIMEOUT: Final = 5.0
# Each phone and some integrations have one: ten times a very large home.
MAX_WEBHOOKS: Final = 2_000

_COMPONENT: Final = "homeassistant.components.webhook"


async def collect(hass: HomeAssistant, _executor: LimitedExecutor) -> WebhooksFacts:
    """Read the registered webhooks."""
    if _COMPONENT not in sys.modules:  # no integration needs it
        return WebhooksFacts(webhooks=())
    from homeassistant.components.webhook import _HANDLERS  # private; absent before the first one

    registered = require_type(hass.data.get(_HANDLERS, {}), dict)
    if len(registered) > MAX_WEBHOOKS:
        raise CollectorError(Reason.TOO_LARGE)
    return WebhooksFacts(
        webhooks=tuple(
            Webhook(
                component=clip(require_type(webhook.domain, str)),
                name=_name(require_type(webhook.name, str), webhook_id),
                local_only=require_type(webhook.local_only, bool),
                guessable=is_guessable(require_type(webhook_id, str)),
            )
            for webhook_id, webhook in registered.items()
        )
    )


def _name(name: str, webhook_id: str) -> str:
    """Return the name, or nothing where it contains the id."""
    return "" if webhook_id in name else clip(name)
