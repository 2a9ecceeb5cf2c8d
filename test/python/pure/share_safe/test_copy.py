"""The copy that is safe to share: no private data, everything else unchanged."""

import csv
import io
import os
from pathlib import Path
import re

from hypothesis import given, strategies as st
import pytest
import yaml

from custom_components.security_posture.secret_scan import scan
from custom_components.security_posture.share_safe import Name, Private, archive, make_copy
from custom_components.security_posture.share_safe.files import TOO_LARGE
from custom_components.security_posture.share_safe.sources import NOT_YAML

from ..secret_scan.households import households
from .home import NOTHING, household, know, unpacked

HOME = {
    "configuration.yaml": r"""# Config of Anna Müller, Gartenstr. 12, mail anna.mueller@web.example
homeassistant:
  name: Villa Sonnenschein
  latitude: 52.5200066
  longitude: 13.404954
  external_url: https://villa-mueller.duckdns.org:8123
  customize:
    device_tracker.annas_iphone:
      friendly_name: "Annas iPhone"
zone:
  - name: Grundschule Nord
    latitude: 52.1234
    longitude: 13.9876
  - name: Work
person:
  - name: Anna Müller
    id: anna
mqtt:
  broker: nas-mueller.local
  username: annam
  password: Sommer2019.   # as before: Sommer2019.
# rest:
#   password: OldSecret77
#   ssid: MuellerNetz
sensor:
  - platform: rest
    resource: https://api.openweathermap.org/data?lat=52.5200&lon=13.4049
  - platform: waze
    origin: Gartenstr. 12, 10115 Berlin
  - platform: template
    sensors:
      anna_home:
        value_template: "{{ is_state('person.anna_mueller', 'Work') }}"
      text: "Hallo \"Anna M\u00fcller\""
notify:
  - services: [{service: mobile_app_annas_iphone}, {service: mobile_app_bens_pixel_8}]
  - recipient: "+4917123456789"
shell_command:
  copy: scp x annam@nas-mueller.local:/backup && ping 93.184.216.34 && ping 192.168.1.7
automation: !include anna/automations.yaml
""",
    "anna/automations.yaml": """- id: '1612345678901'
  alias: Anna kommt heim
  action:
    - service: notify.mobile_app_annas_iphone
      data: &anna
        message: >-
          Willkommen Anna
          Müller im Netz MuellerNetz5G
    - service: alarm_control_panel.alarm_disarm
      data:
        code: "4711"
    - data: *anna
      entity_id: zone.grundschule_nord
""",
    "esphome/lamp.yaml": """esphome: {name: lamp}
wifi:
  ssid: MuellerNetz5G
  password: "geheimes wlan passwort"
light:
  mac: AA:BB:CC:11:22:33
  serial_number: SN12345678
key:
  private_key: |
    -----BEGIN PRIVATE KEY-----
    MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw
    -----END PRIVATE KEY-----
  after: x
""",
    "secrets.yaml": "anna_password: hunter2hunter2\nwifi: 'x y z'\n",
}
PRIVATE = (
    "anna",
    "müller",
    "mueller",
    "m\\u00fcller",
    "gartenstr",
    "berlin",
    "sonnenschein",
    "52.52",
    "13.40",
    "52.12",
    "duckdns",
    "grundschule",
    "sommer2019",
    "oldsecret",
    "netz5g",
    "4711",
    "bens",
    "+4917",
    "93.184",
    "geheimes",
    "aa:bb",
    "sn1234",
    "miiev",
    "hunter",
    "x y z",
    "web.example",
    "'work'",
)


def shape(node: yaml.Node | None, seen: dict[int, int]) -> object:
    """Return the structure of a document without its values."""
    if node is None:
        return None
    if id(node) in seen:
        return "alias", seen[id(node)]
    seen[id(node)] = len(seen)
    if isinstance(node, yaml.MappingNode):
        inner = [[shape(key, seen), shape(value, seen)] for key, value in node.value]
        return "mapping", inner
    if isinstance(node, yaml.SequenceNode):
        return "list", [shape(item, seen) for item in node.value]
    return "scalar", node.tag if node.tag.startswith("!") else None


def test_no_private_data_is_left(tmp_path: Path) -> None:
    copy = make_copy(household(tmp_path, HOME), know(Name(Private.PERSON, "Ben Müller")))
    assert copy.left_out == {}
    content = "\n".join(f"{name}\n{text}" for name, text in unpacked(copy).items()).lower()
    assert [word for word in PRIVATE if word in content] == []
    # Values that are not private stay.
    for unchanged in (
        "openweathermap.org",
        "192.168.1.7",
        "'1612345678901'",
        "&& ping",
        "kommt heim",
    ):
        assert unchanged in content


def test_a_value_has_the_same_placeholder_everywhere(tmp_path: Path) -> None:
    copy = make_copy(household(tmp_path, HOME), NOTHING)
    config = copy.files["configuration.yaml"]
    assert "automation: !include person_1/automations.yaml" in config
    automations = copy.files["person_1/automations.yaml"]
    assert "alias: person_1 kommt heim" in automations
    assert "data: &person_1" in automations
    assert "is_state('person.person_1', 'zone_" in config
    assert config.count("password_1") == 2  # and once more in a comment
    assert "service: mobile_app_person_1s_iphone" in config
    assert "notify.mobile_app_person_1s_iphone" in automations
    assert copy.files["secrets.yaml"].startswith("person_1_password: secret_1\nwifi: '")


