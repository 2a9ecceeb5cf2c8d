"""The documents name entities, states, areas, options and reasons as the user interface does."""

from __future__ import annotations

from collections.abc import Iterator
import re
from typing import Any

from .pure.integration_files.files import ENGLISH, PACKAGE, read

ROOT = PACKAGE.parents[1]
WORDS: dict[str, Any] = read(PACKAGE).words[ENGLISH]


def rows(file: str, section: str, first_column: str) -> Iterator[list[str]]:
    """Yield the cells of the table with this first column, row by row."""
    text = (ROOT / file).read_text().partition(f"## {section}\n")[2].partition("\n## ")[0]
    table = text.partition(f"| {first_column} |")[2].partition("\n\n")[0]
    for line in table.splitlines()[2:]:
        yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))]


def names(file: str, section: str, first_column: str, mark: str = "*") -> list[str]:
    """Return the names in the first column of a table, without their marks."""
    pattern = rf"{re.escape(mark)}([^*]+){re.escape(mark)}"
    return [
        name
        for cells in rows(file, section, first_column)
        for name in re.findall(pattern, cells[0])
    ]


def test_entities() -> None:
    entities = [row["name"] for rows in WORDS["entity"].values() for row in rows.values()]
    assert sorted(names("docs/entities.md", "Entities", "entity")) == sorted(entities)


def test_types_of_the_event() -> None:
    event = WORDS["entity"]["event"]["change"]
    (description,) = (
        cells[1]
        for cells in rows("docs/entities.md", "Entities", "entity")
        if f"*{event['name']}*" in cells[0]
    )
    types = event["state_attributes"]["event_type"]["state"]
    assert set(re.findall(r"\*([^*]+)\*", description)) == set(types.values())


def test_options() -> None:
    """In the order of the form."""
    sections = WORDS["options"]["step"]["init"]["sections"].values()
    labels = [label for section in sections for label in section["data"].values()]
    assert names("docs/options.md", "Options", "option") == labels


def test_areas() -> None:
    areas = list(WORDS["config_panel"]["areas"].values())
    assert names("README.md", "What it shows", "area", "**") == areas
    assert [row["name"] for row in WORDS["entity"]["binary_sensor"].values()] == areas


def test_states() -> None:
    states = WORDS["config_panel"]["states"]
    shown = [states[state] for state in ("good", "attention", "at_risk", "unknown")]
    assert names("README.md", "What it shows", "state", "**") == shown
    sensor = WORDS["entity"]["sensor"]["state"]["state"]
    assert sensor == {key: states[key] for key in sensor}


def test_reasons() -> None:
    """Every reason of an unknown check is explained, in the order of the texts."""
    found = rows("docs/unknown.md", "What the reasons mean", "reason on the card")
    assert [cells[0] for cells in found] == list(WORDS["config_panel"]["reasons"].values())
