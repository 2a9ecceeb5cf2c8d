"""A file that is included at several places is judged at each of them."""

from pathlib import Path

import pytest

from custom_components.security_posture.secret_scan import ScanCache, scan
from custom_components.security_posture.secret_scan.includes import MAX_MOUNTS

LONG = "Zr8" + "qT5mWx2" * 3
CODES = '- code: "7391"\n- code: "4826"\n'


@pytest.mark.parametrize("keys", [("a", "lock"), ("lock", "a"), ("a", "b", "c", "lock")])
def test_every_include_counts(tmp_path: Path, keys: tuple[str, ...]) -> None:
    lines = (f"{key}: !include x.yaml\n" for key in keys)
    (tmp_path / "configuration.yaml").write_text("".join(lines))
    (tmp_path / "x.yaml").write_text(CODES)
    cache = ScanCache()
    found = scan(tmp_path, cache)
    assert [(each.line, each.key) for each in found.findings] == [
        (1, "lock.code"),
        (2, "lock.code"),
    ]
    assert (found.files, scan(tmp_path, cache).findings) == (2, found.findings)


def test_a_folder_that_is_included_again(tmp_path: Path) -> None:
    (tmp_path / "configuration.yaml").write_text(
        "a: !include_dir_merge_list parts\nlock: !include_dir_merge_list parts\n"
    )
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "x.yaml").write_text(CODES)
    assert [each.key for each in scan(tmp_path).findings] == ["lock.code"] * 2


def test_each_secret_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "configuration.yaml").write_text("mqtt: !include x.yaml\nrest: !include x.yaml\n")
    (tmp_path / "x.yaml").write_text(f"{{password: {LONG}, more: {{api_key: {LONG}x}}}}\n")
    assert [each.key for each in scan(tmp_path).findings] == ["mqtt.password", "mqtt.more.api_key"]


def test_an_include_that_is_removed(tmp_path: Path) -> None:
    """What was found below its keys goes with it."""
    top = tmp_path / "configuration.yaml"
    top.write_text("a: !include x.yaml\nlock: !include x.yaml\n")
    (tmp_path / "x.yaml").write_text(CODES)
    cache = ScanCache()
    assert len(scan(tmp_path, cache).findings) == 2
    top.write_text("a: !include x.yaml\n")
    assert scan(tmp_path, cache).findings == ()
    assert ("x.yaml", ("lock",)) not in cache.entries(cache._rules)


def test_a_file_that_includes_itself(tmp_path: Path) -> None:
    (tmp_path / "configuration.yaml").write_text("a: !include x.yaml\n")
    (tmp_path / "x.yaml").write_text(f"b: !include x.yaml\npassword: {LONG}\n")
    found = scan(tmp_path)
    assert found.read == 1 + MAX_MOUNTS
    assert (found.files, [each.key for each in found.findings]) == (2, ["a.password"])
