"""Acceptances of findings: what they cover and what ends them."""

from dataclasses import replace
from datetime import datetime, timedelta
from ipaddress import ip_address
from types import MappingProxyType

import pytest

from custom_components.security_posture.posture.acceptance import check_key
from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.facts import (
    Facts,
    Reason,
    SecretPlace,
    Sudo,
    SudoRule,
    Unavailable,
    UpdateEntity,
    UpdateKind,
)
from custom_components.security_posture.posture.model import (
    Acceptances,
    AreaStatus,
    EndReason,
    Report,
    Severity,
    State,
    Status,
)

from .acceptances import ALICE, SALT, UNTIL, accepted, consent, of
from .build import (
    DAY,
    HEALTHY,
    NOW,
    account,
    certificate,
    core_update,
    endpoint,
    facts,
    failed_source,
    session,
    tablet,
    trusted,
    update,
    user,
)

MINUTE = timedelta(minutes=1)
SECRETS = "inline_secret"


def _secrets(*places: tuple[int, str]) -> Facts:
    """Return a home with passwords in YAML, each at a line and below a key."""
    rows = tuple(
        SecretPlace(
            file="configuration.yaml",
            line=line,
            key=key,
            kind="password",
            confidence=1.0,
            is_default=False,
        )
        for line, key in places
    )
    return facts(secrets={"places": rows})


def _again(
    before: Facts,
    after: Facts,
    check_id: str,
    now: datetime = NOW + MINUTE,
    *,
    without_previous: bool = False,
) -> tuple[Report, EndReason | None]:
    """Accept a finding, evaluate again, and return the report and the reason of the end."""
    first = evaluate(before, NOW)
    assert of(first, check_id).is_open
    acceptances = accepted(first, [check_id])
    report = evaluate(after, now, None if without_previous else first, accepted=acceptances)
    ended = dict(report.ended)
    why = ended.pop(check_key(SALT, check_id), None)
    assert not ended
    assert (why is None) or of(report, check_id).accepted is None
    return report, why


def test_an_accepted_finding_is_not_open_and_gains_no_points() -> None:
    home = facts(bans={"threshold": -1})
    unaccepted = evaluate(home, NOW)
    report, why = _again(home, home, "bans_disabled")
    assert why is None
    found = of(report, "bans_disabled")
    assert (found.status, found.severity, found.is_open) == (Status.FAIL, Severity.HIGH, False)
    assert found.accepted is not None
    assert (found.accepted.reason, found.accepted.until) == (consent().reason, UNTIL)
    assert (unaccepted.summary.state, report.summary.state) == (State.AT_RISK, State.GOOD)
    assert (unaccepted.summary.counts.high, unaccepted.summary.counts.accepted) == (1, 0)
    assert (report.summary.counts.high, report.summary.counts.accepted) == (0, 1)
    assert report.summary.area_statuses[found.check.area] is AreaStatus.PASS
    assert (unaccepted.score.value, report.score.cap) == (69, None)
    assert report.score.value == report.score.raw == unaccepted.score.raw
    assert report.score.lost == unaccepted.score.lost


def test_stored_acceptances_contain_no_names() -> None:
    report = evaluate(_secrets((3, "mqtt > password")), NOW)
    found = repr(accepted(report, [SECRETS]))
    for private in ("inline", "configuration", "mqtt", "password", "here", ALICE):
        assert private not in found


def test_keys_depend_on_the_salt() -> None:
    assert check_key(SALT, SECRETS) == check_key(SALT, SECRETS)
    assert check_key(SALT, SECRETS) != check_key(b"another", SECRETS)


def test_moved_or_removed_rows_do_not_reopen() -> None:
    before = _secrets((3, "mqtt > password"), (9, "wifi > password"))
    for after in (
        _secrets((30, "mqtt > password"), (90, "wifi > password")),
        _secrets((90, "wifi > password"), (30, "mqtt > password")),
        _secrets((30, "mqtt > password")),
    ):
        report, why = _again(before, after, SECRETS)
        assert why is None
        assert of(report, SECRETS).accepted


@pytest.mark.parametrize(
    "after",
    [
        ((3, "mqtt > password"), (9, "wifi > password")),
        ((3, "mqtt > password"), (9, "mqtt > password")),  # another row with the same key
        ((3, "wifi > password"),),  # one row fixed, another added
    ],
)
def test_new_rows_reopen(after: tuple[tuple[int, str], ...]) -> None:
    report, why = _again(_secrets((3, "mqtt > password")), _secrets(*after), SECRETS)
    assert why is EndReason.EVIDENCE
    assert of(report, SECRETS).is_open
    assert report.summary.counts.accepted == 0


