"""The uses of the parts of templates and code."""

import pytest

from .read import values


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ trigger.zone.entity_id }} {{ trigger.to_state.attributes.friendly_name }}", []),
        ("{% for person in states.person %}{{ person.last_changed }}{% endfor %}", []),
        ("{{ states.person.max.state }}", ["id:max"]),
        ("{{ states['person']['max'].state }}", ["value:person", "id:max"]),
        ("{{ states('sensor.max_power') | float(0) | max }}", ["id:max_power", "value:0"]),
        ("{{ is_state('person.max', 'home') }}", ["id:max", "value:home"]),
        ("{{ is_state('device_tracker.teal', \"Work\") }}", ["id:teal", "text:Work"]),
        # The user's variables are told alike wherever they stand.
        ("{% set annas_home = true %}{{ annas_home and max }}", ["id:annas_home", "id:annas_home"]),
        ("{% macro annas_rule(max) %}{% endmacro %}", ["id:annas_rule"]),
        ("{{ value_json.annas_temp }}", ["id:annas_temp"]),
        ("{{ value_json.art }}", []),
        ("{{ trigger.id == 'max' }}", ["id:max"]),
        ("{{ trigger.id in ['max', 'rose'] }}", ["id:max", "id:rose"]),
        ("{{ x.attributes['annas_age'] }}", ["id:annas_age"]),
        # Codes and coordinates.
        ("{{ distance(50.123456, -4.5) }}", ["value:50.123456", "value:-4.5"]),
        ("{{ states('input_text.pin') == '1234' }}", ["id:pin", "value:1234"]),
        ("{{ code == 1234 }}", ["value:1234"]),
        # Remarks and texts.
        ("{# Max is here #}{{ now() }}", ["text:Max is here"]),
        ("{{ 'Max is home' if a else 'max' }}", ["id:a", "text:Max is home", "value:max"]),
        ("Max is {{ states('person.max') }}.", ["text:Max is", "id:max", "value:."]),
        ("{{ 'it\\'s Max' }}", ["text:it\\'s Max"]),
        ("{% if a %}mdi:home{% endif %}", ["id:a", "never_a_name:mdi:home"]),
        # A template that does not end.
        ("{{ 'Max is home", ["text:Max is home"]),
        ("{# Max", ["text:Max"]),
        ("{% if states('light.rose", ["id:rose"]),
    ],
)  # fmt: skip
def test_template(template: str, expected: list[str]) -> None:
    quoted = template.replace("\\", "\\\\").replace('"', '\\"')
    found = [piece for piece in values(f'value_template: "{quoted}"') if piece != "id:a"]
    assert found == [piece for piece in expected if piece != "id:a"]


def test_text_of_a_message() -> None:
    assert values("message: \"Hi {{ 'Rose' if x else 'there' }}!\"") == [
        "text:Hi",
        "text:Rose",
        "text:there",
        "text:!",
    ]


def test_icon_of_a_template() -> None:
    source = "icon: \"{{ 'mdi:rose' if is_state('person.rose', 'home') else 'mdi:art' }}\""
    assert values(source) == [
        "never_a_name:mdi:rose",
        "id:rose",
        "value:home",
        "never_a_name:mdi:art",
    ]


def test_action_of_a_template() -> None:
    assert values("service: \"notify.{{ 'mobile_app_anna' }}\"")[-1] == "id:mobile_app_anna"


def test_script_of_a_card() -> None:
    source = (
        "name: |\n  [[[ // Max\n    var annas = states['person.max'].state;\n"
        "    return `Max is ${annas}`; /* Rose */ ]]] tail\n"
    )
    assert values(source) == [
        "text:Max",
        "id:annas",
        "id:max",
        "text:Max is",
        "id:annas",
        "text:Rose */",
        "text:tail",
    ]


def test_code_of_esphome() -> None:
    source = (
        "lambda: |-\n  // Max\n  if (id(max).state && x > 3) { std::max(1, 2); }\n"
        '  ESP_LOGD("tag", "Max is home");\n'
    )
    found = values(source)
    assert found[:2] == ["text:Max", "id:max"]
    assert "text:Max is home" in found
    assert found.count("id:max") == 1
    assert values("state: !lambda 'return id(rose).state;'") == ["id:rose"]
