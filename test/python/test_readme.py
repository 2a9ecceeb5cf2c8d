"""The README names entities, states, areas and options as the user interface does."""

from __future__ import annotations

from collections.abc import Iterator
import re
from typing import Any

from .pure.integration_files.files import ENGLISH, PACKAGE, read

README = (PACKAGE.parents[1] / "README.md").read_text()
WORDS: dict[str, Any] = read(PACKAGE).words[ENGLISH]


def rows(section: str, first_column: str) -> Iterator[list[str]]:
    """Yield the cells of the table with this first column, row by row."""
    text = README.partition(f"## {section}\n")[2].partition("\n## ")[0]
    table = text.partition(f"| {first_column} |")[2].partition("\n\n")[0]
    for line in table.splitlines()[2:]:
        yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))]


def names(section: str, first_column: str, mark: str = "*") -> list[str]:
    """Return the names in the first column of a table, without their marks."""
    pattern = rf"{re.escape(mark)}([^*]+){re.escape(mark)}"
    return [name for cells in rows(section, first_column) for name in re.findall(pattern, cells[0])]


def test_entities() -> None:
    entities = [row["name"] for rows in WORDS["entity"].values() for row in rows.values()]
    assert sorted(names("Entities", "entity")) == sorted(entities)


def test_types_of_the_event() -> None:
    event = WORDS["entity"]["event"]["change"]
    (description,) = (
        cells[1] for cells in rows("Entities", "entity") if f"*{event['name']}*" in cells[0]
    )
    types = event["state_attributes"]["event_type"]["state"]
    assert set(re.findall(r"\*([^*]+)\*", description)) == set(types.values())


def test_options() -> None:
    """In the order of the form."""
    sections = WORDS["options"]["step"]["init"]["sections"].values()
    labels = [label for section in sections for label in section["data"].values()]
    assert names("Options", "option") == labels


def test_areas() -> None:
    areas = list(WORDS["config_panel"]["areas"].values())
    assert names("What it shows", "area", "**") == areas
    assert [row["name"] for row in WORDS["entity"]["binary_sensor"].values()] == areas


def test_states() -> None:
    states = WORDS["config_panel"]["states"]
    shown = [states[state] for state in ("good", "attention", "at_risk", "unknown")]
    assert names("What it shows", "state", "**") == shown
    sensor = WORDS["entity"]["sensor"]["state"]["state"]
    assert sensor == {key: states[key] for key in sensor}
