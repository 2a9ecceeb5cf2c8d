"""Find known values wherever they occur, in any encoding, in one pass over a text."""

import base64
import binascii
from collections.abc import Callable, Iterator
import html
import re
from typing import Final, NamedTuple
from urllib.parse import unquote

from ..secret_scanner import cached_until_forgotten

# Runs of letters and digits. A known value is looked up by its longest one.
_RUN: Final = re.compile(r"[^\W_]+")
# Inside a longer run, values are looked up by the last letters of their longest one.
_MIN_GLUED: Final = 16
_GRAM: Final = 8
# Runs that are remembered, and characters of one.
_MOST_WITHOUT: Final = 50_000
_MOST_OF_RUN: Final = 40
# Runs, and characters of one run, between two calls of `work`.
_RUNS: Final = 64
_CHARACTERS: Final = 256
_ENCODED: Final = re.compile(
    r"%(?:[0-9A-Fa-f]{2})|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\[\"'/\\nrt]|&(?:#\d{2,6}|#x[0-9A-Fa-f]{2,5}|amp|lt|gt|quot|apos);"
)
_PERCENT: Final = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_BASE64: Final = re.compile(r"(?<![\w+/=])[\w+/-]{12,4000}={0,2}(?![\w+/=])", re.ASCII)
_MIN_BASE64: Final = 12
_CONTROL: Final = {"n": "\n", "r": "\r", "t": "\t"}


def has_base64(text: str) -> bool:
    """Return whether a part of a text can be read as another text in base64."""
    return len(text) >= _MIN_BASE64 and not all(map(_is_no_text, _BASE64.findall(text)))


class KnownMatch(NamedTuple):
    """A known value in a text: offsets, kind and placeholder."""

    begin: int
    end: int
    kind: str
    placeholder: str


class _Entry(NamedTuple):
    text: str  # in lower case
    exact: str | None  # if the case matters
    before: int  # of the run it is looked up by
    kind: str
    placeholder: str


class KnownValues:
    """Values to find, by a run of letters and digits in them."""

    def __init__(self) -> None:
        """Start empty."""
        self.work: Callable[[], None] = lambda: None  # called again and again in a long text
        self._by_run: dict[str, list[_Entry]] = {}
        self._by_gram: dict[str, list[_Entry]] = {}
        self._texts: set[str] = set()
        self._without: set[str] = set()  # runs by which no value is looked up

    def add(self, value: str, kind: str, placeholder: str, *, any_case: bool = False) -> None:
        """Add a value."""
        text = value.lower()
        if text in self._texts or len(text) != len(value):
            return
        # Of equally long ones, no number: many entity IDs end with one.
        longest = max(
            _RUN.finditer(text), key=lambda run: (len(run[0]), not run[0].isdecimal()), default=None
        )
        if longest is None:
            return
        self._texts.add(text)
        self._without.clear()
        entry = _Entry(text, None if any_case else value, longest.start(), kind, placeholder)
        self._by_run.setdefault(longest[0], []).append(entry)
        if len(longest[0]) >= _MIN_GLUED or (len(text) >= _MIN_GLUED and len(longest[0]) >= _GRAM):
            # The end: tokens of one kind begin with the same letters.
            gram = entry._replace(before=longest.end() - _GRAM)
            self._by_gram.setdefault(longest[0][-_GRAM:], []).append(gram)

    def __contains__(self, value: str) -> bool:
        """Return whether a value is known."""
        return value.lower() in self._texts

    def find(self, text: str) -> Iterator[KnownMatch]:
        """Yield the known values of a text, as they are or encoded."""
        if not self._texts:
            return
        yield from self._plain(text)
        if ("%" in text or "\\" in text or "&" in text) and _ENCODED.search(text):
            yield from self._encoded(text)
        if len(text) >= _MIN_BASE64:
            yield from self._base64(text)

    def are_without(self, text: str) -> bool:
        """Return whether no value is in a text without escapes, as a quick look shows."""
        if not self._texts:
            return True
        runs = _RUN.findall(text.lower())
        return self._without.issuperset(runs) or all(map(self._is_without, runs))

    def _plain(self, text: str) -> Iterator[KnownMatch]:
        folded = text.lower()
        if len(folded) != len(text):
            folded = "".join(low if len(low := char.lower()) == 1 else char for char in text)
        if self._without.issuperset(_RUN.findall(folded)):
            return
        for n, run in enumerate(_RUN.finditer(folded)):
            if n % _RUNS == _RUNS - 1:
                self.work()
            if self._is_without(run[0]):
                continue
            for entry in self._by_run.get(run[0], ()):
                begin = run.start() - entry.before
                if _fits(entry, text, folded, begin) and _is_whole(
                    folded, begin, begin + len(entry.text)
                ):
                    yield _match(entry, begin)
            if self._by_gram and run.end() - run.start() > _GRAM:
                yield from self._glued(text, folded, *run.span())

    def _is_without(self, run: str) -> bool:
        """Return whether no value is looked up by a short run."""
        if run in self._without:
            return True
        if len(run) > _MOST_OF_RUN or run in self._by_run:
            return False
        if any(run[at : at + _GRAM] in self._by_gram for at in range(len(run) - _GRAM + 1)):
            return False
        if len(self._without) >= _MOST_WITHOUT:
            self._without.clear()
        self._without.add(run)
        return True

    def _glued(self, text: str, folded: str, start: int, stop: int) -> Iterator[KnownMatch]:
        """Yield the known values inside of a longer run."""
        for at in range(start, stop - _GRAM + 1):
            if at % _CHARACTERS == 0:
                self.work()
            for entry in self._by_gram.get(folded[at : at + _GRAM], ()):
                begin = at - entry.before
                if _fits(entry, text, folded, begin):
                    yield _match(entry, begin)

    def _encoded(self, text: str) -> Iterator[KnownMatch]:
        for decode in (_unescape_all, _unescape_percent):
            decoded, offsets = decode(text)
            if decoded != text:
                for found in self._plain(decoded):
                    yield found._replace(begin=offsets[found.begin], end=offsets[found.end])

    def _base64(self, text: str) -> Iterator[KnownMatch]:
        for match in _BASE64.finditer(text):
            decoded = _decoded(match[0])
            found = next(self._plain(decoded), None) if decoded else None
            if found is not None:
                yield KnownMatch(*match.span(), found.kind, found.placeholder)


