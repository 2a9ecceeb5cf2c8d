"""No secret is shown, also not as a key or in the name of a file."""

from dataclasses import astuple
import os
from pathlib import Path
import subprocess
import sys

import pytest

from custom_components.security_posture.posture.model import MASK as EVIDENCE_MASK
from custom_components.security_posture.secret_scan import ScanCache, known_values, scan
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


@pytest.mark.parametrize("secret", ["Sonnenblume77", "sonnenblume", "hunter-2!x", "Xk9vQ2mPz7"])
@pytest.mark.parametrize("source", ["other.yaml", "secrets.yaml"])
def test_secrets_of_other_files(tmp_path: Path, secret: str, source: str) -> None:
    """As a key, in a longer key, and in the names of folders and files."""
    (tmp_path / source).write_text(f'password: "{secret}"\n')
    (tmp_path / "configuration.yaml").write_text(
        f'y:\n  "{secret}":\n    password: {LONG}\n  "my_{secret}":\n    password: {LONG}x\n'
    )
    for name in (f"{secret}.yaml", f"pw_{secret}/x.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"password: {LONG}y\n")
    for path in tmp_path.rglob("*.yaml"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    cache = ScanCache()
    found = scan(tmp_path, cache)
    places = {(each.file, each.key) for each in found.findings}
    assert {(f"{MASK}.yaml", "password"), (f"pw_{MASK}/x.yaml", "password")} <= places
    assert secret not in repr(found)
    # No file is read again, so that its values are not known any more.
    again = scan(tmp_path, cache)
    assert (again.read, again.findings) == (0, found.findings)
    (tmp_path / source).unlink()
    (tmp_path / f"{secret}.yaml").unlink()
    (tmp_path / f"pw_{secret}" / "x.yaml").unlink()
    if secret == "sonnenblume":
        assert f"y.{secret}.password" in {each.key for each in scan(tmp_path, cache).findings}


def test_secrets_that_are_ordinary_names(tmp_path: Path) -> None:
    """A weak password says nothing about the keys of the same name."""
    weak = ("homeassistant", "mqtt", "camera1", "zigbee2mqtt", "password", "esphome", "user_name")
    (tmp_path / "other.yaml").write_text(
        "".join(f"a{n}:\n  password: {word}\n" for n, word in enumerate(weak))
    )
    (tmp_path / "configuration.yaml").write_text(
        "".join(f"{word}:\n  x:\n    password: {LONG}{n}\n" for n, word in enumerate(weak))
    )
    keys = {each.key for each in scan(tmp_path).findings}
    assert {f"{word}.x.password" for word in weak} <= keys


@pytest.mark.parametrize("key", ["Xk9vQ2mPz7", "pw_Xk9vQ2mPz7", "a8Kd03LqZw"])
def test_short_generated_keys(key: str) -> None:
    assert masked_keys(("mqtt", key, "password")) == ("mqtt", MASK, "password")


@pytest.mark.parametrize(
    "key",
    ["ESP32Cam2", "iPhone15Pro", "Shelly1PMv2", "zigbee2mqtt", "Pixel8Pro", "MacBook2"],
)
def test_names_of_products_stay(key: str) -> None:
    assert masked_keys(("mqtt", key, "password")) == ("mqtt", key, "password")


def test_more_names_than_are_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not compared is not shown."""
    monkeypatch.setattr(known_values, "MAX_STEPS", -1)
    (tmp_path / "other.yaml").write_text("password: Sonnenblume77\n")
    assert {(each.file, each.key) for each in scan(tmp_path).findings} == {(MASK, MASK)}
