"""The last event of the command: the copy, or the review."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import Any, Final

from ...share_safe import Copy, archive

# A typical configuration is a hundredth of this; a tablet cannot handle larger messages.
MAX_BYTES: Final = 16 * 1024 * 1024
# The card rejects longer lists.
MAX_ROWS: Final = 300
MAX_PLACES: Final = 50
# Of one suggestion; there may be many suggestions.
_MAX_SUGGESTION_PLACES: Final = 20


def copy_answer(
    copy: Copy, *, with_words: bool, stop: Callable[[], None] = lambda: None
) -> dict[str, Any]:
    """Return the event with the copy; `with_words`: and with the words that are still in it."""
    packed = archive(copy, stop)
    if len(packed) > MAX_BYTES:
        return {"failed": "too_large"}
    words = {"words": _all(copy.review.words)} if with_words else {}
    return {
        "copy": {
            "files": len(copy.files),
            "left_out": len(copy.left_out),
            "counts": copy.counts(),
            "zip": b64encode(packed).decode(),
            **words,
        }
    }


def review_answer(copy: Copy) -> dict[str, Any]:
    """Return the event with what will be replaced; `more`: the numbers of rows not listed."""
    review = copy.review
    return {
        "review": {
            "kinds": _with_places(review.kinds, MAX_PLACES),
            "suggestions": _with_places(review.suggestions, _MAX_SUGGESTION_PLACES),
            "words": _all(review.words),
            "left_out": _rows(review.left_out),
            "files": review.files,
            # Clients send what they have shown only to servers that know the field.
            "takes_reviewed": True,
            "more": {
                "suggestions": max(0, len(review.suggestions) - MAX_ROWS),
                "left_out": max(0, len(review.left_out) - MAX_ROWS),
            },
        }
    }


def _all(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [asdict(row) for row in rows]


def _rows(rows: Sequence[Any]) -> list[dict[str, Any]]:
    return _all(rows[:MAX_ROWS])


def _with_places(rows: Sequence[Any], limit: int) -> list[dict[str, Any]]:
    """Return the rows with their first places."""
    return [row | {"places": _first(row["places"], limit)} for row in _rows(rows)]


def _first(places: Iterable[Any], limit: int) -> list[Any]:
    return list(places)[:limit]
