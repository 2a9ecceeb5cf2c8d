"""In a copy of secrets.yaml, the name of a service alone means its password."""

from pathlib import Path

import pytest

from custom_components.security_posture.secret_scan import CONFIDENT, scan

# Concatenated, so that other scanners do not report them.
WORD = "Regen" + "wald77!"
LONG = "Zr8" + "qT5mWx2" * 3
COPY = "secrets_old.yaml"


def kinds(folder: Path, text: str, name: str = COPY) -> list[tuple[int, str]]:
    (folder / name).write_text(text)
    return [
        (each.line, each.kind.value)
        for each in scan(folder).findings
        if each.confidence >= CONFIDENT and each.file == name
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"wifi: {WORD}\n", "password"),
        (f"mqtt: {WORD}\n", "password"),
        (f"router_ssh: {WORD}\n", "password"),
        ("wifi: '5839201746'\n", "password"),  # as printed on a router
        (f"gizmo: {LONG}\n", "token"),
    ],
)
def test_a_bare_name(tmp_path: Path, text: str, kind: str) -> None:
    assert kinds(tmp_path, text) == [(1, kind)]


@pytest.mark.parametrize(
    "text",
    [
        f"gizmo: {WORD}\n",  # no service
        f"house:\n  wifi: {WORD}\n",  # no name of secrets.yaml
        f"wifi:\n  - {WORD}\n",
        f"wifi_ssid: {WORD}\n",
        f"mqtt_host: {WORD}\n",
        f"gizmo_host: {LONG}\n",
        "wifi: Regen77\n",  # too short
        "wifi: Regen wald 77\n",
        "mail: anna77@example.org\n",
        "camera: http://cam77.example.org/live\n",
        "wifi: '!secret regenwald77'\n",
        "wifi: '{{ regenwald77 }}'\n",
        "wifi: '<regenwald77>'\n",
        "camera: camera.regenwald77\n",
        "http: /ssl/regenwald77\n",
        "router: 192.168.178.10\n",
        "camera: 02:00:5e:10:77:af\n",
        "mqtt: broker77.example.org:8883\n",
        "mqtt: '5839201746'\n",  # digits are a key of wireless networks only
    ],
)
def test_other_values(tmp_path: Path, text: str) -> None:
    assert kinds(tmp_path, text) == []


def test_the_same_value_in_another_file(tmp_path: Path) -> None:
    assert kinds(tmp_path, f"wifi: {WORD}\n", "notes.yaml") == []


def test_the_password_has_its_own_name(tmp_path: Path) -> None:
    """Then the value below the bare name of the service is something else."""
    other = f"mqtt_password: {WORD}x\n"
    assert kinds(tmp_path, f"mqtt: {WORD}\n{other}") == [(2, "password")]
    assert kinds(tmp_path, f"wifi: {WORD}\n{other}") == [(1, "password"), (2, "password")]


def test_a_copy_that_is_one_value(tmp_path: Path) -> None:
    """Its name is the key of the include; no other names are beside it."""
    (tmp_path / "configuration.yaml").write_text(f"wifi: !include {COPY}\n")
    assert kinds(tmp_path, f"{WORD}\n") == [(1, "password")]
