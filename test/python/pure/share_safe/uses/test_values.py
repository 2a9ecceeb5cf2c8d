"""The uses of values."""

import pytest

from .read import values


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("alias: Max comes home", ["text:Max comes home"]),
        ("name: max_lamp", ["id:max_lamp"]),
        ("friendly_name: Max", ["text:Max"]),
        ("message: A critical leak below the sink", ["text:A critical leak below the sink"]),
        ("input_select: {who: {options: [Max, nobody in], initial: Max}}",
         ["text:Max", "text:nobody in", "text:Max"]),
        ("conversation: {intents: {Tell: ['tell [my] {name}']}}", ["text:tell [my] {name}"]),
        ("greeting_message: Hi Max", ["text:Hi Max"]),
        # Words of a program.
        ("platform: binary_sensor", []),
        ("type: max", []),
        ("type: custom:button-card", []),
        ("device_class: door", []),
        ("domains: [light, media_player]", []),
        ("logger: {logs: {aiohttp.server: critical}}", []),
        ("condition: sun", []),
        # A template or a sentence in their place.
        ("condition: \"{{ is_state('person.max', 'home') }}\"", ["id:max", "value:home"]),
        ("mode: Max is home", ["text:Max is home"]),
        # Neither names nor hosts.
        ("icon: mdi:home-heart", ["never_a_name:mdi:home-heart"]),
        ("color: rose", ["never_a_name:rose"]),
        ("xy_color: [0.123, 0.456]", ["never_a_name:0.123", "never_a_name:0.456"]),
        ("unit_of_measurement: km/h", ["never_a_name:km/h"]),
        ("d: M12 3.5 10 20 30", ["never_a_name:M12 3.5 10 20 30"]),
        ("device_id: 0123456789abcdef0123456789abcdef",
         ["never_a_name:0123456789abcdef0123456789abcdef"]),
        ("file: gfonts://Roboto", ["never_a_name:gfonts://Roboto"]),
        ("url: https://cdn.example/npm/moment@2.22.2/min.js",
         ["value:https://cdn.example/npm/", "never_a_name:moment@2.22.2", "value:/min.js"]),
        ("uses: someone/checker@v3.95", ["value:someone/", "never_a_name:checker@v3.95"]),
        ("x: image/svg+xml", ["never_a_name:image/svg+xml"]),
        ("x: 'rgba(1, 2, 3, 0.5) and #ff00aa'",
         ["never_a_name:rgba(1, 2, 3, 0.5)", "value:and", "never_a_name:#ff00aa"]),
        ("media_content_id: 'media-source://tts/cloud?message=Tea'",
         ["never_a_name:media-source://tts", "value:/cloud?message=Tea"]),
        # A picture instead of an icon.
        ("icon: /local/anna.png", ["value:/local/", "id:anna", "value:.png"]),
        # Actions.
        ("service: light.turn_on", []),
        ("action: homeassistant.restart", []),
        ("service: device_tracker.see", []),
        ("service: hacs.reload_everything", ["id:reload_everything"]),
        ("service: notify.all", ["id:all"]),
        ("action: notify.mobile_app_annas_phone", ["id:annas_phone"]),
        ("service: script.max", ["id:max"]),
        ("service: script.turn_on", []),
        ("service: shell_command.open", ["id:open"]),
        ("perform_action: esphome.annas_room_play", ["id:annas_room_play"]),
        ("action: OPEN_MAX_DOOR", ["id:OPEN_MAX_DOOR"]),
        # Entities.
        ("entity_id: person.max", ["id:max"]),
        ("entities: [light.art, sensor.max_power]", ["id:art", "id:max_power"]),
        ("entity_id: 'light.a, light.rose'", ["id:a", "id:,", "id:rose"]),
        ("zone: zone.pond", ["id:pond"]),
        ("entity_globs: [sensor.anna_*]", ["id:anna_*"]),
        ("anything: see light.rose in the hall",
         ["text:see", "id:rose", "text:in the hall"]),
        ("id: max", ["id:max"]),
        ("id: Max comes", ["text:Max comes"]),
        ("webhook_id: annas-door", ["id:annas-door"]),
        ("views: [{path: max}]", ["id:max"]),
        ("url: light.yaml", ["value:light.yaml"]),
        # What people chose, and what is not theirs.
        ("password: !secret annas_pin", ["id:annas_pin"]),
        ("password: !secret mqtt_password", ["id:mqtt_password"]),
        ("light: !input max", ["id:max"]),
        ("light: !include max/lights.yaml", ["value:max/lights.yaml"]),
        # Everything else.
        ("state_topic: home/annas/lamp", ["value:home/annas/lamp"]),
        ("state_topic: home/max_room/lamp", ["value:home/", "id:max_room", "value:/lamp"]),
        ("to: home", ["value:home"]),
        ("to: Work", ["text:Work"]),
        ("username: max", ["value:max"]),
        ("latitude: 50.123456", ["value:50.123456"]),
        ("url: http://annas_nas.lan/api/annas_results",
         ["value:http://annas_nas.lan/api/", "id:annas_results"]),
        ("x: write to annas_post@home.example", ["text:write to annas_post@home.example"]),
        ("shell_command: {say: 'echo \"Max is home\" > /tmp/max'}",
         ["value:echo \"", "text:Max is home", "value:\" > /tmp/max"]),
        ("rest: {headers: {X-From: max}}", ["value:max"]),
        ("package: homeassistant.components.device_tracker.unifi", []),
    ],
)  # fmt: skip
def test_value(source: str, expected: list[str]) -> None:
    assert values(source) == expected


