"""Which files are read, and how: scripts, JSON, settings, files that are not in use."""

import json
import os
from pathlib import Path, PurePosixPath

import pytest

from custom_components.security_posture.secret_scan import CONFIDENT, scan
from custom_components.security_posture.secret_scan.file_types import Form, Role, file_type
from custom_components.security_posture.secret_scan.files import source_files
from custom_components.security_posture.secret_scan.json_tree import parse_json
from custom_components.security_posture.secret_scan.tree import Mapping, ParseProblem, Scalar

# Concatenated, so that other scanners do not report them.
LONG = "Zr8" + "qT5mWx2" * 3
HEX = "9f3ac1d27be84410" * 2


def write(folder: Path, name: str, text: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def lines(folder: Path) -> list[tuple[str, int]]:
    return [(row.file, row.line) for row in scan(folder).findings if row.confidence >= CONFIDENT]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("pyscript/a.py", f'import x\nCLIENT_SECRET = "{LONG}"\n', 2),
        ("appdaemon/apps/a.py", f"API_KEY = '{LONG}'\n", 1),
        ("python_scripts/a.py.disabled", f"password = '{LONG}'\n", 1),
        ("shell/a.sh", f"#!/bin/sh\ncurl -u me:{LONG} http://h\n", 2),
        ("shell/a.bash", f"MQTT_PASSWORD='{LONG}'\n", 1),
        ("shell/notify", f"#!/usr/bin/env bash\nTOKEN='{LONG}'\n", 2),
        ("www/panel.mjs", f'const token = "{LONG}";\n', 1),
        ("www/kiosk.html", f'<script>\nconst access_token = "{LONG}";\n</script>\n', 2),
        ("mariadb.env", f"MYSQL_ROOT_PASSWORD={LONG}\n", 1),
        (".env.local", f"A=1\nexport API_TOKEN={LONG}\n", 2),
        ("compose/stack.env.bak", f"DB_PASSWORD={LONG}\n", 1),
        ("zigbee2mqtt/coordinator_backup.json", f'{{"network_key":\n {{"key": "{HEX}"}}}}', 2),
        ("node-red/flows_cred.json", f'[{{"password":"{LONG}"}}]', 1),
        ("appsettings.json", f'{{\n\t"HomeAssistant": {{\n\t\t"Token": "{LONG}"\n\t}}\n}}\n', 3),
        ("x.code-workspace", f'{{ // note\n"settings": {{"access_token": "{LONG}",}}, }}', 2),
        ("broken.json", f'{{"a": oops:\n "password": "{LONG}"', 2),
        ("auth", f'{{"data":\n{{"refresh_token": "{LONG}"}}}}', 2),
        ("rest/spare.yaml.unused", f"rest:\n  password: {LONG}\n", 2),
        ("a.yaml.disabled", f"password: {LONG}\n", 1),
        ("a.yml.bak", f"password: {LONG}\n", 1),
        ("a.yaml.old", f"password: {LONG}\n", 1),
        ("a.yaml.orig", f"password: {LONG}\n", 1),
        ("a.yaml.save", f"password: {LONG}\n", 1),
        ("a.yaml~", f"password: {LONG}\n", 1),
        ("a.yaml.2024-01-01", f"password: {LONG}\n", 1),
        ("a.yaml_", f"password: {LONG}\n", 1),
        ("mosquitto/bridge.conf", f"remote_password {LONG}\npassword = {LONG}\n", 2),
        ("frigate.cfg", f"password: {LONG}\n", 1),
        ("a.ini", f"[mqtt]\npassword = {LONG}\n", 2),
        ("a.properties", f"api.token={LONG}\n", 1),
        ("a.toml", f'[x]\npassword = "{LONG}"\n', 2),
        ("Dockerfile", f"FROM x\nENV DB_PASSWORD={LONG}\n", 2),
        (".netrc", f"machine h login me\n  password {LONG}\n", 2),
        ("custom_templates/a.jinja", f"{{# x #}}\n{{% set api_token = '{LONG}' %}}\n", 2),
    ],
)
def test_a_secret_in_another_file(tmp_path: Path, name: str, text: str, line: int) -> None:
    write(tmp_path, name, text)
    assert (name, line) in lines(tmp_path)
    assert {file for file, _ in lines(tmp_path)} == {name}
    assert scan(tmp_path).complete


