"""The ways of whole homes."""

from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.facts import (
    Facts,
    PublicFile,
    Reason,
    Unavailable,
    Webhook,
)
from custom_components.security_posture.posture.model import Ways, WaysIn
from custom_components.security_posture.posture.model.ways import Position, Signs, Sureness
from custom_components.security_posture.posture.ways.paths import STARTS
from custom_components.security_posture.posture.ways.signs import SIGNS

from ..acceptances import accepted
from ..build import HEALTHY, NOW, account, facts, settings, tablet, trusted, user
from ..strategies import homes, losses, unavailable, with_gaps, without_sources
from ..test_golden import AT_RISK

GAP = Unavailable(Reason.TIMEOUT)


def ways_of(home: Facts) -> Ways:
    return evaluate(home, NOW).ways


def told(found: Ways, start: Position = Position.INTERNET) -> list[list[str]]:
    return [[step.id for step in way.steps] for way in found.told_from(start)]


def test_a_healthy_home() -> None:
    found = ways_of(HEALTHY)
    assert found.ways == ()
    assert found.from_internet is WaysIn.NONE_KNOWN
    assert set(found.first.values()) == {()}


def test_an_exposed_home_without_bans_and_a_second_factor() -> None:
    home = facts(bans={"threshold": -1}, auth={"users": (user(mfa=False), tablet())})
    found = ways_of(home)
    assert told(found) == [["guessing"]]
    assert found.ways[0].sureness is Sureness.EFFORT
    assert found.from_internet is WaysIn.SOME
    # Both close it, and both are settings.
    assert found.first[Position.INTERNET] == ("admin_without_mfa",)
    local = facts(
        urls={"external_url": None},
        bans={"threshold": -1},
        auth={"users": (user(mfa=False), tablet())},
    )
    assert told(ways_of(local)) == []
    assert told(ways_of(local), Position.HOME_NETWORK) == [["home_guessing"]]


def test_either_alone_opens_nothing() -> None:
    assert told(ways_of(facts(bans={"threshold": -1}))) == []
    assert told(ways_of(facts(auth={"users": (user(mfa=False), tablet())}))) == []


def test_a_forged_address_leads_to_a_login_at_home() -> None:
    home = facts(
        http={
            "trusted_proxies": (ip_network("0.0.0.0/0"),),
            "settings": settings(use_x_forwarded_for=True),
        },
        auth={"trusted_networks": (trusted("192.168.1.0/24"),)},
    )
    assert told(ways_of(home)) == [["forged_address", "home_login"]]
    assert ways_of(home).first[Position.INTERNET] == ("trusted_proxy_too_broad",)


def test_a_public_file() -> None:
    home = facts(public_folder={"files": (PublicFile(path="www/key.pem", kind="key"),)})
    assert told(ways_of(home)) == [["public_folder"]]
    home = facts(public_folder={"files": (PublicFile(path="www/full.tar", kind="backup"),)})
    assert told(ways_of(home)) == [["public_folder", "login_from_public_folder"]]
    # A password may be an administrator's; that it is in hand is sure.
    home = facts(public_folder={"files": (PublicFile(path="www/secrets.yaml", kind="secrets"),)})
    assert told(ways_of(home)) == [
        ["public_folder"],
        ["public_folder", "password_from_public_folder"],
    ]


def test_an_unread_check_makes_a_way_untold() -> None:
    home = facts(bans=GAP, auth={"users": (user(mfa=False), tablet())})
    found = ways_of(home)
    assert told(found) == []
    assert [way.steps[0].id for way in found.ways if way.start is Position.INTERNET] == ["guessing"]
    assert found.from_internet is WaysIn.CANNOT_TELL
    assert found.first[Position.INTERNET] == ()


def test_nothing_read() -> None:
    found = ways_of(Facts())
    assert found.from_internet is WaysIn.CANNOT_TELL
    assert {way.sureness for way in found.ways} == {Sureness.UNTOLD}
    assert found.how_far.sureness is Sureness.UNTOLD
    assert found.how_far.end is Position.MACHINE


