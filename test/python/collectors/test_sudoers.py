"""Sudoers files, by the grammar of sudoers(5)."""

from pathlib import Path

from hypothesis import given, strategies as st
import pytest

from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.host import sudoers
from custom_components.security_posture.collectors.host.sudoers import passwordless_rules
from custom_components.security_posture.posture.facts import Reason, SudoRule

DEBIAN = """#
# This file MUST be edited with the 'visudo' command as root.
#
Defaults\tenv_reset
Defaults\tmail_badpass
# User privilege specification
root\tALL=(ALL:ALL) ALL
# Members of the admin group may gain root privileges
%admin ALL=(ALL) ALL
%sudo\tALL=(ALL:ALL) ALL
# See sudoers(5) for more information on "@include" directives:
@includedir /etc/sudoers.d
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "etc" / "sudoers.d").mkdir(parents=True)
    return tmp_path


def rules(root: Path, text: str, **files: str) -> tuple[SudoRule, ...]:
    """Return the passwordless rules of the account "ha" (997, in "sudo" and "dialout")."""
    (root / "etc" / "sudoers").write_text(text)
    for name, content in files.items():
        (root / "etc" / "sudoers.d" / name).write_text(content)
    groups = frozenset({"sudo", "dialout"})
    return passwordless_rules(root, "ha", 997, groups, frozenset({27, 20}))


@pytest.mark.parametrize(
    "line",
    [
        "ha ALL=(ALL) NOPASSWD: ALL",
        "ha ALL=(ALL:ALL) NOPASSWD:ALL",
        "ha ALL = NOPASSWD : ALL",
        "ha\tALL=(root)\tNOPASSWD: ALL",
        "%sudo ALL=(ALL:ALL) NOPASSWD: ALL",
        "%#20 ALL=NOPASSWD: ALL",
        "#997 ALL=NOPASSWD: ALL",
        "ALL ALL=(ALL) NOPASSWD: ALL",
        "bob, ha ALL=NOPASSWD: ALL",
        "ha box=(root) NOPASSWD: /bin/bash",
        "ha ALL=NOPASSWD: /usr/bin/apt",
        "ha ALL=NOPASSWD: /usr/local/bin/",
        "ha ALL=NOPASSWD: /bin/cat *",
        "ha ALL=NOPASSWD: COMMANDS",
        "ha ALL=(ADMINS) NOPASSWD: ALL",
        "ha ALL=SETENV: NOPASSWD: ALL",
        "ha ALL=/bin/true, NOPASSWD: ALL",
        "ha ALL=/bin/true : web=NOPASSWD: ALL",
        "ha ALL=(ALL) \\\n  NOPASSWD: ALL",
        "User_Alias US = bob, ha\nUS ALL=NOPASSWD: ALL",
        "User_Alias A = B : B = ha\nA ALL=NOPASSWD: ALL",
        "Defaults !authenticate",  # and Debian lets the group sudo do everything
        "Defaults !authenticate\nha ALL=ALL",
        "Defaults:ha !authenticate\nha ALL=ALL",
        "Defaults:%sudo env_reset, !authenticate\n%sudo ALL=ALL",
        "ha ALL=NOPASSWD: ALL # because",
    ],
)
def test_any_command(root: Path, line: str) -> None:
    found = rules(root, f"{DEBIAN}{line}\n")
    assert found
    assert any(rule.unlimited for rule in found)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ha ALL=(ALL) ALL",
        "ha ALL=(ALL) PASSWD: ALL",
        "ha ALL=NOPASSWD: /bin/true, PASSWD: ALL",
        "bob ALL=NOPASSWD: ALL",
        "%wheel ALL=NOPASSWD: ALL",
        "%#998 ALL=NOPASSWD: ALL",
        "#1997 ALL=NOPASSWD: ALL",
        "ALL, !ha ALL=NOPASSWD: ALL",
        "%sudo, !ha ALL=NOPASSWD: ALL",
        "ha ALL=(www-data) NOPASSWD: ALL",
        "# ha ALL=NOPASSWD: ALL",
        "Defaults:bob !authenticate",
        "Defaults authenticate",
        "Cmnd_Alias NOPASSWD = ALL",
        "User_Alias US = bob\nUS ALL=NOPASSWD: ALL",
        "User_Alias A = A\nA ALL=NOPASSWD: ALL",
        "nonsense",
        "=NOPASSWD: ALL",
    ],
)
def test_nothing_without_a_password(root: Path, line: str) -> None:
    found = rules(root, f"{DEBIAN}{line}\n")
    assert not any(rule.unlimited for rule in found)
    assert len(found) <= 1  # the harmless rule without a password


def test_some_commands(root: Path) -> None:
    found = rules(root, "ha ALL=NOPASSWD: /sbin/reboot, /sbin/shutdown -h now, !/bin/sh\n")
    assert found == (SudoRule(path="/etc/sudoers", line=1, unlimited=False),) * 2


def test_included_files(root: Path) -> None:
    line = "ha ALL=NOPASSWD: ALL\n"
    assert rules(root, DEBIAN, ha=f"\n{line}") == (
        SudoRule(path="/etc/sudoers.d/ha", line=2, unlimited=True),
    )
    (root / "etc" / "sudoers.d" / "ha").unlink()
    for name in ("backup~", "ha.dpkg-old", ".hidden"):
        assert rules(root, DEBIAN, **{name: line}) == ()
    (root / "etc" / "other").write_text(line)
    for include in ("@include other", "#include /etc/other", '@include "/etc/other"'):
        assert rules(root, f"{DEBIAN}{include}\n") == (
            SudoRule(path="/etc/other", line=1, unlimited=True),
        )


def test_files_that_include_each_other(root: Path) -> None:
    with pytest.raises(CollectorError) as raised:
        rules(root, "@include sudoers\n")
    assert raised.value.reason is Reason.TOO_LARGE
    assert rules(root, "ha ALL=NOPASSWD: ALL\n@include sudoers\n")


def test_too_large(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sudoers, "MAX_BYTES", 10)
    with pytest.raises(CollectorError) as raised:
        rules(root, DEBIAN)
    assert raised.value.reason is Reason.TOO_LARGE


def test_without_a_file(root: Path) -> None:
    assert passwordless_rules(root, "ha", 1, frozenset(), frozenset()) == ()


@given(st.text(max_size=300))
def test_any_text(root: Path, text: str) -> None:
    (root / "etc" / "sudoers").write_bytes(text.encode("utf-8", "replace"))
    passwordless_rules(root, "ha", 997, frozenset(), frozenset())
