"""Leave out words that could be names and are none where they stand: "max_temp", "Will be"."""

from collections.abc import Iterator
import re
from typing import Final

from ..vocabulary import word_set
from .model import Part, Use

_MEASURES: Final = word_set("measures")
_EXTREME: Final = re.compile(r"max(?:imum)?|min(?:imum)?", re.IGNORECASE)
_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_]+|\d+")
_BETWEEN: Final = re.compile(r"[ _.:-]{0,2}")
_MODEL: Final = re.compile(r"[a-z]{1,2}\d{1,3}|1\d", re.IGNORECASE)
_VERB: Final = re.compile(
    r"\bWill(?= (?:be|have|not|you|we|it|they|the|this|that|there|also|only|then|never|always|check"
    r"|do|get|go|make|need|run|set|send|show|start|stop|turn|use|work|fall|feel|return|repeat|trigger)\b)"
    r"|\bMay(?= (?:be|have|not|also|need|require|cause|contain)\b)"
    r"|\bMark(?= (?:[\w-]{1,30} ){0,4}as\b)"
)
_NAMED_MONTH: Final = r"(?:April|May|June|August|Mai|Juni|Avril|Juin|Abril)"
_DATE: Final = re.compile(
    rf"(?:(?<=\d )|(?<=\d\. )){_NAMED_MONTH}\b"
    rf"|\b{_NAMED_MONTH}(?=\s?[\u2013/-]\s?[A-Z]| \d{{1,4}}\b|, \d{{4}}\b)"
)
_MONTH: Final = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|Janvier|Février|Mars|Avril|Juin|Juillet"
    r"|Août|Octobre|Enero|Febrero|Marzo|Abril|Mayo|Junio|Julio|Agosto)\b"
)
_MONTHS_OF_A_LIST: Final = 4
_LOOK_AT: Final = 100_000


def without_common_words(text: str, parts: Iterator[Part]) -> Iterator[Part]:
    """Yield the parts without those words."""
    months: bool | None = None
    for part in parts:
        if part.use is Use.TEXT:
            if months is None:
                found = {match[0] for match in _MONTH.finditer(text[:_LOOK_AT])}
                months = len(found) >= _MONTHS_OF_A_LIST
            yield from _split(part, sorted(_of_text(text, part, months=months)))
        elif part.use is Use.OBJECT_ID:
            yield from _split(part, [*_extremes(text, part)])
        else:
            yield part


def _of_text(text: str, part: Part, *, months: bool) -> Iterator[tuple[int, int]]:
    yield from _extremes(text, part)
    for pattern in (_VERB, _MONTH if months else _DATE):
        for match in pattern.finditer(text, part.begin, part.end):
            yield match.span()


def _extremes(text: str, part: Part) -> Iterator[tuple[int, int]]:
    """Yield "max" and "min" beside a word for what is measured."""
    for match in _EXTREME.finditer(text, part.begin, part.end):
        begin, end = match.span()
        if not _is_whole(text, begin, end):
            continue
        after = _WORD.match(text, _skip(text, end), part.end)
        before = _word_before(text, begin, part.begin)
        if (after and after[0].lower() in _MEASURES) or (
            before and (before.lower() in _MEASURES or _MODEL.fullmatch(before))
        ):
            yield begin, end


def _is_whole(text: str, begin: int, end: int) -> bool:
    """Return whether a word is one by itself, also in "priceMax" and "maxPrice"."""
    before, after = text[begin - 1 : begin], text[end : end + 1]
    return (not before.isalpha() or (text[begin].isupper() and before.islower())) and (
        not after.isalpha() or (text[end - 1].islower() and after.isupper())
    )


def _skip(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _word_before(text: str, at: int, begin: int) -> str:
    start = max(begin, at - 32)
    found = _LAST.search(text[start:at])
    return found[1] if found else ""


_LAST: Final = re.compile(r"(?<![^\W_])([^\W_]{1,30})[ _.:-]{0,2}\Z")


def _split(part: Part, spans: list[tuple[int, int]]) -> Iterator[Part]:
    done = part.begin
    for begin, end in spans:
        if begin < done:
            continue
        if done < begin:
            yield Part(done, begin, part.use)
        done = end
    if done < part.end:
        yield Part(done, part.end, part.use)
