"""Equal values are examined once, whatever else is in their files."""

from pathlib import Path
from unittest.mock import patch

import pytest

from custom_components.security_posture.share_safe import (
    Knowledge,
    Name,
    Private,
    collector,
    make_copy,
    seen_facts,
)
from custom_components.security_posture.share_safe.secret_scanner import Role, parse, yaml_values

KNOWN = Knowledge(names=(Name(Private.PERSON, "Ottilie"),))
AUTOMATION = """\
- alias: Ottilie {n}
  trigger:
    - platform: state
      entity_id: light.kitchen
      to: "on"
  action:
    - service: notify.notify
      data:
        message: "The light of Ottilie is on: {{{{ states('sensor.kitchen') }}}}"
"""


def _examined(folder: Path, files: int) -> tuple[int, int]:
    """Return how many values and keys are examined."""
    (folder / "configuration.yaml").write_text("homeassistant:\n  packages: !include_dir_named p\n")
    (folder / "p").mkdir(exist_ok=True)
    for n in range(files):
        text = AUTOMATION.format(n="and others").replace("\n", "\n  ")
        (folder / "p" / f"part{n}.yaml").write_text(f"automation:\n  {text}\n")
    with (
        patch.object(collector, "value_facts", wraps=collector.value_facts) as values,
        patch.object(collector, "key_facts", wraps=collector.key_facts) as keys,
        patch.object(seen_facts, "value_facts", wraps=seen_facts.value_facts) as more_values,
        patch.object(seen_facts, "key_facts", wraps=seen_facts.key_facts) as more_keys,
    ):
        copy = make_copy(folder, KNOWN)
    assert all("person_1" in copy.files[f"p/part{n}.yaml"] for n in range(files))
    scalars = [
        call
        for call in (*values.mock_calls, *more_values.mock_calls)
        if hasattr(call[1][0].node, "text")
    ]
    return len(scalars), len(keys.mock_calls) + len(more_keys.mock_calls)


def test_equal_values_and_keys_are_examined_once(tmp_path: Path) -> None:
    one = _examined(tmp_path, 1)
    values, keys = _examined(tmp_path, 20)

    assert values == one[0]
    # The name of a package is above its first key.
    assert keys == one[1] + 19


@pytest.mark.parametrize(
    ("one", "other", "is_shared"),
    [
        ("b:\n  a:\n    - name: Attic\n", "c:\n  a:\n    - name: Attic\n", True),
        # The answer to a question differs: it is the name of a person, or of a lamp.
        ("a:\n  - name: Attic\n    entity: person.x\n", "a:\n  - name: Attic\n", False),
        ("a:\n  x: 1\n", "a:\n  x: '1'\n", False),
        ("sops:\n  b:\n    x: a=Attic\n", "a:\n  b:\n    x: a=Attic\n", False),
        # Nothing is asked about a plain value.
        ("sops:\n  b:\n    x: Attic\n", "a:\n  b:\n    x: Attic\n", True),
    ],
)
def test_facts_are_those_of_a_place_with_the_same_answers(
    one: str, other: str, *, is_shared: bool
) -> None:
    facts = seen_facts.FactsOfFiles()

    def last(text: str) -> object:
        found = [
            facts.value(place, Role.HOME_ASSISTANT, lambda: None)
            for place in yaml_values(parse(text, 100))
            if getattr(place.node, "text", "") in ("Attic", "a=Attic", "1")
        ]
        return found[0]

    assert (last(one) is last(other)) is is_shared
