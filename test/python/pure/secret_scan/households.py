"""Read households of the corpus, with generated values in place of markers.

A household is one text file of several configuration files, each after a line
`=== its/name.yaml`. The marker `@{KIND GENERATOR}` is a secret, and `@{- GENERATOR}` a value
that only resembles one. Markers with the same label, `@{KIND GENERATOR #label}`, are the lines
of one secret. So the repository contains no text that resembles a real secret, and the markers
are the list of expected findings.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
import json
from pathlib import Path
import random
import re
import string
import uuid

CORPUS = Path(__file__).parent / "corpus"
_FILE = "=== "
_MARKER = re.compile(r"@\{(-|[a-z_]+) ([A-Za-z0-9]+)(?::(\d+))?(?: #([\w-]+))?\}")
HARMLESS = "-"


@dataclass(slots=True)
class Truth:
    """One secret of a household: its kind, and its lines in the file."""

    file: str
    kind: str
    lines: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Household:
    """One household with generated values."""

    name: str
    files: dict[str, str]
    secrets: tuple[Truth, ...]
    values: frozenset[str]  # of the secrets
    lookalikes: int  # of harmless values

    def write(self, directory: Path) -> Path:
        """Write it into a new folder below a directory."""
        for name, text in self.files.items():
            path = directory / self.name / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        return directory / self.name


def households(half: str) -> list[Household]:
    """Return the households of a half of the corpus, with the same values in every run."""
    return [read(path) for path in sorted((CORPUS / half).glob("*.txt"))]


def read(path: Path) -> Household:
    """Return the household of one file. Raise ValueError for an invalid marker."""
    dice = random.Random(path.stem)  # noqa: S311 - the same values at every run
    files: dict[str, list[str]] = {}
    truths: dict[object, Truth] = {}
    values: set[str] = set()
    lookalikes = 0
    lines: list[str] = []
    for written in path.read_bytes().decode().split("\n"):
        if written.startswith(_FILE):
            lines = files.setdefault(written.removeprefix(_FILE).strip(), [])
            continue
        file = next(reversed(files))
        made = written
        while marker := _MARKER.search(made):
            kind, generator, size, label = marker.groups()
            value = GENERATORS[generator](dice, int(size or 0))
            made = made[: marker.start()] + value + made[marker.end() :]
            if kind == HARMLESS:
                lookalikes += 1
                continue
            values.add(value)
            key = (file, label) if label else object()
            truths.setdefault(key, Truth(file, kind)).lines.add(len(lines) + 1)
        if "@{" in made:
            raise ValueError(f"{path.name}: {written}")
        lines.append(made)
    return Household(
        name=path.stem,
        files={name: "\n".join(lines) for name, lines in files.items()},
        secrets=tuple(truths.values()),
        values=frozenset(values),
        lookalikes=lookalikes,
    )


_WORDS = (
    "amber",
    "anchor",
    "badger",
    "birch",
    "candle",
    "cedar",
    "comet",
    "copper",
    "falcon",
    "garnet",
    "harbor",
    "indigo",
    "juniper",
    "kettle",
    "lagoon",
    "maple",
    "nutmeg",
    "otter",
    "pepper",
    "quartz",
    "raven",
    "saffron",
    "timber",
    "umbra",
    "velvet",
    "walnut",
    "zephyr",
)


def _of(alphabet: str) -> Callable[[random.Random, int], str]:
    return lambda dice, size: "".join(dice.choices(alphabet, k=size))


def _human(dice: random.Random, _size: int) -> str:
    word = dice.choice(_WORDS)
    return dice.choice(
        (
            f"{word.title()}{dice.randint(10, 9999)}{dice.choice('!$?.+*')}",
            f"{word}{dice.choice(_WORDS)}{dice.randint(1, 99)}",
            f"{word}_{dice.randint(1950, 2025)}",
            f"{dice.choice('$.+')}{word.title()}.{dice.choice(_WORDS)}",
            "".join(dice.choices(string.ascii_letters + string.digits, k=dice.randint(9, 14))),
        )
    )


def _words(separator: str) -> Callable[[random.Random, int], str]:
    return lambda dice, _size: separator.join(dice.sample(_WORDS, dice.randint(3, 5)))


def _b64(dice: random.Random, size: int) -> str:
    return base64.b64encode(dice.randbytes(size)).decode()


def _b64url(dice: random.Random, size: int) -> str:
    return base64.urlsafe_b64encode(dice.randbytes(size)).decode().rstrip("=")


def _basic(dice: random.Random, _size: int) -> str:
    return base64.b64encode(f"boiler:{_human(dice, 0)}".encode()).decode()


def _jwt(dice: random.Random, _size: int) -> str:
    head, body = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
        for part in ({"alg": "HS256", "typ": "JWT"}, {"iss": dice.randbytes(16).hex()})
    )
    return f"{head}.{body}.{_b64url(dice, 32)}"


def _mac(dice: random.Random, _size: int) -> str:
    return dice.randbytes(6).hex(":")


_BASE64 = string.ascii_letters + string.digits + "+/"
GENERATORS: dict[str, Callable[[random.Random, int], str]] = {
    "digits": _of(string.digits),
    "hex": _of("0123456789abcdef"),
    "HEX": _of("0123456789ABCDEF"),
    "alnum": _of(string.ascii_letters + string.digits),
    "lower": _of(string.ascii_lowercase),
    "upper": _of(string.ascii_uppercase),
    "pem": _of(_BASE64),
    "b64": _b64,
    "basic": _basic,
    "b64url": _b64url,
    "uuid": lambda dice, _size: str(uuid.UUID(bytes=dice.randbytes(16), version=4)),
    "human": _human,
    "phrase": _words("-"),
    "words": _words(" "),
    "jwt": _jwt,
    "mac": _mac,
    "byte": lambda dice, _size: str(dice.randrange(256)),
    "hexbyte": lambda dice, _size: f"0x{dice.randrange(256):02x}",
    "bytes": lambda dice, size: ", ".join(str(n) for n in dice.randbytes(size)),
    "hexbytes": lambda dice, size: ", ".join(f"0x{n:02x}" for n in dice.randbytes(size)),
}