@pytest.mark.parametrize(
    "name",
    [
        ".storage/auth",
        "custom_components/x/a.py",
        "node_modules/x/a.js",
        "www/community/card/a.js",
        "__pycache__/a.py",
        "deps/a.py",
        "dist/a.js",
        ".git/config.json",
        ".cache/a.json",
        "www/card.min.js",
        "www/card-bundle.js",
        "www/card/live-df63bfc8.js",
        "types.d.ts",
        "package-lock.json",
        "pnpm-lock.yaml",
        ".env.example",
        "app.env.sample",
        "config.example.json",
        "settings.ini.dist",
        "photo.jpg",
        "home.db",
        "home-assistant.log",
        "backup.tar",
        "LICENSE",
        "LICENSE.txt",
        "CHANGELOG.md",
        "settings.md.example",
    ],
)
def test_files_that_are_not_read(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, f'password = "{LONG}"\n"token": "{LONG}"\nAPI_KEY={LONG}\n')
    result = scan(tmp_path)
    assert (result.findings, result.files, result.capped) == ((), 0, ())


def test_the_shareable_copy_gets_yaml_only(tmp_path: Path) -> None:
    for name in ("a.py", "a.json", "a.yaml.bak", "mariadb.env", "a.yaml"):
        write(tmp_path, name, "x: 1\n")
    assert [source.name for source in source_files(tmp_path) if source] == ["a.yaml"]


def test_binary_files_are_no_text(tmp_path: Path) -> None:
    for name in ("a.py", "a.json", "program", "a.conf"):
        write(tmp_path, name, f'#!/bin/sh\npassword = "{LONG}"\n'.encode() + b"\0\1\2")
    result = scan(tmp_path)
    assert (result.findings, result.capped) == ((), ())


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    write(tmp_path.parent, "outside.py", f"password = '{LONG}'\n")
    (tmp_path / "link.py").symlink_to(tmp_path.parent / "outside.py")
    (tmp_path / "device.json").symlink_to("/dev/zero")
    assert scan(tmp_path).files == 0


def test_programs_of_others_are_not_read(tmp_path: Path) -> None:
    write(tmp_path, "www/bundle.js", f'var password="{LONG}";' + "x();" * 2_000)
    write(tmp_path, "www/large.js", "x();\n" * 60_000 + f'var password="{LONG}";')
    write(tmp_path, "www/own.js", f'var password="{LONG}";\n')
    write(tmp_path, "www/own.html", f"<b>\n<script>\nvar password='{LONG}';\n//" + "a" * 9_000)
    assert lines(tmp_path) == [("www/own.html", 3), ("www/own.js", 1)]


SECRETS_COPIES = (
    *("secrets.yaml.bak", "esphome/secrets.yaml~", "secrets.yaml.old", "secrets.yaml.orig"),
    *("secrets.yaml.20230401", "secrets.yaml.2023-04-01", "secrets.yaml_", "secrets.yaml.save"),
    *("secrets.bak", "secrets.old", "secrets_alt.yaml", "secrets - Copia.yaml", "secrets (1).yaml"),
    *("secrets - Kopie.yaml", "old_secrets.yml", "copy of secrets.yaml", "secrets2.yaml"),
    *("secrets-backup.yaml", "secrets.yaml.txt", "secret.yaml.bak", "Secrets_OLD.yaml"),
)


@pytest.mark.parametrize(
    ("name", "role", "form"),
    [
        ("secrets.yaml", Role.SECRETS, Form.YAML),
        ("esphome/secrets.yaml", Role.SECRETS, Form.YAML),
        ("zigbee2mqtt/secret.yaml", Role.SECRETS, Form.YAML),
        *((name, Role.SECRETS_COPY, Form.YAML) for name in SECRETS_COPIES),
        ("tasmota/lamp.txt", Role.NOTES, Form.NOTES),
        ("notes.md", Role.NOTES, Form.NOTES),
        ("rest.yaml.txt", Role.HOME_ASSISTANT, Form.YAML),
        ("docker-compose.yml.old", Role.COMPOSE, Form.YAML),
        ("zigbee2mqtt/state.json", Role.ZIGBEE2MQTT, Form.JSON),
        ("esphome/lamp.yaml.disabled", Role.ESPHOME, Form.YAML),
        ("prod.env", Role.ENV, Form.LINES),
    ],
)
def test_roles(name: str, role: Role, form: Form) -> None:
    found = file_type(PurePosixPath(name))
    assert found is not None
    assert (found.role, found.form) == (role, form)


