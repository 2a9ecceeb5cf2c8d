"""Registered webhooks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """One webhook, without its id, which is a secret."""

    component: str
    name: str
    local_only: bool
    guessable: bool  # its id could be guessed


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhooksFacts:
    """All registered webhooks."""

    webhooks: tuple[Webhook, ...]
