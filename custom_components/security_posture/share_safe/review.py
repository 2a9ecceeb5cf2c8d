"""Summarize a copy for the person who shares it."""

from dataclasses import replace
from typing import Final

from .file_names import FileNames
from .inventory import Inventory
from .model import (
    Choices,
    Copy,
    KindReview,
    Knowledge,
    LeftOut,
    Place,
    Private,
    Review,
    Suggestion,
    WordReview,
)
from .remaining_words import remaining_words

MAX_PLACES: Final = 50
NOT_FOUND: Final = "not_found"
# What a person can switch off; everything else is always replaced.
_OPTIONAL: Final = frozenset(Private) - {Private.SECRET, Private.COORDINATE, Private.WORD}


def review(
    copy: Copy, inventory: Inventory, knowledge: Knowledge, choices: Choices, names: FileNames
) -> Review:
    """Return what was replaced, and what a person may want to change."""
    return Review(
        kinds=tuple(_kinds(copy, choices)),
        suggestions=tuple(_renamed(each, names) for each in inventory.suggestions()),
        words=tuple(_words(copy, inventory, knowledge)),
        left_out=tuple(LeftOut(file=file, why=why) for file, why in copy.left_out.items()),
        files=len(copy.files),
    )


def _kinds(copy: Copy, choices: Choices) -> list[KindReview]:
    counts = copy.counts()
    places: dict[str, dict[Place, None]] = {}
    for each in copy.replacements:
        known = places.setdefault(each.kind, {})
        if len(known) < MAX_PLACES:
            known[Place(file=each.file, line=each.line)] = None
    off = {kind.value for kind in _OPTIONAL if choices.is_on(kind, "") is False}
    return [
        KindReview(
            kind=kind,
            count=counts.get(kind, 0),
            on=kind not in off,
            fixed=kind not in _OPTIONAL,
            places=tuple(places.get(kind, ())),
        )
        for kind in sorted({*counts, *off})
    ]


def _renamed(suggestion: Suggestion, names: FileNames) -> Suggestion:
    return replace(
        suggestion,
        places=tuple(replace(place, file=names.new(place.file)) for place in suggestion.places),
    )


def _words(copy: Copy, inventory: Inventory, knowledge: Knowledge) -> list[WordReview]:
    """Return the user's words that are still in the copy, or were not found."""
    words = [*dict.fromkeys(each.text for each in knowledge.names if each.kind is Private.WORD)]
    if not words:
        return []
    why = remaining_words(copy, words, inventory.work) | inventory.not_replaceable()
    used = {each.placeholder for each in copy.replacements}
    for word in words:
        if word not in why and inventory.placeholder(word) not in used:
            why[word] = NOT_FOUND
    return [WordReview(word=word, why=why[word]) for word in words if word in why]
