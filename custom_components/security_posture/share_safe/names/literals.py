"""Find the words of the user that are no words: "C++", "@home", a picture."""

from collections.abc import Iterator
import re
from typing import Final

# What no name has between its words.
_ODD: Final = re.compile(r"[*?\[\]{}|^$\\<>=%~`!\u2190-\u2bff\U0001f000-\U0001faff]")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_EDGE: Final = re.compile(r"[^\W_]")


def is_literal(text: str, *, has_problem: bool) -> bool:
    """Return whether a word of the user can be found only as it is written."""
    plain = text.strip()
    if not plain or _CONTROL.search(plain) or plain.replace("_", "a").isalnum():
        return False
    return has_problem or _ODD.search(plain) is not None


class Literals:
    """Texts to find as they are written, in any case."""

    def __init__(self) -> None:
        """Start empty."""
        self._placeholders: dict[str, str] = {}
        self._pattern: re.Pattern[str] | None = None

    def add(self, text: str, placeholder: str) -> None:
        """Add a text."""
        self._placeholders[text.strip().lower()] = placeholder
        self._pattern = None

    def __bool__(self) -> bool:
        """Return whether there are texts."""
        return bool(self._placeholders)

    def get(self, text: str) -> str | None:
        """Return the placeholder of a text."""
        return self._placeholders.get(text.strip().lower())

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield begin, end and placeholder of the texts."""
        if not self._placeholders:
            return
        if self._pattern is None:
            longest = sorted(self._placeholders, key=len, reverse=True)
            self._pattern = re.compile("|".join(map(_bounded, longest)), re.IGNORECASE)
        for match in self._pattern.finditer(text):
            if placeholder := self.get(match[0]):
                yield match.start(), match.end(), placeholder


def _bounded(text: str) -> str:
    """Return a pattern for a text that is not a part of a longer word."""
    before = r"(?<![^\W_])" if _EDGE.match(text) or text[0] == "@" else ""
    after = r"(?![^\W_])" if _EDGE.match(text[-1]) or text.isascii() else ""
    return f"{before}{re.escape(text)}{after}"
