"""What a person decides about, and how the work is stopped."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from custom_components.security_posture.secret_scan.tree import Tree
from custom_components.security_posture.share_safe import (
    Knowledge,
    Name,
    Private,
    make_copy,
    sources,
    time_limits,
)
from custom_components.security_posture.share_safe.model import LeftOut, Place, WordReview
from custom_components.security_posture.share_safe.review import MAX_PLACES

from .home import NOTHING, household, know, people


class Off:
    """One kind is switched off."""

    def __init__(self, kind: Private) -> None:
        self._kind = kind

    def is_on(self, kind: Private, text: str) -> bool | None:
        return False if kind is self._kind and not text else None


def test_kinds_with_places(tmp_path: Path) -> None:
    home = household(
        tmp_path,
        {
            "zoltan.yaml": "a: Zoltan\nb: Zoltan and Zoltan\n",
            "configuration.yaml": "mqtt:\n  password: Sommer2019.\n",
            "large.yaml": "#" * (2 * 1024 * 1024 + 1),
        },
    )
    review = make_copy(home, people("Zoltan")).review
    kinds = {kind.kind: kind for kind in review.kinds}
    assert (kinds["person"].count, kinds["person"].on, kinds["person"].fixed) == (3, True, False)
    assert kinds["person"].places == (
        Place(file="person_1.yaml", line=1),
        Place(file="person_1.yaml", line=2),
    )
    assert (kinds["password"].count, kinds["password"].fixed) == (1, True)
    assert review.left_out == (LeftOut(file="large.yaml", why="too_large"),)
    assert review.files == 2


def test_the_number_of_places_is_limited(tmp_path: Path) -> None:
    household(tmp_path, {"x.yaml": "- Zoltan\n" * 200})
    [kind] = make_copy(tmp_path, people("Zoltan")).review.kinds
    assert (kind.count, len(kind.places)) == (200, MAX_PLACES)


def test_a_kind_that_is_switched_off_can_be_switched_on_again(tmp_path: Path) -> None:
    household(tmp_path, {"zoltan.yaml": "a: Zoltan\n"})
    copy = make_copy(tmp_path, people("Zoltan"), Off(Private.PERSON))
    assert copy.files == {"zoltan.yaml": "a: Zoltan\n"}
    [kind] = copy.review.kinds
    assert (kind.kind, kind.on, kind.fixed) == ("person", False, False)


def test_words(tmp_path: Path) -> None:
    household(tmp_path, {"configuration.yaml": "light:\n  - name: Golf trip of Bo\n"})
    words = know(*(Name(Private.WORD, word) for word in ("Golf", "Bo", "Ottilie", "light")))
    copy = make_copy(tmp_path, words)
    assert copy.files["configuration.yaml"].endswith("name: word_1 trip of word_2\n")
    found = {each.word: each.why for each in copy.review.words}
    assert found.keys() == {"Ottilie", "light"}
    assert WordReview(word="Ottilie", why="not_found") in copy.review.words


def test_why_a_word_stays(tmp_path: Path) -> None:
    household(tmp_path, {"configuration.yaml": "light:\n  - name: person_1 likes C++ and 🦊\n"})
    words = know(*(Name(Private.WORD, word) for word in ("person_1", "C++", "🦊", "@home")))
    copy = make_copy(tmp_path, words)
    assert copy.files["configuration.yaml"].endswith("name: person_1 likes word_1 and word_2\n")
    assert set(copy.review.words) == {
        WordReview(word="person_1", why="placeholder"),
        WordReview(word="@home", why="not_found"),
    }


@pytest.mark.parametrize(("kept", "wanted"), [(sources._MAX_KEPT, 4), (0, 7)])
def test_how_often_files_are_parsed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kept: int, wanted: int
) -> None:
    """Once if it fits in memory, else once for each pass; again only if something was changed."""
    household(
        tmp_path, {"configuration.yaml": "a: 1\n", "b.yaml": "b: 2\n", "c.yaml": "c: Zoltan\n"}
    )
    count = 0
    parse = sources.parse

    def counted(text: str, limit: int, tick: Callable[[], None]) -> Tree:
        nonlocal count
        count += 1
        return parse(text, limit, tick)

    monkeypatch.setattr(sources, "parse", counted)
    monkeypatch.setattr(sources, "_MAX_KEPT", kept)
    make_copy(tmp_path, people("Zoltan"))
    assert count == wanted


class StoppedError(Exception):
    """The client is gone."""


def test_the_work_can_be_stopped(tmp_path: Path) -> None:
    household(tmp_path, {f"{n}.yaml": "a: 1\n" for n in range(20)})
    calls = 0

    def stop() -> None:
        nonlocal calls
        calls += 1
        if calls == 30:
            raise StoppedError

    with pytest.raises(StoppedError):
        make_copy(tmp_path, NOTHING, stop=stop)


def test_it_is_asked_inside_of_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With a clock that advances with each look, the number of questions tells the looks."""
    now = 0.0

    def clock() -> float:
        nonlocal now
        now += 1.0
        return now

    monkeypatch.setattr(time_limits.time, "monotonic", clock)
    household(tmp_path, {"x.yaml": "- lamp: on\n" * 5000})
    calls = 0

    def stop() -> None:
        nonlocal calls
        calls += 1

    make_copy(tmp_path, Knowledge(), stop=stop)
    assert calls > 1000


def test_a_slow_file_is_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(time_limits, "_INTERVAL", 0.0)
    steps = count()
    monkeypatch.setattr(time_limits.time, "thread_time", lambda: next(steps))
    monkeypatch.setattr(time_limits, "MAX_FILE_SECONDS", 1000)
    household(tmp_path, {"long.yaml": "- a: 1\n" * 5000, "short.yaml": "a: 1\n"})
    copy = make_copy(tmp_path, NOTHING)
    assert copy.left_out == {"long.yaml": "too_slow"}
    assert [*copy.files] == ["short.yaml"]
