"""Private numbers become numbers, so that a copy still loads."""

import pytest
import yaml

from custom_components.security_posture.share_safe.model import Knowledge

from .test_homes import copied

NOTHING = Knowledge()
HOME = {
    "configuration.yaml": (
        "zwave:\n  network_key: [1, 3, 5, 7, 9, 11, 13, 15, 0, 2, 4, 6, 8, 10, 12, 14]\n"
        "  s2: {network_key: [0x01, 0xA3, 0x05, 0x07, 0x09, 0x0B, 0x0D, 0x0F, 0x00, 0x02]}\n"
        "bot:\n  allowed_chat_ids: [612345701, -1001612345702]\n"
        'notify: {chat_id: 612345701, other_chat_id: "612345701"}\n'
        "alarm_control_panel: {code: 8352}\n"
    ),
    "packages/a.yaml": (
        "alarm_control_panel: {code: 8352, pin: 8353}\n"
        'payload: \'{"chat_id": 612345701, "text": 1}\'\n'
    ),
    "secrets.yaml": (
        "http_port: 80\nmqtt_port: 8883\nhttp_timeout: 30\nhome_latitude: 51.234567\n"
        "gate_code: 8352\nshed_code: 2491\nquoted: '2491'\nradio: 0x1A2B\nssl: true\n"
    ),
}


def test_numbers_stay_numbers() -> None:
    copy = copied(HOME, NOTHING)
    assert copy.left_out == {}
    assert copy.files["configuration.yaml"] == (
        "zwave:\n  network_key: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]\n"
        "  s2: {network_key: [0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02]}\n"
        "bot:\n  allowed_chat_ids: [100000001, -1000000000001]\n"
        'notify: {chat_id: 100000001, other_chat_id: "phone_1"}\n'
        "alarm_control_panel: {code: 1001}\n"
    )
    assert copy.files["packages/a.yaml"] == (
        "alarm_control_panel: {code: 1001, pin: 1002}\n"
        'payload: \'{"chat_id": 100000001, "text": 1}\'\n'
    )
    assert copy.files["secrets.yaml"].startswith(
        "http_port: 80\nmqtt_port: 8883\nhttp_timeout: 30\nhome_latitude: 0.0\n"
        "gate_code: 1001\nshed_code: 1003\nquoted: 'secret_"
    )
    assert copy.files["secrets.yaml"].endswith("radio: 0x1001\nssl: true\n")


def test_a_second_pass_changes_nothing() -> None:
    once = copied(HOME, NOTHING).files
    assert copied(dict(once), NOTHING).files == once


@pytest.mark.parametrize("name", HOME)
def test_values_have_the_same_types(name: str) -> None:
    def types(node: object) -> object:
        if isinstance(node, dict):
            return [types(value) for value in node.values()]
        return [types(item) for item in node] if isinstance(node, list) else type(node)

    copy = copied(HOME, NOTHING).files[name]
    assert types(yaml.safe_load(copy)) == types(yaml.safe_load(HOME[name]))


def test_a_number_that_looks_like_a_stand_in() -> None:
    text = "alarm_control_panel:\n  - code: 8352\n  - code: 1001\n  - code: 1002\n"
    once = copied({"a.yaml": text}, NOTHING).files
    assert once["a.yaml"] == (
        "alarm_control_panel:\n  - code: 1003\n  - code: 1004\n  - code: 1005\n"
    )
    assert copied(dict(once), NOTHING).files == once


def test_many_numbers_are_different() -> None:
    codes = [f"{2000 + 7 * n}" for n in range(1200)]
    text = f"alarm_control_panel:\n  codes: [{', '.join(codes)}]\n"
    found = yaml.safe_load(copied({"a.yaml": text}, NOTHING).files["a.yaml"])
    numbers = found["alarm_control_panel"]["codes"]
    assert len(set(numbers)) == len(codes)
    assert not {*map(str, numbers)} & {*codes}


def test_short_codes_in_texts_and_templates() -> None:
    copy = copied(
        {
            "a.yaml": "alarm_control_panel: {code: '8352'}\n",
            "b.yaml": (
                "a: {message: 'code 8352', title: 'Der PIN ist 8352, 8352 W'}\n"
                "b: {message: 'il codice: 8352', title: 'about 8352 kWh'}\n"
                "lock: {code: \"{{ 6417 if x else '0926q' }}\"}\n"
            ),
        },
        NOTHING,
    )
    assert copy.files["b.yaml"] == (
        "a: {message: 'code code_1', title: 'Der PIN ist code_1, 8352 W'}\n"
        "b: {message: 'il codice: code_1', title: 'about 8352 kWh'}\n"
        "lock: {code: \"{{ 1002 if x else 'code_3' }}\"}\n"
    )


def test_secrets_of_other_shapes() -> None:
    copy = copied(
        {
            "a.yaml": (
                "# user/pass tilda / Quill88x\n"
                "x: 'curl -H \"Authorization:Bearer pqr42\" http://10.0.0.1'\n"
            ),
            "secrets/b.yaml": 'lamp: qwell8x\nport: 1883\nx: "2491x"\n',
            "own/keys.yaml": "one: kQ7pLx2VbN9sWd3f\ntwo: Zw8TqY4mXc6Rb1Nv\n",
        },
        NOTHING,
    )
    assert "Quill88x" not in copy.files["a.yaml"]
    assert '"Authorization:Bearer token_1"' in copy.files["a.yaml"]
    assert "qwell8x" not in copy.files["secrets/b.yaml"]
    assert "port: 1883\n" in copy.files["secrets/b.yaml"]
    assert "kQ7p" not in copy.files["own/keys.yaml"]


def test_an_ordinary_word_as_a_zone_is_replaced_where_it_is_one() -> None:
    copy = copied(
        {
            "configuration.yaml": (
                "zone: [{name: Work, latitude: 51.2, longitude: 9.3},"
                " {name: Test, latitude: 51.3, longitude: 9.4}]\n"
                "a: {action: script.work, zone: zone.work}\n"
            ),
            "appdaemon/apps/apps.yaml": "test:\n  module: quill\n  class: Quill\n",
        },
        NOTHING,
    )
    assert "a: {action: script.work, zone: zone.zone_1}\n" in copy.files["configuration.yaml"]
    assert copy.files["appdaemon/apps/apps.yaml"].startswith("test:\n")
