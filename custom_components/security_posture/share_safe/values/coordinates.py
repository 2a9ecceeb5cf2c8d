"""Find the numbers of positions."""

from collections.abc import Iterable, Iterator
import re
from typing import Final, NamedTuple

# A coordinate that identifies no place.
NOWHERE: Final = "0.0"
_NO_HEIGHT: Final = "0"
NUMBER: Final = re.compile(r"[+-]?\d{1,4}(?:[.,]\d{1,20})?")
# Every pattern needs a decimal or an angle.
_ANY: Final = re.compile(r"\d[.,]\d|[°º]|%C2%B0")
_DECIMAL: Final = re.compile(r"(?<![\w.,])-?\d{1,3}[.,]\d{3,20}(?![\w]|[.,]\d)")
_GLUED: Final = re.compile(r"(?<![\d.])-?\d{1,3}\.\d{4,20}(?!\d|\.\d)")
_ANGLE: Final = re.compile(
    r"(\d{1,3})\s?(?:°|º|%C2%B0)\s?(\d{1,2}(?:[.,]\d{1,8})?)\s?['\u2032\u2019](?:\s?(\d{1,2}(?:[.,]\d{1,8})?)\s?[\"\u2033\u201d])?"
)
_TENTHS: Final = re.compile(r"(?:(?<=ll\.)|(?<![\d.]))-?\d{1,3}\.\d{1,20}(?!\d|\.\d)")
_ESCAPED: Final = ("%2c", "%3d", "%20", "%3b", "%3a", "%7c")
# Decimals of two numbers that are also other numbers: in a text, in a URL.
_FEW: Final = 3
_FEW_IN_URL: Final = 2
# Between two numbers of a position; also "&lon=" and brackets.
_BETWEEN: Final = re.compile(
    r"(?i)\s{0,3}(?:,|;|\||/|%2c|%3b|%7c|\s)\s{0,3}|[&;]?\]?,?\s{0,2}[\"']?(?:&amp;)?"
    r"(?:\w{0,4}(?:lon|lng|lat|long|longitude|latitude)|lomin|lomax|lamin|lamax|[xy]|mlon|e|w|n|s)[\"']?\s{0,2}[:=]\s{0,2}[\"']?"
)
# Beside a word for it, any number is a position.
_NAMED: Final = re.compile(
    r"(?i)(?<![^\W_])(?:lat|latitude|lon|lng|long|longitude|breitengrad|laengengrad|längengrad)"
    r"\\?[\"']?\s{0,3}(?:[:=]|%3[dD])\s{0,3}\\?[\"']?(-?\d{1,3}\.\d{1,20})(?![\w.])"
)
_CAMEL: Final = re.compile(
    r"(?<=[a-z])(?:Lat|Lon|Lng|Latitude|Longitude)=(-?\d{1,3}\.\d{1,20})(?![\w.])"
)
_PAIR: Final = re.compile(
    r"(?i)(?:\b(?:geo:|ll\.|(?:ll|center|centre|q|point|location|latlng|coords|coordinates|position|at)"
    r"\\?[\"']?\s{0,3}[=:]\s{0,3}[\[(\"']?)|/@)(-?\d{1,3}\.\d{2,20})(?:\s{0,2},\s{0,2}|%2[cC])"
    r"(-?\d{1,3}\.\d{2,20})(?![\w.])"
)
# Before the first number of a pair.
_PLACED: Final = re.compile(
    r"(?i)(?:(?<![a-z])(?:ll|bbox|center|centre|point|location|latlng|coords?|coordinates|position)"
    r"(?:=|%3d|:)|@)[\s\[(\"']{0,3}\Z"
)
_ONLY_PAIR: Final = re.compile(
    r"\s*[\[(]?\s*(-?\d{1,3}\.\d{4,20})\s{0,2},\s{0,2}(-?\d{1,3}\.\d{4,20})\s*[\])]?\s*"
)


_NO_ANGLE: Final = ("0°0\u20320\u2033", "0°0\u2032")


class Position(NamedTuple):
    """A number of a position, and what stands for it."""

    begin: int
    end: int
    new: str