@pytest.mark.parametrize(
    "name", ["secrets.yaml", "esphome/secrets.yaml", "zigbee2mqtt/secret.yaml"]
)
def test_where_secrets_belong(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, f"mqtt_password: {LONG}\nother_password: changeme\nwlan: 5491773028\n")
    result = scan(tmp_path)
    assert result.findings == ()
    assert [row.line for row in result.well_known] == [2]


COPY = """# Old.
some_password: welcome
home_lat: 50.739142
wlan: 54917730284410557821
mqtt: mosquitto2017
nas: tulip-garden-9
wifi_ssid: Home-5G-4177
mqtt_user: maria1984
mqtt_host: 10.20.30.40
router: 192.168.178.1
camera: cam3.example.net
mail: maria@example.net
phone: +49 170 0000000
spare: q7Xm-lt2VbKn94RsWyPd
tv_password_old: Sommer99!
"""


@pytest.mark.parametrize("name", SECRETS_COPIES)
def test_nobody_needs_a_copy_of_secrets(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, COPY)
    assert lines(tmp_path) == [(name, line) for line in (4, 5, 6, 14, 15)]


def test_names_of_networks_in_a_copy_of_secrets(tmp_path: Path) -> None:
    write(tmp_path, "secrets.old", "wifi: Vodafone-A41773\nwifi_pwd: q7xmlt2vbkn94rsw\n")
    write(tmp_path, "packages/a.yaml", "wlan: 54917730284410557821\n")
    assert lines(tmp_path) == [("secrets.old", 2)]


NOTES = """# Notes
The password of the panel is in the safe. Please change the token: it is old.
Backlog SSID1 Home; Password1 cloudberry4jam; MqttUser x; MqttPassword jam&bread
MqttPassword 1
Run `mosquitto_pub -u me -P blueberry7 -t a`, or with -P PASSWORD.
[![badge](https://ci.example/badge.svg?token=PMJ6NAN9J3)](https://ci.example)
<img src="https://x.example/a?token=PMJ6NAN9J3Q">
docker run -e GITHUB_AUTH_TOKEN=token ghcr.io/a/b:latest
password: changeme
Set the `password` option to `mqtt_password`, pass `delete=False`.
Wi-Fi guests: `Tulip` / `welcome-77`
https://www.example.com/en/service/wi-fi/instruction-noah
"""


@pytest.mark.parametrize("name", ["tasmota/lamp.txt", "README.md", "docs/a.markdown"])
def test_notes(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, NOTES)
    assert sorted(set(lines(tmp_path))) == [(name, 3), (name, 5), (name, 11)]


def test_long_notes_are_books(tmp_path: Path) -> None:
    write(tmp_path, "book.txt", NOTES + "word " * 20_000)
    assert lines(tmp_path) == []


def test_json_has_positions() -> None:
    text = '{\n\t"a\\u0062": "x\\/y",\n\t"n": [1, true, -2.5e3]\n}'
    tree = parse_json(text, 100)
    assert tree.problem is None
    [root] = tree.roots
    assert isinstance(root, Mapping)
    [(key, value), (_, _items)] = root.pairs
    assert isinstance(key, Scalar)
    assert isinstance(value, Scalar)
    assert (key.text, value.text, value.line) == ("ab", "x/y", 2)
    assert json.loads(text[value.start : value.end]) == "x/y"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[" * 5_000, ParseProblem.TOO_MANY),
        ("[1," * 5_000, ParseProblem.TOO_MANY),
        ('{"a": "' + "\\" * 50_001, ParseProblem.SYNTAX),
        ('{"a": "x', ParseProblem.SYNTAX),
        ("}", ParseProblem.SYNTAX),
        ("[}", ParseProblem.SYNTAX),
        ("/*" * 10_000, ParseProblem.SYNTAX),
        ('{"a": 1', ParseProblem.SYNTAX),
        ("[" + "1," * 5_000 + "]", ParseProblem.TOO_MANY),
    ],
)
def test_hostile_json(text: str, problem: ParseProblem) -> None:
    assert parse_json(text, 1_000).problem is problem