def _fits(entry: _Entry, text: str, folded: str, begin: int) -> bool:
    if begin < 0 or not folded.startswith(entry.text, begin):
        return False
    return entry.exact is None or text.startswith(entry.exact, begin)


def _match(entry: _Entry, begin: int) -> KnownMatch:
    return KnownMatch(begin, begin + len(entry.text), entry.kind, entry.placeholder)


def _is_no_text(written: str) -> bool:
    return _decoded(written) is None


@cached_until_forgotten(16_384)
def _decoded(written: str) -> str | None:
    """Return the text of base64, if it is one."""
    plain = written.rstrip("=").translate({45: "+", 95: "/"})
    if len(plain) % 4 == 1:
        return None
    try:
        data = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
        return data.decode("utf-8")
    except binascii.Error, ValueError:
        return None


def _unescape_all(text: str) -> tuple[str, list[int]]:
    return _mapped(text, _ENCODED, _unescape)


def _unescape_percent(text: str) -> tuple[str, list[int]]:
    """Decode percent-encoding with "+" for a blank."""
    plain, offsets = _mapped(text, _PERCENT, unquote)
    return plain.replace("+", " "), offsets


def _mapped(
    text: str, pattern: re.Pattern[str], decode: Callable[[str], str]
) -> tuple[str, list[int]]:
    """Return a decoded text, and where each of its characters begins in the text."""
    pieces: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in pattern.finditer(text):
        pieces.append(text[done : match.start()])
        offsets.extend(range(done, match.start()))
        decoded = decode(match[0])
        pieces.append(decoded)
        offsets.extend([match.start()] * len(decoded))
        done = match.end()
    pieces.append(text[done:])
    offsets.extend(range(done, len(text) + 1))
    return "".join(pieces), offsets


def _unescape(written: str) -> str:
    if written[0] == "%":
        return chr(int(written[1:], 16))
    if written[0] == "&":
        return html.unescape(written)
    if written[1] in "ux":
        return chr(int.from_bytes(bytes.fromhex(written[2:])))
    return _CONTROL.get(written[1], written[1])


def _is_whole(text: str, begin: int, end: int) -> bool:
    """Return whether a part of a text is no part of a longer word or number."""
    before = text[begin - 1] if begin else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() and text[begin].isalnum()) and not (
        after.isalnum() and text[end - 1].isalnum()
    )
