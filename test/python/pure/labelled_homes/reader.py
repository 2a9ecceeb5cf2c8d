"""Read the labelled homes.

A home is one text file of its configuration files, each after a line `=== its/name.yaml`. A label
stands around its text, `⟦s:text⟧`:

* s  a secret that the owner should hear of
* n  a secret where it belongs, or one that gives no access
* k  private, and known to the instance or from the owner's words
* g  private, but only a reader could guess it
* +  must stay as it is
* ~  may stay or be replaced: a person's name in an entity ID, or one of the owner's words, which
  means something else here

What stands below a key that certainly means a secret is one, whatever it looks like: `changeme`
has the label n.

A broken bar inside a secret is not part of it: the repository contains no text that resembles a
real secret.
"""

from dataclasses import dataclass
from pathlib import Path
import re

HOMES = Path(__file__).parent / "homes"
_FILE = "=== "
_WORDS = "@words "
_LABEL = re.compile(r"⟦([sngk+~]):(.*?)⟧")


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled part of a line; offsets from 0, the line from 1."""

    file: str
    line: int
    begin: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class LabelledHome:
    """The files of a home, its labels, and the words that the owner would give."""

    name: str
    words: tuple[str, ...]
    files: dict[str, str]
    labels: tuple[Label, ...]

    def write(self, directory: Path) -> Path:
        """Write it into a new folder below a directory."""
        for name, text in self.files.items():
            path = directory / self.name / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return directory / self.name


def labelled_homes() -> list[LabelledHome]:
    """Return all homes."""
    return [_read(path) for path in sorted(HOMES.glob("*.txt"))]


def _read(path: Path) -> LabelledHome:
    words: tuple[str, ...] = ()
    files: dict[str, list[str]] = {}
    labels: list[Label] = []
    file = ""
    for line in path.read_text(encoding="utf-8").removesuffix("\n").split("\n"):
        if line.startswith(_FILE):
            file = line.removeprefix(_FILE)
            files[file] = []
        elif file:
            files[file].append(_plain(line, file, len(files[file]) + 1, labels))
        elif line.startswith(_WORDS):
            words = tuple(line.removeprefix(_WORDS).split(" | "))
    texts = {name: "\n".join([*lines, ""]) for name, lines in files.items()}
    return LabelledHome(path.stem, words, texts, tuple(labels))


def _plain(line: str, file: str, number: int, labels: list[Label]) -> str:
    """Return a line without its labels, and add them to the list."""
    plain = ""
    done = 0
    for match in _LABEL.finditer(line):
        plain += line[done : match.start()]
        text = match[2].replace("¦", "", 1) if match[1] in "sn" else match[2]
        labels.append(Label(file, number, len(plain), len(plain) + len(text), match[1]))
        plain += text
        done = match.end()
    return plain + line[done:]