@pytest.mark.parametrize("n", [150, 1_500])
def test_rows_beyond_the_evidence_limit_count(n: int) -> None:
    many = [(line, "password") for line in range(n)]
    before = _secrets(*many)
    _report, why = _again(before, _secrets(*many[1:]), SECRETS)
    assert why is None
    report, why = _again(before, _secrets(*many, (n, "password")), SECRETS)
    assert why is EndReason.EVIDENCE
    assert len(of(report, SECRETS).evidence) == 100


def test_rows_beyond_the_evidence_limit_are_compared() -> None:
    many = [(line, f"key {line}") for line in range(150)]
    assert _again(_secrets(*many), _secrets(*many[60:]), SECRETS)[1] is None
    exchanged = [*many[:-1], (1, "another")]
    assert _again(_secrets(*many), _secrets(*exchanged), SECRETS)[1] is EndReason.EVIDENCE


@pytest.mark.parametrize(("n", "why"), [(1_000, EndReason.EVIDENCE), (1_001, None)])
def test_the_first_thousand_rows_are_compared(n: int, why: EndReason | None) -> None:
    many = [(line, f"key {line}") for line in range(n)]
    exchanged = [*many[:-1], (1, "another")]
    assert _again(_secrets(*many), _secrets(*exchanged), SECRETS)[1] is why


def test_one_more_row_of_a_key_reopens_though_another_is_fixed() -> None:
    before = _secrets((3, "mqtt > password"), (9, "wifi > password"))
    after = _secrets((3, "mqtt > password"), (5, "mqtt > password"))
    assert _again(before, after, SECRETS)[1] is EndReason.EVIDENCE


def test_reopened_while_it_is_unavailable() -> None:
    first = evaluate(facts(bans={"threshold": -1}), NOW)
    acceptances = accepted(first, ["bans_disabled"])
    unavailable = facts(bans=Unavailable(Reason.TIMEOUT))
    second = evaluate(unavailable, NOW + MINUTE, first, accepted=acceptances)
    assert of(second, "bans_disabled").accepted
    third = evaluate(unavailable, NOW + 2 * MINUTE, second)
    assert of(third, "bans_disabled").is_open


def test_another_variant_reopens() -> None:
    before = facts(bans={"threshold": -1})
    off = facts(bans={"threshold": -1, "enabled": False})
    assert _again(before, off, "bans_disabled")[1] is EndReason.EVIDENCE


def test_a_more_severe_finding_reopens_and_a_less_severe_one_does_not() -> None:
    local = facts(
        bans={"threshold": -1}, urls={"external_url": None}, tls={"external": None, "own": None}
    )
    public = facts(bans={"threshold": -1})
    report, why = _again(local, public, "bans_disabled")
    assert (why, of(report, "bans_disabled").severity) == (EndReason.SEVERITY, Severity.HIGH)
    report, why = _again(public, local, "bans_disabled")
    assert why is None
    assert of(report, "bans_disabled").accepted


def test_higher_severity_reopens() -> None:
    """The version alone does not reopen, but the number of missed releases raises the severity."""
    one = facts(updates={"core_version": "2026.10.3", "entities": (core_update("2026.11.0"),)})
    later = facts(updates={"core_version": "2026.10.4", "entities": (core_update("2026.11.9"),)})
    two = facts(updates={"core_version": "2026.10.4", "entities": (core_update("2026.12.0"),)})
    assert _again(one, later, "core_outdated")[1] is None
    assert _again(one, two, "core_outdated")[1] is EndReason.SEVERITY


def test_unknown_exposure_suspends_the_acceptance() -> None:
    """After a start the cloud may not be loaded yet; the acceptance is not lost."""
    local = facts(
        bans={"threshold": -1}, urls={"external_url": None}, tls={"external": None, "own": None}
    )
    unknown = replace(local, urls=Unavailable(Reason.NOT_LOADED))
    report, why = _again(local, unknown, "bans_disabled", without_previous=True)
    assert why is None
    assert of(report, "bans_disabled").is_open
    assert of(report, "bans_disabled").severity is Severity.HIGH
    assert _again(local, local, "bans_disabled")[1] is None


def test_expires_to_the_second() -> None:
    home = facts(bans={"threshold": -1})
    report, why = _again(home, home, "bans_disabled", UNTIL)
    assert why is None
    assert of(report, "bans_disabled").accepted
    report, why = _again(home, home, "bans_disabled", UNTIL + timedelta(seconds=1))
    assert why is EndReason.TIME
    assert of(report, "bans_disabled").is_open