def test_value_below_an_include() -> None:
    # The name of a theme's colour is not that of a place: its value is a style.
    assert values("Rose: {accent: rose}", ("frontend", "themes")) == ["never_a_name:rose"]


def test_json() -> None:
    found = values(
        """payload: '{"name": "Max", "lat": 50.1, "annas": "max", "icon": "mdi:rose"}'"""
    )
    assert "text:Max" in found
    assert "id:annas" in found
    assert "never_a_name:mdi:rose" in found
    assert not any('"name"' in piece or '"lat"' in piece for piece in found)
    assert any("50.1" in piece for piece in found)


def test_json_with_a_template() -> None:
    found = values("""payload: '{"message": "Max is {{ states("person.max") }}", "x": 1}'""")
    assert found[2:4] == ["text:Max is", "id:max"]


def test_style() -> None:
    found = values(
        "card_mod:\n  style: |\n    /* Max's card */\n    ha-card { color: rose;\n"
        '      background: url(/local/anna.png); }\n    .x:after { content: "Max" }\n'
        "    {% if is_state('person.max', 'home') %} a { top: 1px } {% endif %}\n"
    )
    assert "text:/* Max's card */" in found
    assert "id:anna" in found
    assert 'text:"Max"' in found
    assert "id:max" in found
    assert not any("rose" in piece for piece in found if not piece.startswith("never_a_name:"))


def test_areas_of_a_card() -> None:
    source = (
        "custom_fields: {annas: x}\n"
        "styles: {grid: [{grid-template-areas: '\"i annas\"'}],\n"
        "  custom_fields: {annas: [{top: 1px}]}}"
    )
    assert values(source) == ["value:x", 'value:"i annas"', "never_a_name:1px"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "image: /local/people/max.jpg",
            ["value:/local/", "id:people", "value:/", "id:max", "value:.jpg"],
        ),
        (
            "file: /media/tales/rose_01.mp3",
            ["value:/media/", "id:tales", "value:/", "id:rose_01", "value:.mp3"],
        ),
        ("url: http://nas:5000/tales/song_rose.mp3", ["id:song_rose"]),
        ("{entity: person.luz, name: Luz}", ["id:luz", "name:Luz"]),
        ("person: {name: Luz}", ["name:Luz"]),
        ("x: \"{{ {'luz': 'Luz'}[n] }}\"", ["name:luz", "name:Luz"]),
        (
            "x: \"{% for p in ['max', 'mia'] %}{{ states('person.' ~ p) }}{% endfor %}\"",
            ["name:max", "name:mia"],
        ),
    ],
)
def test_names_of_files_and_people(source: str, expected: list[str]) -> None:
    found = values(source)

    assert [piece for piece in expected if piece not in found] == []


def test_a_literal_that_is_compared_is_no_name() -> None:
    assert "name:nan" not in values("x: \"{{ states.person | list == 'nan' }}\"")
