"""What steps need besides failing checks, read from facts."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.security_posture.posture.exposure import assess
from custom_components.security_posture.posture.facts import (
    AppPort,
    Facts,
    Gain,
    PublicFile,
    Reason,
    SecretPlace,
    Unavailable,
)
from custom_components.security_posture.posture.model import (
    Exposure,
    ExposureEvidence,
    ExposureKind,
    Level,
)
from custom_components.security_posture.posture.model.ways import Circumstance
from custom_components.security_posture.posture.ways.circumstances import known_circumstances

from ..build import HEALTHY, app, facts, tablet, trusted, user
from ..checks.test_known_vulnerability import advisory

GAP = Unavailable(Reason.TIMEOUT)
LOCAL = Exposure(Level.LOCAL, ())


def known(home: Facts, exposure: Exposure | None = None) -> dict[Circumstance, bool | None]:
    return dict(known_circumstances(home, exposure or assess(home)))


def true_of(home: Facts) -> set[str]:
    return {fact.value for fact, value in known(home).items() if value}


def untold_of(home: Facts) -> set[str]:
    return {fact.value for fact, value in known(home).items() if value is None}


def test_every_circumstance_is_judged() -> None:
    assert set(known(HEALTHY)) == set(Circumstance)
    assert true_of(HEALTHY) == {"exposed", "installs_apps"}
    assert untold_of(HEALTHY) == set()


def test_nothing_read_is_unknown() -> None:
    assert untold_of(Facts()) == set(Circumstance)


@pytest.mark.parametrize(
    ("exposure", "expected"),
    [
        (LOCAL, False),
        (Exposure(Level.INTERNET, (ExposureEvidence(ExposureKind.EXTERNAL_URL),)), True),
        (Exposure(Level.INTERNET, (ExposureEvidence(ExposureKind.UNKNOWN),)), None),
        # It became unknown, and stays as it was seen last.
        (Exposure(Level.LOCAL, (ExposureEvidence(ExposureKind.UNKNOWN),)), None),
    ],
)
def test_exposure(exposure: Exposure, expected: bool | None) -> None:
    assert known(HEALTHY, exposure)[Circumstance.EXPOSED] is expected


def test_without_a_supervisor_no_app_is_installed() -> None:
    assert true_of(facts(supervisor=None)) == {"exposed"}


SSH = AppPort(inside=22, protocol="tcp", outside=2222)
DATABASE = AppPort(inside=3306, protocol="tcp", outside=3306)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"ports": (SSH,)}, True),
        ({"slug": "core_samba", "host_network": True}, True),
        ({"ports": (DATABASE,)}, False),
        ({"ports": (SSH,), "running": False}, False),
        ({"ports": (SSH,), "running": GAP}, None),
    ],
)
def test_a_shell_or_share(found: dict[str, Any], expected: bool | None) -> None:
    home = facts(supervisor={"apps": (app(), app(**found))})
    assert known(home)[Circumstance.SHELL_OR_SHARE] is expected


def test_unread_apps_may_open_a_shell() -> None:
    home = facts(supervisor={"apps": GAP})
    assert untold_of(home) == {"shell_or_share"}


def logins(*networks: str, users: Any = None, **changes: Any) -> set[str]:
    home = facts(auth={"trusted_networks": (trusted(*networks, users=users),)}, **changes)
    return true_of(home) - {"exposed", "installs_apps"}


def test_logins_without_a_password() -> None:
    assert logins("8.8.8.0/24") == {"public_administrator", "public_account"}
    everyone = {"public_administrator", "public_account", "home_administrator", "home_account"}
    assert logins("0.0.0.0/0") == logins("::/0") == everyone
    assert logins("8.8.8.0/24", users={"8.8.8.0/24": ("tablet",)}) == {"public_account"}
    assert logins("192.168.1.0/24") == {"home_administrator", "home_account"}
    assert logins("192.168.1.0/24", users={"192.168.1.0/24": ("admin",)}) == {"home_administrator"}
    assert logins("192.168.1.5/32") == {"address_administrator"}
    assert logins("192.168.1.5/32", users={"192.168.1.5/32": ("tablet",)}) == set()
    assert logins("192.168.1.0/24", users={"192.168.1.0/24": ("nobody",)}) == set()
    assert logins("192.168.1.0/24", "8.8.8.8/32") == {
        *("home_administrator", "home_account"),
        *("public_administrator", "public_account"),
    }


def test_a_network_that_may_be_the_homes_own() -> None:
    small = facts(auth={"trusted_networks": (trusted("2606:4700:1::/56"),)}, network=GAP)
    assert untold_of(small) == {"public_administrator", "public_account"}
    large = facts(auth={"trusted_networks": (trusted("8.8.8.0/24"),)}, network=GAP)
    assert {"public_administrator", "public_account"} <= true_of(large)


def test_unread_accounts_are_unknown() -> None:
    assert untold_of(facts(auth=GAP)) == {
        *("public_administrator", "public_account"),
        *("home_administrator", "home_account", "address_administrator"),
    }


def secret(file: str) -> SecretPlace:
    return SecretPlace(
        file=file, line=1, key="password", kind="password", confidence=1.0, is_default=False
    )


@pytest.mark.parametrize(
    ("path", "kind", "expected"),
    [
        ("www/full.tar", "backup", {"login_public"}),
        ("www/.storage/auth", "secrets", {"login_public", "password_public"}),
        ("www/secrets.yaml", "secrets", {"password_public"}),
        ("www/privkey.pem", "key", set()),
        ("www/notes.yaml", "configuration", set()),
    ],
)
def test_the_public_folder(path: str, kind: str, expected: set[str]) -> None:
    home = facts(public_folder={"files": (PublicFile(path=path, kind=kind),)})
    assert true_of(home) - {"exposed", "installs_apps"} == expected


def test_a_script_in_the_public_folder() -> None:
    home = facts(secrets={"places": (secret("www/upload.sh"),)})
    assert {"password_public"} <= true_of(home)
    assert untold_of(facts(public_folder=GAP)) == {"login_public", "password_public"}
    assert true_of(facts(public_folder=None)) == {"exposed", "installs_apps"}


def test_published_files() -> None:
    home = facts(git={"sensitive": (".storage/auth",)})
    assert {"login_published", "password_published"} <= true_of(home)
    home = facts(git={"sensitive": ("secrets.yaml",)})
    assert true_of(home) - {"exposed", "installs_apps"} == {"password_published"}
    home = facts(secrets={"places": (secret("automations.yaml"),)})
    assert true_of(home) - {"exposed", "installs_apps"} == {"password_published"}
    assert untold_of(facts(git=GAP)) == {"login_published", "password_published"}
    assert untold_of(facts(secrets=GAP)) == {"password_published"}
    assert true_of(facts(git=None)) == {"exposed", "installs_apps"}


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({"gives": Gain.ADMINISTRATOR}, {"flaw"}),
        ({"gives": Gain.ADMINISTRATOR, "at_home": True}, {"flaw_at_home"}),
        ({"gives": Gain.ADMINISTRATOR, "needs_victim": True}, {"flaw_tricked"}),
        (
            {"gives": Gain.ADMINISTRATOR, "needs_account": True, "needs_victim": True},
            {"flaw_with_account"},
        ),
        ({"gives": Gain.SECRETS}, {"flaw_secrets"}),
        ({"gives": Gain.SECRETS, "needs_account": True}, set()),
        ({"gives": Gain.NOTHING}, set()),
    ],
)
def test_flaws(about: dict[str, Any], expected: set[str]) -> None:
    row = replace(advisory(fixed_in="2026.12.0"), **about)
    home = facts(advisories={"advisories": (row,)})
    assert true_of(home) - {"exposed", "installs_apps"} == expected
    assert untold_of(home) == set()


def test_a_flaw_of_which_nothing_is_told() -> None:
    unsorted = advisory(fixed_in="2026.12.0")
    flaws = {"flaw", "flaw_at_home", "flaw_secrets", "flaw_tricked", "flaw_with_account"}
    assert untold_of(facts(advisories={"advisories": (unsorted,)})) == flaws
    sorted_too = replace(unsorted, gives=Gain.ADMINISTRATOR)
    home = facts(advisories={"advisories": (unsorted, sorted_too)})
    assert untold_of(home) == flaws - {"flaw"}
    assert untold_of(facts(advisories=GAP)) == flaws
    assert untold_of(facts(updates=GAP)) == flaws


def test_users_who_cannot_log_in_do_not_count() -> None:
    idle = (user(is_active=False), tablet(is_active=False))
    home = facts(auth={"users": idle, "trusted_networks": (trusted("192.168.1.0/24"),)})
    assert true_of(home) == {"exposed", "installs_apps"}
