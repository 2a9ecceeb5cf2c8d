"""Secrets in configurations of many styles, and values that only resemble secrets."""

import json
import os
from pathlib import Path
import subprocess
import sys
import time
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.security_posture.secret_scan import CONFIDENT, Scan, scan, scan as package
from custom_components.security_posture.secret_scan.embedded import MAX_TEXT, embedded_secrets

PACKAGE = Path(__file__).parents[4] / "custom_components" / "security_posture"
# Concatenated, so that other scanners do not report them.
LONG = "Zr8" + "qT5mWx2" * 3
GITHUB = "ghp" + "_" + "a1B2c3" * 6
JWT = ".".join(("ey" + "J" + "hbGciOi" * 2, "ey" + "J" + "pc3MiOi" * 2, "Zz9-x" * 4))


def found(folder: Path, **files: str) -> list[tuple[str, int, str]]:
    """Return file, line and kind of the findings in the files ending in .yaml."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return [
        (each.file, each.line, each.kind.value)
        for each in scan(folder).findings
        if each.confidence >= CONFIDENT
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"mqtt:\n  password: {LONG}\n", "password"),
        (f"mqtt:\n  password: '{LONG}'\n", "password"),
        ("mqtt:\n  password: 8Pq!\n", "password"),
        (f"rest:\n  api_key: {LONG}\n", "api_key"),
        (f"telegram_bot:\n  token: {LONG}\n", "token"),
        (f"notify:\n  access_token: {LONG}\n", "token"),
        (f"x:\n  client_secret: {LONG}\n", "token"),
        (f"google_assistant:\n  private_key: {LONG}\n", "key"),
        ("google_assistant:\n  secure_devices_pin: '4711'\n", "code"),
        ("alarm_control_panel:\n  code: 8361\n", "code"),
        ("input_text:\n  alarm_code:\n    initial: '8361'\n", "code"),
        ("lock:\n  usercode: 83617\n", "code"),
        (f"trigger:\n  webhook_id: {LONG}\n", "webhook"),
        (f"camera:\n  stream: rtsp://me:{LONG}@cam/1\n", "credential_url"),
        (f"shell_command:\n  x: curl -u me:{LONG} http://h\n", "password"),
        (f"rest:\n  headers:\n    Authorization: Bearer {LONG}\n", "token"),
        (f"rest:\n  headers:\n    X-Auth: Bearer {LONG}\n", "token"),
        (f"rest:\n  resource: http://h/x?apikey={LONG}\n", "api_key"),
        (f'rest:\n  payload: \'{{"token": "{LONG}"}}\'\n', "token"),
        (f"a:\n  note: {GITHUB}\n", "token"),
        (f"a:\n  note: {JWT}\n", "token"),
        (f"a:\n  note: 'WIFI:T:WPA;S:home;P:{LONG};;'\n", "password"),
    ],
)
def test_secrets(tmp_path: Path, text: str, kind: str) -> None:
    line = text.count("\n")
    assert found(tmp_path, configuration=text) == [("configuration.yaml", line, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "password: !secret mqtt\n",
        "password: !env_var PASSWORD\n",
        "password: \n",
        "password: true\n",
        "password: '{{ states(\"x\") }}'\n",
        "password: ${password}\n",
        "password: $PASSWORD\n",
        "password: YOUR_PASSWORD\n",
        "password: <password>\n",
        "password: xxxxxxxx\n",
        "password: '********'\n",
        "password: input_text.password\n",
        "password_file: /run/secrets/mqtt\n",
        "code_format: number\n",
        "code_arm_required: false\n",
        "token_url: https://example.org/token\n",
        "key_name: front door\n",
        f"device_id: {LONG}\n",
        f"unique_id: {LONG}\n",
        "id: '1617181920212'\n",
        "pin: 4\n",
        "pin: GPIO12\n",
        "color: '#a1b2c3'\n",
        "data: [9000, 4500, 560, 560]\n",
        "code: 1234567\n",
        "keypad: living_room\n",
        "url: https://example.org/path?page=2\n",
        "url: http://user@host/\n",
        "url: http://me:{{ password }}@host/\n",
        "alarm:\n  code: '{{ code }}'\n",
        "alarm:\n  code: arm\n",
        "service: alarm_control_panel.alarm_disarm\n",
        "secret: !secret x\n",
    ],
)
def test_values_that_resemble_secrets(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, configuration=text) == []


def test_lines_and_keys(tmp_path: Path) -> None:
    text = f"""homeassistant:
  packages:
    one:
      rest:
        - resource: http://h
          password: >-
            {LONG}
          other: 1
