"""Webhooks: addresses that act for whoever knows them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """One registered webhook. Its id is the secret, so it is not here."""

    component: str
    name: str
    local_only: bool
    guessable: bool  # its id is one that a person could guess


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhooksFacts:
    """All registered webhooks."""

    webhooks: tuple[Webhook, ...]
