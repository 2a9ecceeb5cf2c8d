"""Other installed tools change the link of a fix, and no result."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.security_posture.posture.checks import CHECKS
from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from custom_components.security_posture.posture.other_tools import TOOLS
from custom_components.security_posture.posture.projection import for_admin

from .build import DAY, NOW, facts, session

BANS = "/config/integrations/integration/ip_ban_manager"
BACKUPS = "/config/integrations/integration/backup_checkup"
AGED = {
    "auth": {"sessions": (session(type="long_lived_access_token", created_at=NOW - 999 * DAY),)}
}


def _fixes(home: Facts) -> dict[str, Any]:
    return {row["id"]: row["fix"] for row in for_admin(evaluate(home, NOW))["checks"]}


def test_the_checks_are_checks() -> None:
    for handled in TOOLS.values():
        assert handled
        assert handled <= set(CHECKS)


def test_without_tools_each_check_has_its_own_fix() -> None:
    for unread in ({}, {"tools": Unavailable(Reason.INTERNAL)}):
        for check_id, fix in _fixes(facts(**unread)).items():
            own = CHECKS[check_id].check.fix
            assert (fix.get("path"), fix.get("docs")) == (own.path, own.docs)


def test_a_tool_is_linked() -> None:
    before = _fixes(facts())
    fixes = _fixes(facts(tools={"integrations": frozenset({"ip_ban_manager"})}))
    changed = {check_id for check_id, fix in fixes.items() if fix != before[check_id]}
    assert changed == TOOLS["ip_ban_manager"]
    assert {fixes[check_id]["path"] for check_id in changed} == {BANS}
    docs = {"docs": before["ban_hits_everyone"]["docs"]}
    assert fixes["ban_hits_everyone"] == {"path": BANS} | docs
    both = _fixes(facts(tools={"integrations": frozenset(TOOLS)}))
    assert (both["backup_failing"]["path"], both["bans_disabled"]["path"]) == (BACKUPS, BANS)


def test_spooks_repairs_are_linked_while_there_are_some() -> None:
    assert _fixes(facts(**AGED))["aged_access_token"]["path"] == "/profile/security"
    repairs = facts(**AGED, tools={"token_repairs": True})
    assert _fixes(repairs)["aged_access_token"]["path"] == "/config/repairs"


@pytest.mark.parametrize("home", [facts(), facts(**AGED), facts(bans={"threshold": -1})])
def test_results_do_not_change(home: Facts) -> None:
    tools = {"integrations": frozenset(TOOLS), "token_repairs": True}
    with_tools = evaluate(replace(home, tools=facts(tools=tools).tools), NOW)
    without = evaluate(home, NOW)
    assert with_tools.summary == without.summary
    assert [replace(row, better_path=None) for row in with_tools.results] == list(without.results)


def test_an_unavailable_finding_links_to_the_tool() -> None:
    before = evaluate(facts(bans={"threshold": -1}), NOW)
    tools = {"integrations": frozenset({"ip_ban_manager"})}
    unavailable = facts(bans=Unavailable(Reason.API_CHANGED), tools=tools)
    after = evaluate(unavailable, NOW, before)
    found = next(row for row in after.results if row.id == "bans_disabled")
    assert (found.status, found.better_path) == ("fail", BANS)
