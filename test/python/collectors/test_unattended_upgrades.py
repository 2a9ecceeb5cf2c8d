"""The settings of apt, as Debian and Ubuntu write them."""

from pathlib import Path

import pytest

from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.host import unattended_upgrades
from custom_components.security_posture.collectors.host.unattended_upgrades import (
    read_automatic_updates,
)
from custom_components.security_posture.posture.facts import AutomaticUpdates, Reason

ON = 'APT::Periodic::Update-Package-Lists "1";\nAPT::Periodic::Unattended-Upgrade "1";\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a Debian root directory with the package and no settings."""
    for folder in ("etc/apt/apt.conf.d", "usr/bin", "etc/systemd/system"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "etc" / "debian_version").write_text("13.1\n")
    (tmp_path / "usr" / "bin" / "unattended-upgrade").write_text("")
    return tmp_path


def enabled(root: Path, **files: str) -> bool:
    for name, text in files.items():
        (root / "etc" / "apt" / "apt.conf.d" / f"20{name.replace('_', '-')}").write_text(text)
    found = read_automatic_updates(root)
    assert found is not None
    assert found.installed
    return found.enabled


def test_another_family(tmp_path: Path) -> None:
    assert read_automatic_updates(tmp_path) is None


@pytest.mark.parametrize(
    "text",
    [
        ON,
        'APT::Periodic { Update-Package-Lists "1"; Unattended-Upgrade "7"; };',
        'APT { Periodic { Update-Package-Lists "always"; Unattended-Upgrade 1; }; };',
        'apt::periodic::update-package-lists "1"; apt::periodic::unattended-upgrade "1";',
        f'// APT::Periodic::Enable "0";\n/* APT::Periodic::Enable "0"; */\n{ON}',
        f'# APT::Periodic::Unattended-Upgrade "0";\n{ON}',
        f"#clear APT::Periodic::Enable;\n{ON}",
    ],
)
def test_on(root: Path, text: str) -> None:
    assert enabled(root, auto_upgrades=text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        'APT::Periodic::Unattended-Upgrade "1";',  # the package lists are not updated
        'APT::Periodic::Update-Package-Lists "1";',
        f'{ON}APT::Periodic::Unattended-Upgrade "0";',
        f'{ON}APT::Periodic::Enable "0";',
        f"{ON}#clear APT::Periodic;",
        f"/* {ON} */",
        f"/* {ON}",
        ON.replace("APT", "// APT"),
        "}}}; {{{",
        'APT::Periodic::Unattended-Upgrade "1',
    ],
)
def test_off(root: Path, text: str) -> None:
    assert not enabled(root, auto_upgrades=text)


def test_the_last_file_counts(root: Path) -> None:
    off = 'APT::Periodic::Unattended-Upgrade "0";'
    assert enabled(root, a=off, b=ON)
    assert not enabled(root, c=off)
    # Leftovers of a package manager, which apt ignores.
    (root / "etc" / "apt" / "apt.conf.d" / "20c").unlink()
    (root / "etc" / "apt" / "apt.conf.d" / "20c.dpkg-old").write_text(off)
    assert enabled(root)
    (root / "etc" / "apt" / "apt.conf").write_text(off)
    assert not enabled(root)


def test_a_masked_timer(root: Path) -> None:
    timer = root / "etc" / "systemd" / "system" / "apt-daily-upgrade.timer"
    timer.symlink_to("/dev/null")
    assert not enabled(root, auto_upgrades=ON)
    timer.unlink()
    timer.write_text("[Timer]\n")
    assert enabled(root)


@pytest.mark.parametrize("name", ["apt-daily.timer", "apt-daily-upgrade.timer"])
def test_a_disabled_timer(root: Path, name: str) -> None:
    units = root / "usr" / "lib" / "systemd" / "system"
    units.mkdir(parents=True)
    wanted = root / "etc" / "systemd" / "system" / "timers.target.wants"
    wanted.mkdir()
    for timer in ("apt-daily.timer", "apt-daily-upgrade.timer"):
        (units / timer).write_text("[Timer]\n")
        (wanted / timer).symlink_to(f"/usr/lib/systemd/system/{timer}")
    assert enabled(root, auto_upgrades=ON)
    (wanted / name).unlink()
    assert not enabled(root, auto_upgrades=ON)


def test_without_the_package(root: Path) -> None:
    (root / "usr" / "bin" / "unattended-upgrade").unlink()
    assert read_automatic_updates(root) == AutomaticUpdates(installed=False, enabled=False)


@pytest.mark.parametrize("cap", ["MAX_BYTES", "MAX_FILES"])
def test_caps(root: Path, monkeypatch: pytest.MonkeyPatch, cap: str) -> None:
    for name in "ab":
        (root / "etc" / "apt" / "apt.conf.d" / name).write_text(ON)
    monkeypatch.setattr(unattended_upgrades, cap, 1)
    with pytest.raises(CollectorError) as raised:
        read_automatic_updates(root)
    assert raised.value.reason is Reason.TOO_LARGE