def test_clock_set_back_suspends_the_acceptance() -> None:
    home = facts(bans={"threshold": -1})
    report, why = _again(home, home, "bans_disabled", NOW - 3 * DAY)
    assert (why, of(report, "bans_disabled").is_open) == (None, True)
    report, why = _again(home, home, "bans_disabled", NOW - DAY - MINUTE / 60)
    assert (why, of(report, "bans_disabled").is_open) == (None, True)
    report, why = _again(home, home, "bans_disabled", NOW - DAY)
    assert (why, of(report, "bans_disabled").is_open) == (None, False)


def test_a_fix_ends_the_acceptance() -> None:
    _report, why = _again(facts(bans={"threshold": -1}), HEALTHY, "bans_disabled")
    assert why is EndReason.FIXED


def test_a_pass_in_the_startup_grace_is_not_fixed() -> None:
    first = evaluate(facts(bans={"threshold": -1}), NOW)
    acceptances = replace(accepted(first, ["bans_disabled"]), startup_grace_over=False)
    assert evaluate(HEALTHY, NOW, accepted=acceptances).ended == {}


def test_accepted_while_unavailable() -> None:
    unavailable = facts(bans=Unavailable(Reason.TIMEOUT))
    report, why = _again(facts(bans={"threshold": -1}), unavailable, "bans_disabled")
    found = of(report, "bans_disabled")
    assert (why, found.status, found.reason) == (None, Status.FAIL, Reason.TIMEOUT)
    assert found.accepted
    assert found.since == NOW


def test_unknown_after_a_restart_keeps_the_acceptance() -> None:
    unavailable = facts(bans=Unavailable(Reason.TIMEOUT))
    report, why = _again(
        facts(bans={"threshold": -1}), unavailable, "bans_disabled", without_previous=True
    )
    assert why is None
    assert of(report, "bans_disabled").status is Status.UNKNOWN
    assert of(report, "bans_disabled").accepted is None
    assert report.summary.counts.accepted == 0


def test_an_assumed_pass_does_not_fix_an_unlimited_rule() -> None:
    """After a restart no finding is carried over, and sudoers may no longer be readable."""
    rules = (SudoRule(path="/etc/sudoers", line=20, unlimited=True),)
    seen, unread = (
        facts(host={"account": account(), "sudo": Sudo(installed=True, rules=each)})
        for each in (rules, Unavailable(Reason.PERMISSION))
    )
    report, why = _again(seen, unread, "passwordless_sudo", without_previous=True)
    assert why is None
    assert of(report, "passwordless_sudo").status is Status.PASS


def test_not_applicable_keeps_the_acceptance() -> None:
    soon = endpoint(certificate=certificate(not_after=NOW + 7 * DAY))
    expiring = facts(tls={"external": soon, "own": soon})
    plain = facts(tls={"external": None, "own": None, "file": None}, urls={"external_url": None})
    first = evaluate(expiring, NOW)
    acceptances = accepted(first, ["certificate_expiring"])
    report = evaluate(plain, NOW + MINUTE, first, accepted=acceptances)
    waiting = of(report, "certificate_expiring")
    assert (waiting.status, waiting.accepted) == (Status.NOT_APPLICABLE, None)
    assert report.ended == {}
    back = evaluate(expiring, NOW + 2 * MINUTE, report, accepted=acceptances)
    assert of(back, "certificate_expiring").accepted


def test_an_acceptance_of_a_removed_check_expires() -> None:
    first = evaluate(facts(bans={"threshold": -1}), NOW)
    (found,) = accepted(first, ["bans_disabled"]).active.values()
    foreign = Acceptances(SALT, {"of another version": found})
    assert evaluate(HEALTHY, NOW, accepted=foreign).ended == {}
    assert evaluate(HEALTHY, UNTIL + MINUTE, accepted=foreign).ended == {
        "of another version": EndReason.TIME
    }


def test_nothing_accepted() -> None:
    home = facts(bans={"threshold": -1})
    first = evaluate(home, NOW)
    assert evaluate(home, NOW, accepted=Acceptances(SALT, {})) == first
    assert evaluate(home, NOW, accepted=accepted(first, [])) == first


def test_another_network_reopens() -> None:
    def home(*networks: str) -> Facts:
        tied = dict.fromkeys(networks, ("tablet",))
        trust = (trusted(*networks, users=tied),)
        return facts(auth={"trusted_networks": trust, "users": (user(), tablet())})

    before = home("192.168.1.0/24")
    assert _again(before, before, "passwordless_network")[1] is None
    after = home("192.168.1.0/24", "192.168.2.0/24")
    assert _again(before, after, "passwordless_network")[1] is EndReason.EVIDENCE


