"""Vietnamese names: "Bảo" and "Bao" are the name, "bảo", "báo" and "bão" are other words."""

import re
from typing import Final
import unicodedata

from ..uses.model import Use
from .folding import WORD, fold_text

# Letters and marks that no other language has in this form.
_LETTERS: Final = re.compile("[\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def is_vietnamese(text: str) -> bool:
    """Return whether a text has letters of Vietnamese."""
    return not text.isascii() and _LETTERS.search(_composed(text)) is not None


class Tones:
    """The words of Vietnamese names, as they are written."""

    def __init__(self) -> None:
        """Start empty."""
        self._names: set[str] = set()
        self._words: dict[str, set[str]] = {}

    def add(self, name: str) -> None:
        """Add a name; its words matter if it is Vietnamese."""
        self._names.add(_composed(name).lower())
        if is_vietnamese(name):
            for word in WORD.findall(_composed(name)):
                self._words.setdefault(fold_text(word), set()).add(word.lower())

    def fit(self, text: str, begin: int, end: int, use: Use) -> bool:
        """Return whether a part of a text has the tones of the name, or none at all."""
        if not self._words:
            return True
        is_text = use is Use.TEXT
        name = _composed(text[begin:end])
        if " " in name and name.lower() in self._names:
            return True
        for written in WORD.findall(name):
            own = self._words.get(fold_text(written))
            if own is None:
                continue
            if written.lower() in own:
                # In a sentence, a name has a capital.
                if is_text and written.islower() and not written.isascii():
                    return False
            elif not written.isascii() or (is_text and is_vietnamese(text)):
                return False
        return True
