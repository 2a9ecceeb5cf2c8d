"""Word lists, each a text file in a folder `words`: words between spaces, comments after "#"."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "words"


def read_words(name: str, folder: Path = _FOLDER) -> tuple[str, ...]:
    """Return the words of a list, in the order of the file."""
    lines = (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines for word in line.partition("#")[0].split())
