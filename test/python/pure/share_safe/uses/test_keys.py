"""The uses of keys: named by people, or by a program."""

import pytest

from .read import keys


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # Whatever the name is: the key itself is somebody's.
        ("input_boolean: {max_home: {name: x}}", ["id:max_home"]),
        ("input_number: {max: {min: 0, max: 9, step: 1}}", ["id:max"]),
        ("script: {light: {sequence: []}}", ["id:light"]),
        ("script: {Rose: {sequence: []}}", ["text:Rose"]),
        ("timer: {oven: {duration: 60}}", ["id:oven"]),
        ("group: {lights: {entities: [light.a], icon: x}}", ["id:lights"]),
        ("shell_command: {open: echo}", ["id:open"]),
        ("rest_command: {send: {url: http://a, method: post, headers: {Accept: x}}}", ["id:send"]),
        ("intent_script: {TellRose: {speech: {text: x}}}", ["text:TellRose"]),
        ("binary_sensor: [{platform: template, sensors: {door: {value_template: x}}}]",
         ["id:door"]),
        ("cover: [{platform: template, covers: {blind: {open_cover: []}}}]", ["id:blind"]),
        ("device_tracker: [{platform: ping, hosts: {teal_phone: 10.0.0.9}}]", ["id:teal_phone"]),
        ("services: {max: {image: x, ports: ['80'], environment: {}}}", ["id:max"]),
        ("script old: {sunny: {sequence: []}}", ["id:old", "id:sunny"]),
        ("light upstairs: []", ["id:upstairs"]),
        # The entity of a key.
        ("homeassistant: {customize: {light.rose_lamp: {icon: x}}}", ["id:rose_lamp"]),
        ("scene: [{name: x, entities: {light.art: 'on', media_player.den: {state: x}}}]",
         ["id:art", "id:den"]),
        ("homekit: {entity_config: {person.max: {name: x}}}", ["id:max"]),
        # Variables, which templates name too: words of Home Assistant stay.
        ("automation: [{variables: {annas_home: 1, max: 2}}]", ["id:annas_home"]),
        ("template: [{sensor: [{attributes: {annas_age: 1, last: 2}}]}]", ["id:annas_age"]),
        ("substitutions: {room: x, annas_pin: y}", ["id:annas_pin"]),
        ("blueprint: {input: {light: {name: x, selector: {entity: {domain: light}}}}}",
         ["id:light"]),
        # Words of a program.
        ("binary_sensor: [{platform: mqtt, state_topic: x}]", []),
        ("logger: {default: x, logs: {aiohttp.server: critical, custom_components.annas: info}}",
         []),
        ("frontend: {themes: {Dark Rose: {primary-color: red, max-rose: blue}}}",
         ["text:Dark Rose"]),
        ("views: [{cards: [{styles: {card: [{rose: x}], name: [{art: y}]}}]}]", []),
        ("anything: {art: 1, will: 2}", ["id:anything"]),
        # A file that nothing includes: a script, a helper, an app, a device.
        ("max: {sequence: []}", ["id:max"]),
        ("max: {min: 0, max: 9}", ["id:max"]),
        ("max: {module: a, class: B}", ["id:max"]),
        ("max: {mac: x, track: true}", ["id:max"]),
        ("Kitchen lamp: {module: a, class: B}", ["text:Kitchen lamp"]),
    ],
)  # fmt: skip
def test_key(source: str, expected: list[str]) -> None:
    assert keys(source) == expected


def test_key_below_an_include() -> None:
    assert keys("max: {name: x}", ("input_boolean",)) == ["id:max"]
    assert keys("max: x", ("shell_command",)) == ["id:max"]


def test_key_of_a_package() -> None:
    mount = ("homeassistant", "packages", "roses")
    assert keys("script: {max: {sequence: []}}\nlight: []", mount) == ["id:max"]
    inline = "homeassistant: {packages: {annas: {input_boolean: {max: {icon: x}}}}}"
    assert keys(inline) == ["id:annas", "id:max"]
