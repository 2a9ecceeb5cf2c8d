"""Print the cost of a shareable copy for more files and more known words, as a JSON object.

Times are processor time; limits are on the numbers of parsed files, searched texts and objects, and
on ratios.
"""

from collections.abc import Callable
import gc
import json
from pathlib import Path
import sys
import tempfile
import time
from typing import Final

from custom_components.security_posture.share_safe import (
    Knowledge,
    Name,
    Private,
    make_copy,
    sources,
    text_edits,
)

FILES: Final = 60
MORE: Final = 4
WORDS: Final = 300
# Automations of a file; every second file has something private.
AUTOMATIONS: Final = 60


def write(folder: Path, files: int) -> None:
    """Write packages with automations."""
    folder.mkdir()
    include = "homeassistant:\n  packages: !include_dir_named packages\n"
    (folder / "configuration.yaml").write_text(include)
    (folder / "packages").mkdir()
    for n in range(files):
        who = "Ottilie" if n % 2 else "Somebody"
        text = "automation:\n" + "".join(
            f"  - alias: {who} comes home {each}\n"
            f"    trigger:\n      - platform: state\n        entity_id: sensor.door_{each}\n"
            f"    action:\n      - service: light.turn_on\n        data: {{brightness: {each}}}\n"
            for each in range(AUTOMATIONS)
        )
        (folder / "packages" / f"p{n}.yaml").write_text(text)


def words(number: int) -> Knowledge:
    """Return a person and words that are nowhere."""
    found = (Name(Private.WORD, f"Wort{n}abc Zweites{n}") for n in range(number))
    return Knowledge(names=(Name(Private.PERSON, "Ottilie"), *found))


def seconds(folder: Path, knowledge: Knowledge) -> float:
    """Return the processor time of a copy, the lowest of two."""
    found = []
    for _ in range(2):
        began = time.process_time()
        make_copy(folder, knowledge)
        found.append(time.process_time() - began)
    return min(found)


def parses(folder: Path) -> float:
    """Return how often a file is parsed, if none is kept between the passes."""
    count = 0
    parse: Callable[..., object] = sources.parse
    kept = sources._MAX_KEPT

    def counted(*arguments: object) -> object:
        nonlocal count
        count += 1
        return parse(*arguments)

    sources.parse = counted  # type: ignore[assignment]
    sources._MAX_KEPT = 0  # type: ignore[misc]
    try:
        copy = make_copy(folder, words(0))
    finally:
        sources.parse = parse  # type: ignore[assignment]
        sources._MAX_KEPT = kept  # type: ignore[misc]
    return count / len(copy.files)


def searched(folder: Path) -> float:
    """Return the share of the different texts in which private forms and names are searched."""
    count = {"all": 0, "searched": 0}
    is_blank = text_edits._is_blank

    def counted(*arguments: object) -> bool:
        found = is_blank(*arguments)  # type: ignore[arg-type]
        count["all"] += 1
        count["searched"] += not found
        return found

    text_edits._is_blank = counted  # type: ignore[assignment]
    try:
        make_copy(folder, words(0))
    finally:
        text_edits._is_blank = is_blank
    return count["searched"] / count["all"]


def objects(folder: Path) -> float:
    """Return how many objects per file the garbage collection looks through after reading."""
    counts: list[int] = []

    def look(done: int, of: int) -> None:
        if done == of // 2:
            gc.collect()
            counts.append(len(gc.get_objects()))

    gc.collect()
    before = len(gc.get_objects())
    kept = sources._MAX_KEPT
    sources._MAX_KEPT = 0  # type: ignore[misc]
    try:
        copy = make_copy(folder, words(0), progress=look)
    finally:
        sources._MAX_KEPT = kept  # type: ignore[misc]
    return (counts[-1] - before) / len(copy.files)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder) / "few", Path(folder) / "many"
        write(few, FILES)
        write(many, FILES * MORE)
        once = seconds(few, words(WORDS))
        measured = {
            "parses": parses(few),
            "searched": searched(few),
            "objects": objects(few),
            "files": seconds(many, words(WORDS)) / once / MORE,
            "words": seconds(few, words(WORDS * 10)) / once,
            "megabytes": once / sum(each.stat().st_size for each in few.rglob("*.yaml")) * 1e6,
        }
    sys.stdout.write(json.dumps(measured) + "\n")


if __name__ == "__main__":
    main()
