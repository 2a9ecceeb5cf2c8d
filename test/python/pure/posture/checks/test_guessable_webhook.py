"""Webhooks whose id can be guessed."""

from custom_components.security_posture.posture.facts import Facts, Webhook

from ..build import facts, run_check
from ..expect import assert_failed, assert_passed

ID = "guessable_webhook"


def _registered(**changes: bool) -> Facts:
    flags = {"local_only": False, "guessable": True} | changes
    webhook = Webhook(component="automation", name="Front door", **flags)
    phone = Webhook(component="mobile_app", name="Phone", local_only=False, guessable=False)
    return facts(webhooks={"webhooks": (webhook, phone)})


FAILING = _registered()


def test_guessable() -> None:
    assert_failed(run_check(ID, FAILING), n=1, evidence=("automation: Front door",))


def test_not_guessable() -> None:
    assert_passed(run_check(ID, _registered(guessable=False)))
    assert_passed(run_check(ID, _registered(local_only=True)))
    assert_passed(run_check(ID, facts()))