class Coordinates:
    """The numbers of the home and its zones."""

    def __init__(self, known: Iterable[tuple[float, float]] = ()) -> None:
        """Begin with known positions."""
        self._near: dict[int, list[float]] = {}
        self._places: dict[tuple[int, int], None] = {}  # tenths of degrees
        for latitude, longitude in known:
            self.add(latitude)
            self.add(longitude)
            self.add_place(latitude, longitude)

    def add_place(self, latitude: float, longitude: float) -> None:
        """Add a position; pairs of numbers near it are the edges of a map of the home."""
        if latitude or longitude:
            self._places[round(latitude * 10), round(longitude * 10)] = None

    def add(self, number: float) -> None:
        """Add a latitude or a longitude."""
        number = abs(number)
        # A whole number stands for many other things.
        if number > 180 or number == round(number, 1):
            return
        for near in range(int(number * 1000) - 1, int(number * 1000) + 3):
            known = self._near.setdefault(near, [])
            if number not in known:
                known.append(number)

    def find(self, text: str) -> Iterator[Position]:
        """Yield the own numbers wherever they occur, and others beside a word for a position."""
        if _ANY.search(text) is None:
            return
        if self._near:
            yield from self._own(text)
        if self._places and "." in text:
            yield from self._near_pairs(text)
        for match in (*_NAMED.finditer(text), *_CAMEL.finditer(text)):
            yield from _unless_nowhere(text, match, 1)
        for pair in (*_PAIR.finditer(text), *filter(None, [_ONLY_PAIR.fullmatch(text)])):
            latitude, longitude = abs(float(pair[1])), abs(float(pair[2]))
            # Both below one: a color.
            if latitude <= 90 and longitude <= 180 and (latitude > 1 or longitude > 1):
                yield from _unless_nowhere(text, pair, 1)
                yield from _unless_nowhere(text, pair, 2)

    def _near_pairs(self, text: str) -> Iterator[Position]:
        """Yield the pairs of numbers near a known position: a map's centre, or its edges."""
        before: re.Match[str] | None = None
        is_map = False  # a pair was found: another one is the other edge
        for match in _TENTHS.finditer(text):
            if before and _BETWEEN.fullmatch(text, before.end(), match.start()):
                one, two = float(before[0]), float(match[0])
                decimals = len(before[0].partition(".")[2]) + len(match[0].partition(".")[2])
                is_named = _PLACED.search(text, max(before.start() - 24, 0), before.start())
                few = _FEW_IN_URL if "://" in text else _FEW
                if decimals <= few and not (is_map or is_named):
                    before = match
                    continue
                if self._is_near(one, two) or self._is_near(two, one):
                    is_map = True
                    yield _position(text, *before.span())
                    yield _position(text, *match.span())
            before = match

    def _is_near(self, latitude: float, longitude: float) -> bool:
        south, west = round(latitude * 10), round(longitude * 10)
        return any(
            (south + n, west + m) in self._places for n in range(-2, 3) for m in range(-2, 3)
        )

    def _own(self, text: str) -> Iterator[Position]:
        for pattern in (_DECIMAL, _GLUED):
            for match in pattern.finditer(text):
                if self._is_known(match[0]):
                    yield _position(text, *match.span())
        for match in _ANGLE.finditer(text):
            if match[0] not in _NO_ANGLE and self._is_angle(match):
                # Signs that need no escape in quotes.
                yield Position(*match.span(), _NO_ANGLE[match[3] is None])

    def _is_known(self, written: str) -> bool:
        plain = written.lstrip("-").replace(",", ".")
        number = float(plain)
        decimals = len(plain.partition(".")[2])
        width = 1.01 * 10**-decimals if decimals < 6 else 1e-5
        return any(abs(known - number) <= width for known in self._near.get(int(number * 1000), ()))

    def _is_angle(self, match: re.Match[str]) -> bool:
        minutes = float(match[2].replace(",", "."))
        seconds = float((match[3] or "0").replace(",", "."))
        number = int(match[1]) + minutes / 60 + seconds / 3600
        step = 1 / 60 if match[3] is None and "." not in match[2] else 1 / 1800
        return any(
            abs(known - number) <= step
            for near in range(int((number - step) * 1000), int((number + step) * 1000) + 1)
            for known in self._near.get(near, ())
        )


def stand_in(written: str, key: str) -> str:
    """Return what stands for a number of a position below a key."""
    return _NO_HEIGHT if key.lower().endswith("elevation") and "." not in written else NOWHERE


def is_nowhere(written: str) -> bool:
    """Return whether a number is none of a place."""
    return float(written.replace(",", ".")) == 0


def _unless_nowhere(text: str, match: re.Match[str], group: int) -> Iterator[Position]:
    if not is_nowhere(match[group]):
        yield _position(text, *match.span(group))


def _position(text: str, begin: int, end: int) -> Position:
    # In an expression, the sign may be an operator.
    before = text[:begin].rstrip()[-1:] if begin < 400 else text[begin - 400 : begin].rstrip()[-1:]
    is_escaped = text[max(begin - 3, 0) : begin].lower() in _ESCAPED
    if text[begin] == "-" and not is_escaped and (before.isalnum() or before in (")", "]")):
        begin += 1
    elif text[begin] != "-" and begin > 1 and text[begin - 1] == "-" and text[begin - 2] in ",;|":
        begin -= 1
    return Position(begin, end, NOWHERE)
