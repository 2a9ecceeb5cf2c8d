"""Releases between two versions, by their numbers."""

import pytest

from custom_components.security_posture.posture.version_gap import is_several_releases_behind


@pytest.mark.parametrize(
    ("installed", "latest"),
    [
        ("14.1", "16.2"),  # the operating system
        ("14.1", "16.0"),
        ("16.0", "17.2"),
        ("16.0", "16.3"),
        ("2025.03.0", "2026.11.1"),  # the Supervisor
        ("2026.08.3", "2026.11.0"),
        ("2026.11", "2027.2"),
        ("1.2", "1.7"),
        ("1.2.9", "1.5.0"),
        ("v1.4.0", "v3.1.0"),
        ("v1.4.0", "1.7.0"),
        ("0.14.1", "0.17.0"),
        ("0.109.0", "0.115.0"),
        ("1.42.0-2", "2.6.3-1"),  # revisions of an app
        ("2025.8.0-1", "2026.11.0"),
    ],
)
def test_several(installed: str, latest: str) -> None:
    assert is_several_releases_behind(installed, latest)
    assert not is_several_releases_behind(latest, installed)


@pytest.mark.parametrize(
    ("installed", "latest"),
    [
        ("16.3", "17.0"),  # may have come out yesterday
        ("16.3", "17.1"),
        ("16.0", "16.2"),
        ("2026.09.0", "2026.11.4"),
        ("2026.11.0", "2026.11.9"),
        ("2025.12.1", "2026.1.0"),
        ("1.2.0", "1.2.40"),  # patch releases
        ("1.2", "2.0.0"),
        ("1.7", "1.7"),
        ("2.6.3-1", "2.6.3-9"),
    ],
)
def test_few(installed: str, latest: str) -> None:
    assert not is_several_releases_behind(installed, latest)


@pytest.mark.parametrize(
    ("installed", "latest"),
    [
        (None, "16.2"),
        ("14.1", None),
        ("", ""),
        ("latest", "16.2"),
        ("nightly", "nightly2"),
        ("0.1.2-beta.3", "1.9.0"),
        ("14.1.rc1", "16.2"),
        ("2025.3.0b4", "2026.11.0"),
        ("2025.3.0.dev20250301", "2026.11.0"),
        ("a1b2c3d", "e4f5a6b"),
        ("1234567", "7654321"),
        ("20250301", "20261101"),
        ("2025-03-01", "2026-11-01"),
        ("1.1000", "1.2500"),  # builds
        ("1.0-ls12", "1.9-ls44"),
        ("20230912-114516/v1.14.0-gcb84623", "20240912-114516/v1.24.0-gcb84623"),
        ("0x23014631", "0x24014631"),
        ("19.1", "2026.11.0"),  # another scheme
        ("2025.13", "2026.20"),
        ("1.2\n", "1.7\n"),
    ],
)
def test_versions_that_count_no_releases(installed: str | None, latest: str | None) -> None:
    assert not is_several_releases_behind(installed, latest)
