"""The names that a configuration itself defines."""

import pytest

from custom_components.security_posture.secret_scan.tree import parse
from custom_components.security_posture.secret_scan.yaml_values import yaml_values
from custom_components.security_posture.share_safe import Name, Private
from custom_components.security_posture.share_safe.values.defined_names import defined_names


def _names(source: str) -> list[Name]:
    tree = parse(source, 1000)
    return [
        name for place in yaml_values(tree, (), with_mappings=True) for name in defined_names(place)
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("homeassistant: {name: Ottihof}", [Name(Private.PLACE, "Ottihof")]),
        ("person: [{name: Ottilie, id: otti}]",
         [Name(Private.PERSON, "Ottilie"), Name(Private.PERSON, "otti")]),
        ("zone: [{name: Ottiwerk, latitude: 1}]", [Name(Private.ZONE, "Ottiwerk")]),
        ("known: {dev_id: otti_phone}", [Name(Private.DEVICE, "otti_phone")]),
        ("device_tracker: {hosts: {otti_laptop: 192.168.1.9}}",
         [Name(Private.DEVICE, "otti_laptop")]),
        ("substitutions: {owner: Ottilie}", [Name(Private.PERSON, "Ottilie")]),
        ("substitutions: {device: lamp}", []),
        ("other: {owner: Ottilie}", []),
        ("other: {hosts: {laptop: 192.168.1.9}}", []),
        ("script: {name: Goodnight}", []),
        ("homeassistant: {name: !secret home}", []),
        ("homeassistant: {name: '{{ home }}'}", []),
        ("homeassistant: {name: ''}", []),
        (f"homeassistant: {{name: {'a' * 81}}}", []),
        ("homeassistant: {name: [Ottihof]}", [Name(Private.PLACE, "Ottihof")]),
    ],
)  # fmt: skip
def test_defined_names(source: str, expected: list[Name]) -> None:
    assert _names(source) == expected