def test_the_structure_of_files_does_not_change(tmp_path: Path) -> None:
    copy = make_copy(household(tmp_path, HOME), NOTHING)
    before = [shape(yaml.compose(text, Loader=yaml.CSafeLoader), {}) for text in HOME.values()]
    after = [shape(yaml.compose(text, Loader=yaml.CSafeLoader), {}) for text in copy.files.values()]
    assert sorted(map(str, before)) == sorted(map(str, after))


def test_the_list_of_replacements_has_no_values(tmp_path: Path) -> None:
    copy = make_copy(household(tmp_path, HOME), NOTHING)
    rows = list(csv.DictReader(io.StringIO(unpacked(copy)["replaced.csv"])))
    assert set(rows[0]) == {"file", "line", "kind", "placeholder"}
    codes = [row for row in rows if row["kind"] == "code"]
    assert [(row["file"], row["line"]) for row in codes] == [("person_1/automations.yaml", "11")]
    assert copy.counts()["code"] == 1


@pytest.mark.parametrize("half", ["tuning", "held_out"])
def test_households(tmp_path: Path, half: str) -> None:
    """Nothing is found in the copies, no planted value is in them, and no file is missing."""
    for home in households(half):
        copy = make_copy(home.write(tmp_path / "in"), NOTHING)
        assert copy.left_out == {}, home.name
        out = household(tmp_path / "out" / home.name, copy.files)
        lines = {name: text.split("\n") for name, text in copy.files.items()}
        found = [lines[row.file][row.line - 1] for row in scan(out).findings]
        # A number in place of a code of four digits could be a code as well.
        assert [line for line in found if not re.search(r"\b100\d\b", line)] == []
        text = "\n".join(copy.files.values())
        assert [value for value in home.values if len(value) > 6 and value in text] == []


def test_the_original_is_only_read(tmp_path: Path) -> None:
    household(tmp_path, HOME)
    for path in tmp_path.rglob("*.yaml"):
        path.chmod(0o400)
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.rglob("*.yaml")
    }
    make_copy(tmp_path, NOTHING)
    assert {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.rglob("*.yaml")
    } == before


def test_left_out_files(tmp_path: Path) -> None:
    household(
        tmp_path,
        {
            "configuration.yaml": "a: 1\n",
            "broken.yaml": "a: [\npassword: Sommer2019.\n",
            "large.yaml": "#" * (2 * 1024 * 1024 + 1),
            ".storage/auth": "{}",
            "home-assistant.log": "password: Sommer2019.\n",
            "backups/x.yaml": "password: Sommer2019.\n",
            "custom_components/x/services.yaml": "a: 1\n",
            "www/photo.jpg": "x",
            ".env": "PASSWORD=Sommer2019.\n",
        },
    )
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "link.yaml").symlink_to("/etc/passwd")
    copy = make_copy(tmp_path, NOTHING)
    assert set(copy.files) == {"configuration.yaml"}
    assert copy.left_out == {"broken.yaml": NOT_YAML, "large.yaml": TOO_LARGE}
    assert "left_out.csv" in unpacked(copy)


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        (
            Name(Private.PERSON, "Art"),
            "mode: 1\nx: Art\ny: start\n",
            "mode: 1\nx: person_1\ny: start\n",
        ),
        (Name(Private.PERSON, "Jo"), "x: joker\ny: Jo\n", "x: joker\ny: person_1\n"),
        (Name(Private.PERSON, "Ana"), "x: anas_phone banana\n", "x: person_1s_phone banana\n"),
        (Name(Private.PERSON, "Léa"), "x: lea_room2\n", "x: person_1_room2\n"),
        (Name(Private.PERSON, "Jörg"), "x: joerg2, JORG\n", "x: person_1_2, person_1\n"),
        (Name(Private.ZONE, "Home"), "x: home\n", "x: home\n"),
        (Name(Private.WORD, "Acme Corp"), "x: acme_corp Acme  Corp\n", "x: word_1 word_1\n"),
        (Name(Private.PERSON, "..."), "x: ...a\n", "x: ...a\n"),
    ],
)
def test_names(tmp_path: Path, name: Name, text: str, left: str) -> None:
    copy = make_copy(household(tmp_path, {"configuration.yaml": text}), know(name))
    assert copy.files == {"configuration.yaml": left}


def test_progress(tmp_path: Path) -> None:
    progress: list[tuple[int, int]] = []
    make_copy(
        household(tmp_path, HOME), NOTHING, progress=lambda done, of: progress.append((done, of))
    )
    assert progress[0] == (0, 8)
    assert progress[-1] == (8, 8)
    assert [done for done, _ in progress] == sorted(done for done, _ in progress)


@given(st.text(max_size=300))
def test_any_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "configuration.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    copy = make_copy(tmp_path, know(Name(Private.PERSON, "Anna")))
    assert len(copy.files) + len(copy.left_out) == 1
    archive(copy)
