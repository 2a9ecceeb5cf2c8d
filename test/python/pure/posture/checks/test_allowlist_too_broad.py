"""Folders that actions may read and write."""

import pytest

from custom_components.security_posture.posture.facts import Facts

from ..build import facts, run_check
from ..expect import assert_failed, assert_passed

ID = "allowlist_too_broad"


def _listing(*folders: str) -> Facts:
    return facts(core={"config_dir": "/srv/ha/config", "allowed_dirs": folders})


FAILING = _listing("/")


@pytest.mark.parametrize(
    "folder",
    ["/", "//", "/srv", "/srv/", "/srv/ha", "/srv/ha/config", "/srv/ha/config/", "/srv/ha/x/.."],
)
def test_contains_the_configuration(folder: str) -> None:
    assert_failed(run_check(ID, _listing("/media", folder)), evidence=(folder,))


@pytest.mark.parametrize("folder", ["/media", "/srv/ha/config/www", "/srv/ha/conf", "/srv/other"])
def test_outside_the_configuration(folder: str) -> None:
    assert_passed(run_check(ID, _listing(folder)))
    assert_passed(run_check(ID, _listing()))
