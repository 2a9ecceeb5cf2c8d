"""The uses of the parts of comments."""

import pytest

from custom_components.security_posture.share_safe.uses import comment_parts

from .read import pieces


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("Max has the room upstairs", ["text:Max has the room upstairs"]),
        ("Note: Max has the room", ["text:Note: Max has the room"]),
        ("root@10.20.30.40 is the pi", ["text:root@10.20.30.40 is the pi"]),
        ("see person.max in light.yaml", ["text:see", "id:max", "text:in light.yaml"]),
        ("device_tracker.see and max_home", ["text:and", "id:max_home"]),
        # Configuration that is commented out.
        ("- entity_id: person.max", ["id:max"]),
        ("alias: Max comes home", ["text:Max comes home"]),
        ("icon: mdi:rose", ["never_a_name:mdi:rose"]),
        ("platform: mqtt", []),
        ("service: notify.mobile_app_annas_phone", ["id:annas_phone"]),
        ("- service: light.turn_on", []),
        ("annas_home:", ["id:annas_home"]),
        ("light.rose: on", ["id:rose", "value:on"]),
        ("max: 100", ["value:100"]),
        ("value_template: \"{{ is_state('person.max', 'home') }}\"",
         ['value:"', "id:max", "value:home", 'value:"']),
        ("{{ states.person.max.state }}", ["id:max"]),
    ],
)  # fmt: skip
def test_comment(comment: str, expected: list[str]) -> None:
    assert pieces(comment, comment_parts(comment)) == expected