def test_an_unknown_exposure_is_untold() -> None:
    home = facts(
        urls=GAP,
        bans={"threshold": -1},
        auth={"users": (user(mfa=False), tablet()), "sessions": ()},
    )
    assert ways_of(home).from_internet is WaysIn.CANNOT_TELL


def test_an_accepted_finding_keeps_its_way() -> None:
    first = evaluate(AT_RISK, NOW)
    report = evaluate(AT_RISK, NOW, first, accepted=accepted(first, ["passwordless_network"]))
    assert told(report.ways) == told(first.ways)
    marked = [way for way in report.ways.ways if way.accepted]
    assert {step.id for way in marked for step in way.steps} >= {"public_login"}
    assert all(way.is_accepted for way in marked if way.steps[0].id == "public_login")
    assert "passwordless_network" in first.ways.first[Position.INTERNET]
    assert "passwordless_network" not in report.ways.first[Position.INTERNET]


def test_a_webhook() -> None:
    webhook = Webhook(component="automation", name="Door", local_only=False, guessable=True)
    home = facts(webhooks={"webhooks": (webhook,)})
    assert told(ways_of(home)) == [["webhook"]]


@pytest.mark.parametrize(
    ("home", "end", "steps", "by_design"),
    [
        (HEALTHY, Position.MACHINE, ["own_app"], True),
        (facts(supervisor=None), Position.ADMINISTRATOR, [], False),
        (
            facts(supervisor=None, host={"account": account(uid=0)}),
            Position.MACHINE,
            ["root"],
            False,
        ),
        (
            facts(supervisor=None, host={"container": True, "sockets": ("/run/docker.sock",)}),
            Position.MACHINE,
            ["engine_socket"],
            False,
        ),
    ],
)
def test_how_far(home: Facts, end: Position, steps: list[str], by_design: bool) -> None:
    found = ways_of(home).how_far
    assert (found.end, [step.id for step in found.steps]) == (end, steps)
    assert (found.sureness, found.by_design) == (Sureness.OPEN, by_design)


def test_how_far_is_untold_if_the_host_cannot_be_read() -> None:
    changed: dict[str, Any] = {"supervisor": None, "host": replace(HEALTHY.host, account=GAP)}  # type: ignore[arg-type, type-var]
    found = ways_of(facts(**changed)).how_far
    assert (found.end, found.sureness) == (Position.MACHINE, Sureness.UNTOLD)
    assert not found.by_design


@given(homes(), losses, unavailable)
def test_losing_facts_loses_no_way(home: Facts, lost: set[str], gap: Unavailable) -> None:
    before = evaluate(home, NOW)
    after = evaluate(without_sources(home, lost, gap), NOW + timedelta(minutes=1), before)
    for start in STARTS:
        ways = {way.checks for way in after.ways.told_from(start)}
        for way in before.ways.told_from(start):
            assert any(checks <= way.checks for checks in ways), [step.id for step in way.steps]
    if before.summary.ways_in is WaysIn.SOME:
        assert after.summary.ways_in is WaysIn.SOME


@given(st.data())
def test_losing_a_part_loses_no_way(data: st.DataObject) -> None:
    home = data.draw(homes())
    before = evaluate(home, NOW)
    after = evaluate(data.draw(with_gaps(home)), NOW + timedelta(minutes=1), before)
    if before.summary.ways_in is WaysIn.SOME:
        assert after.summary.ways_in is WaysIn.SOME


@given(homes())
def test_the_first_repairs_close_the_ways_of_every_home(home: Facts) -> None:
    found = ways_of(home)
    for start in STARTS:
        assert all(set(found.first[start]) & way.checks for way in found.told_from(start))


def test_signs() -> None:
    found = ways_of(AT_RISK).signs
    assert found == Signs(found=("sign_in_attack",), untold=())
    assert set(ways_of(Facts()).signs.untold) == set(SIGNS)
    first = evaluate(AT_RISK, NOW)
    active = accepted(first, ["sign_in_attack"])
    assert evaluate(AT_RISK, NOW, first, accepted=active).ways.signs.found == ()