script:
  say: |
    echo hello
    curl -u me:{LONG} http://h
"""
    (tmp_path / "configuration.yaml").write_text(text)
    rows = [(row.line, row.end_line, row.key) for row in scan(tmp_path).findings]
    assert rows == [(6, 7, "homeassistant.packages.one.rest.password"), (12, 12, "script.say")]


def test_defaults(tmp_path: Path) -> None:
    for name in ("configuration", "secrets"):
        (tmp_path / f"{name}.yaml").write_text(f"password: changeme\nother_password: {LONG}\n")
    found = scan(tmp_path)
    rows = {(row.file, row.line): row.is_default for row in (*found.findings, *found.well_known)}
    assert rows == {
        ("configuration.yaml", 1): True,
        ("configuration.yaml", 2): False,
        ("secrets.yaml", 1): True,
    }


def test_excluded_files(tmp_path: Path) -> None:
    rows = found(
        tmp_path,
        esphome__lamp=f"""esphome:
  name: lamp
api:
  encryption:
    key: {LONG}
ota:
  password: {LONG}
wifi:
  ssid: home
  password: {LONG}
switch:
  - platform: gpio
    pin: GPIO4
    code: 12345
""",
        zigbee2mqtt__configuration="advanced:\n  network_key:\n"
        + "".join(f"    - {n * 7 % 256}\n" for n in range(16)),
        zigbee2mqtt__other="advanced:\n  network_key: GENERATE\n",
        **{"docker-compose": f"services:\n  db:\n    environment:\n      - DB_PASSWORD={LONG}\n"},
        custom_components__x__y=f"password: {LONG}\n",
    )
    assert rows == [
        ("docker-compose.yaml", 4, "password"),
        ("esphome/lamp.yaml", 5, "key"),
        ("esphome/lamp.yaml", 7, "password"),
        ("esphome/lamp.yaml", 10, "password"),
        ("zigbee2mqtt/configuration.yaml", 3, "key"),
    ]
    (tmp_path / ".env").write_text(f"# note\nexport API_TOKEN={LONG}\nNAME=home\n")
    (tmp_path / ".env.example").write_text(f"API_TOKEN={LONG}\n")
    assert (".env", 2, "token") in found(tmp_path)
    assert not any(row[0] == ".env.example" for row in found(tmp_path))


def test_a_file_that_does_not_parse(tmp_path: Path) -> None:
    text = f"a: [\npassword: {LONG}\nother: !secret x\nthird_password: !secret y\n"
    assert found(tmp_path, configuration=text) == [("configuration.yaml", 2, "password")]


HOSTILE: dict[str, bytes] = {
    "deep flow": b"[" * 100_000,
    "deep mapping": b"{a: " * 50_000,
    "deep list": b"- " * 50_000 + b"x",
    "long line": b"password: " + b"a" * 1_000_000,
    "many colons": b":" * 500_000,
    "bomb": b"a: &a [x,x]\n"
    + b"".join(
        b"%c: &%c [*%c,*%c,*%c]\n" % (n + 1, n + 1, n, n, n) for n in range(ord("a"), ord("y"))
    ),
    "merge": b"a: &a {<<: *a, password: x}\n",
    "alias to itself": b"&a [*a]\n",
    "nothing": b"",
    "nul": b"pass\0word: x\n",
    "utf-16": "password: x\n".encode("utf-16"),
    "bytes": bytes(range(256)) * 100,
    "key of keys": b"? {password: x}\n: y\n",
    "quotes": b"a: '" + b"://x:" * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(tmp_path: Path, name: str) -> None:
    (tmp_path / "configuration.yaml").write_bytes(HOSTILE[name])
    result = scan(tmp_path)
    assert result.files == 1
    assert "failed" not in result.capped
    lines = HOSTILE[name].count(b"\n") + 1
    assert all(1 <= row.line <= row.end_line <= lines for row in result.findings)


def test_special_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "device.yaml").symlink_to("/dev/zero")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "folder.yaml").mkdir()
    outside = tmp_path.parent / "outside.yaml"
    outside.write_text(f"password: {LONG}\n")
    (tmp_path / "link.yaml").symlink_to(outside)
    assert scan(tmp_path) == Scan(
        findings=(),
        well_known=(),
        files=0,
        bytes=0,
        seconds=pytest.approx(0, abs=60),
        capped=(),
    )


@pytest.mark.parametrize(
    ("cap", "value", "reason"),
    [
        ("MAX_FILES", 1, "files"),
        ("MAX_FILE_BYTES", 3, "file_size"),
        ("MAX_BYTES", 20, "bytes"),
        ("MAX_VALUES", 2, "values"),
        ("MAX_SECONDS", -1.0, "seconds"),
        ("MAX_FINDINGS", 1, "findings"),
    ],
)
def test_caps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cap: str, value: float, reason: str
) -> None:
    for name in "ab":
        (tmp_path / f"{name}.yaml").write_text("password: 8Pq!\n")
    assert scan(tmp_path).complete
    monkeypatch.setattr(sys.modules[package.__module__], cap, value)
    result = scan(tmp_path)
    assert reason in result.capped
    assert not result.complete


@given(st.binary(max_size=600))
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "configuration.yaml").write_bytes(content)
    result = scan(tmp_path)
    assert "failed" not in result.capped
    for row in result.findings:
        assert 1 <= row.line <= row.end_line


PIECES = (
    "a://b:",
    "bearer ",
    " -u x:",
    "'token': ",
    "?key=",
    "WIFI:;",
    "WIFI:S:a;",
    "a://b:c@",
    "mosquitto_pub ",
    "curl -u ",
    "{% set code = ",
    "code == '1234' ",
    "is_state('a.b', ",
    "-",
    "-----BEGIN PRIVATE KEY-----",
    "eyJ",
    "eyJaaaaaaaaaa.",
    "<password>",
    "${",
    "password=",
    "=",
    "a_",
    "password ",
    "basic QUFB",
    "/token/",
    "_password=",
    "sshpass -p",
    "x" * 50,
    " in [",
    "'",
    "é",
)


@pytest.mark.parametrize("piece", PIECES)
def test_long_texts_take_no_longer(piece: str) -> None:
    """Four times the text takes about four times the CPU time; backtracking would take 16 times.

    Other programs can slow down one measurement, but hardly all three.
    """
    text = piece * (MAX_TEXT // len(piece))
    short, long = text[: MAX_TEXT // 16], text[: MAX_TEXT // 4]
    assert any(_seconds(long) < 8 * max(_seconds(short), 0.001) for _ in range(3))


def _seconds(text: str) -> float:
    begin = time.process_time()
    for _ in embedded_secrets(text, lambda: True):
        pass
    return time.process_time() - begin


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-m", "secret_scan", *arguments],
        cwd=PACKAGE,
        capture_output=True,
        text=True,
        check=False,
    )


def test_command_line(tmp_path: Path) -> None:
    assert command(str(tmp_path)).returncode == 0
    (tmp_path / "configuration.yaml").write_text(f"mqtt:\n  password: {LONG}\n")
    done = command(str(tmp_path))
    assert done.returncode == 1
    row: dict[str, Any] = json.loads(done.stdout)
    assert row == {
        "file": "configuration.yaml",
        "line": 2,
        "end_line": 2,
        "key": "mqtt.password",
        "kind": "password",
        "confidence": row["confidence"],
    }
    assert "1 files" in done.stderr
    assert LONG not in done.stdout + done.stderr
    (tmp_path / "configuration.yaml").write_bytes(b"[" * 1_000)
    assert command(str(tmp_path)).returncode == 2, "what was not read may hold anything"
    for wrong in ((), (str(tmp_path / "gone"),), (str(tmp_path), "x")):
        assert command(*wrong).returncode == 2