def test_other_addresses_of_a_shared_account_do_not_reopen() -> None:
    def home(*addresses: str) -> Facts:
        seen = tuple(session(last_used_ip=ip_address(each)) for each in addresses)
        return facts(auth={"users": (user(),), "sessions": seen})

    places = ("192.168.1.20", "192.168.1.21", "192.168.1.22")
    others = ("192.168.1.20", "192.168.1.31", "192.168.1.32", "192.168.1.33")
    report, why = _again(home(*places), home(*others), "everyone_admin")
    assert why is None
    assert of(report, "everyone_admin").accepted


def test_the_next_pending_version_does_not_reopen() -> None:
    def home(latest: str, *more: UpdateEntity) -> Facts:
        app = update(UpdateKind.APP, 90, latest_version=latest)
        return facts(updates={"entities": (core_update("2026.11.2"), app, *more)})

    assert _again(home("2.0"), home("2.1"), "apps_outdated")[1] is None
    another = update(UpdateKind.APP, 90, entity_id="update.other")
    assert _again(home("2.0"), home("2.0", another), "apps_outdated")[1] is EndReason.EVIDENCE


def test_only_new_addresses_of_an_attack_reopen() -> None:
    def attack(*sources: tuple[str | None, int]) -> Facts:
        found = tuple(failed_source(address, count=n) for address, n in sources)
        return facts(failed_sign_ins={"sources": found})

    before = attack(("203.0.113.5", 15))
    check_id = "sign_in_attack"
    assert _again(before, attack(("203.0.113.5", 900)), check_id)[1] is None
    # A restart loses the addresses.
    assert _again(before, attack((None, 15)), check_id)[1] is None
    others = attack(("203.0.113.5", 15), ("203.0.113.6", 1))
    assert _again(before, others, check_id)[1] is EndReason.EVIDENCE


def test_an_assumed_pass_does_not_fix_a_limited_rule() -> None:
    """After a restart, sudoers can no longer be read, so the rule may still exist."""
    host = {"account": account(groups=("dialout",))}
    rule = SudoRule(path="/etc/sudoers.d/ha", line=1, unlimited=False)
    seen = facts(host=host | {"sudo": Sudo(installed=True, rules=(rule,))})
    unread = Sudo(installed=True, rules=Unavailable(Reason.PERMISSION))
    report, why = _again(
        seen, facts(host=host | {"sudo": unread}), "passwordless_sudo", without_previous=True
    )
    assert (why, of(report, "passwordless_sudo").status) == (None, Status.PASS)


def test_another_unit_of_the_remaining_time_is_no_new_evidence() -> None:
    """A finding that was accepted with "in 3 days" stays accepted with "in 40 hours"."""
    soon = endpoint(certificate=certificate(not_after=NOW + 3 * DAY))
    home = facts(tls={"external": soon, "own": soon, "file": soon.certificate, "on_disk": ()})
    first = evaluate(home, NOW)
    acceptances = accepted(first, ["certificate_expiring"])
    for hours, variant in ((0, None), (32, "hours"), (71.5, "minutes")):
        report = evaluate(home, NOW + timedelta(hours=hours), first, accepted=acceptances)
        found = of(report, "certificate_expiring")
        assert (found.params.get("variant"), bool(found.accepted)) == (variant, True)
        assert report.ended == {}


def _accepted_before_keys_were_masked(before: Facts, after: Facts) -> EndReason | None:
    first = evaluate(before, NOW)
    now = accepted(first, [SECRETS])
    old = {key: replace(each, masked=False) for key, each in now.active.items()}
    acceptances = replace(now, active=MappingProxyType(old))
    report = evaluate(after, NOW + MINUTE, first, accepted=acceptances)
    return dict(report.ended).get(check_key(SALT, SECRETS))


def test_a_key_that_is_masked_now_is_still_accepted() -> None:
    shown = _secrets((2, "codes.471193"), (3, "codes.8361"), (4, "mqtt.password"))
    masked = _secrets((2, "codes.…"), (3, "codes.…"), (4, "mqtt.password"))
    assert _accepted_before_keys_were_masked(shown, masked) is None
    assert _accepted_before_keys_were_masked(shown, _secrets((2, "codes.…"))) is None
    # One more, or something else.
    for more in (
        _secrets((2, "codes.…"), (3, "codes.…"), (4, "codes.…"), (5, "mqtt.password")),
        _secrets((2, "codes.…"), (3, "rest.token"), (4, "mqtt.password")),
    ):
        assert _accepted_before_keys_were_masked(shown, more) is EndReason.EVIDENCE
    # An acceptance of today covers what it was given for.
    assert _again(masked, masked, SECRETS)[1] is None
    assert _again(shown, masked, SECRETS)[1] is EndReason.EVIDENCE
