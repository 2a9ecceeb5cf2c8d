"""No secret is shown, also not as a key or in the name of a file."""

from dataclasses import astuple
from pathlib import Path
import subprocess
import sys

import pytest

from custom_components.security_posture.posture.model import MASK as EVIDENCE_MASK
from custom_components.security_posture.secret_scan import ScanCache, scan
from custom_components.security_posture.secret_scan.masking import cleaned, masked_keys, masked_name
from custom_components.security_posture.secret_scan.model import MASK

PACKAGE = Path(__file__).parents[4] / "custom_components" / "security_posture"
LONG = "Zr8" + "qT5mWx2" * 3
GITHUB = "ghp" + "_" + "a1B2c3" * 6

HIDDEN = [
    ('alarm_codes:\n  "471193": Anna\n', "471193"),
    ('lock:\n  user_codes:\n    "83920174": cleaner\n', "83920174"),
    (f'users:\n  "hunter2!":\n    token: {LONG}\n', "hunter2!"),
    (f'passwords:\n  "Pa55word": {{password: {LONG}}}\n', "Pa55word"),
    (f"tokens:\n  {GITHUB}:\n    password: {LONG}\n", GITHUB),
    (f'cameras:\n  "rtsp://me:{LONG}@cam/1":\n    password: {LONG}x\n', LONG + "@"),
    (f"a:\n  {LONG}:\n    password: {LONG}\n", LONG),
    ("a:\n  melodious:\n    password: melodious\n", "melodious"),
    ('alarm:\n  codes:\n    "12 34 56":\n      pin: "8361"\n', "12 34 56"),
    (f'alarm:\n  "4711#":\n    password: {LONG}\n', "4711#"),
    # The rest of a file that is not valid YAML.
    (f"a: [}}\n4711:\n  password: {LONG}\n", "4711"),
]


@pytest.mark.parametrize(("text", "secret"), HIDDEN)
def test_keys_that_are_secrets(tmp_path: Path, text: str, secret: str) -> None:
    (tmp_path / "configuration.yaml").write_text(text)
    cache = ScanCache()
    found = scan(tmp_path, cache)
    assert found.findings
    everything = repr((found, [astuple(each) for each in found.findings]))
    assert secret not in everything
    assert any(MASK in each.key.split(".") for each in found.findings)
    # In memory.
    assert secret not in repr(vars(cache))
    # On the command line.
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-m", "secret_scan", str(tmp_path)],
        cwd=PACKAGE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert secret not in done.stdout + done.stderr
    assert done.returncode == 1


def test_codes_above_an_include_are_not_remembered(tmp_path: Path) -> None:
    (tmp_path / "configuration.yaml").write_text('alarm_codes:\n  "471193": !include a.yaml\n')
    (tmp_path / "a.yaml").write_text(f"password: {LONG}\n")
    cache = ScanCache()
    found = scan(tmp_path, cache)
    assert [each.key for each in found.findings] == [f"alarm_codes.{MASK}.password"]
    assert "471193" not in repr((vars(cache), found))


@pytest.mark.parametrize(
    "keys",
    [
        ("mqtt", "password"),
        ("homeassistant", "packages", "front_door_2", "rest", "password"),
        ("users", "Anna Lee", "password"),
        ("light", "hue2", "api_key"),
        ("password", "mqttPassword"),
        ("api", "encryption", "key"),
        ("zones", "101", "token"),
        ("esp8266-01.api.encryption_key",),
        ("0x00158d", "esp32_01_kitchen_lamp", "password"),
        ("Überwachung", "Straße", "passwort"),
    ],
)
def test_names_stay(keys: tuple[str, ...]) -> None:
    assert masked_keys(keys) == keys


def test_characters_that_are_not_visible() -> None:
    assert cleaned("a\u202eb\x1b[31m\nc") == "a\ufffdb\ufffd[31m\ufffdc"
    assert masked_keys(("a\u2066b",)) == ("a\ufffdb",)


def test_names_of_files(tmp_path: Path) -> None:
    assert masked_name("packages/front_door_2.yaml") == "packages/front_door_2.yaml"
    name = f"notes {GITHUB}.yaml"
    assert masked_name(name) == f"notes {MASK}.yaml"
    (tmp_path / name).write_text(f"password: {LONG}\n")
    assert [each.file for each in scan(tmp_path).findings] == [f"notes {MASK}.yaml"]


def test_evidence_uses_the_same_mask() -> None:
    assert EVIDENCE_MASK == MASK
