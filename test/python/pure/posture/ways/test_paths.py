"""Ways on random steps, compared with a model that only follows their definition."""

from collections.abc import Mapping
from itertools import product

from hypothesis import given, settings, strategies as st

from custom_components.security_posture.posture.model.ways import (
    Circumstance,
    Need,
    Position,
    Step,
    Sureness,
    Way,
)
from custom_components.security_posture.posture.ways.open_steps import open_steps
from custom_components.security_posture.posture.ways.paths import find_ways
from custom_components.security_posture.posture.ways.steps import STEPS

from .graphs import (
    CHECKS,
    FACTS,
    known_facts,
    open_by_definition,
    results_of,
    statuses,
    steps,
    ways_by_definition,
)

REAL_CHECKS = sorted({need.check for step in STEPS for need in step.needs})
# The variants with which each check of the real steps can fail; None: without one.
REAL_VARIANTS = {
    check: sorted(
        {
            str(variant)
            for step in STEPS
            for need in step.needs
            if need.check == check
            for variant in need.variants or ()
        }
        | {"another"}
    )
    for check in REAL_CHECKS
}
real_statuses = st.fixed_dictionaries(
    {check: st.sampled_from(["pass", "fail", "fail", "unknown"]) for check in REAL_CHECKS}
)
real_variants = st.fixed_dictionaries(
    {check: st.sampled_from(variants) for check, variants in REAL_VARIANTS.items()}
)
real_facts = st.fixed_dictionaries(
    {fact: st.sampled_from([True, True, False, None]) for fact in Circumstance}
)


def ways_of(
    found: tuple[Step, ...],
    status: Mapping[str, str],
    known: Mapping[Circumstance, bool | None],
    variants: Mapping[str, str] | None = None,
) -> tuple[Way, ...]:
    return find_ways(open_steps(found, results_of(status, variants), known))


def names(ways: tuple[Way, ...]) -> list[tuple[tuple[str, ...], Sureness]]:
    return [(tuple(step.id for step in way.steps), way.sureness) for way in ways]


def counts(ways: tuple[Way, ...]) -> dict[Position, tuple[int, int]]:
    """Return the number of all ways and of the told ones, by where they begin."""
    return {
        start: (
            sum(way.start is start for way in ways),
            sum(way.start is start and way.is_told for way in ways),
        )
        for start in Position
    }


def assert_no_fewer(more: tuple[Way, ...], less: tuple[Way, ...]) -> None:
    after, before = counts(more), counts(less)
    for start in Position:
        assert after[start][0] >= before[start][0], (names(more), names(less))
        assert after[start][1] >= before[start][1], (names(more), names(less))


@given(steps(), statuses, known_facts)
def test_the_ways_are_those_of_the_definition(
    found: tuple[Step, ...],
    status: Mapping[str, str],
    known: Mapping[Circumstance, bool | None],
) -> None:
    expected = ways_by_definition(open_by_definition(found, status, known))
    assert names(ways_of(found, status, known)) == expected


@given(steps(max_size=4))
@settings(max_examples=25)
def test_every_combination_agrees_with_the_definition(found: tuple[Step, ...]) -> None:
    known = dict.fromkeys(FACTS, True)
    for combination in product(("pass", "fail"), repeat=len(CHECKS)):
        status = dict(zip(CHECKS, combination, strict=True))
        expected = ways_by_definition(open_by_definition(found, status, known))
        assert names(ways_of(found, status, known)) == expected


@given(steps(), statuses, known_facts, st.sets(st.sampled_from(CHECKS)))
def test_more_failing_checks_never_give_fewer_ways(
    found: tuple[Step, ...],
    status: dict[str, str],
    known: Mapping[Circumstance, bool | None],
    worse: set[str],
) -> None:
    failing = status | dict.fromkeys(worse, "fail")
    assert_no_fewer(ways_of(found, failing, known), ways_of(found, status, known))


@given(steps(), statuses, known_facts, st.sets(st.sampled_from(CHECKS)))
def test_an_unknown_never_gives_fewer_ways_than_a_pass(
    found: tuple[Step, ...],
    status: dict[str, str],
    known: Mapping[Circumstance, bool | None],
    changed: set[str],
) -> None:
    passing = ways_of(found, status | dict.fromkeys(changed, "pass"), known)
    unknown = ways_of(found, status | dict.fromkeys(changed, "unknown"), known)
    assert_no_fewer(unknown, passing)
    # What passes cannot take part; what is unknown makes a way untold.
    for way in unknown:
        assert not (way.is_told and way.checks & changed)


@given(steps(), statuses, known_facts)
def test_no_way_needs_a_check_that_passes(
    found: tuple[Step, ...],
    status: Mapping[str, str],
    known: Mapping[Circumstance, bool | None],
) -> None:
    for way in ways_of(found, status, known):
        found_statuses = {status[check] for check in way.checks}
        assert found_statuses <= ({"fail"} if way.is_told else {"fail", "unknown"})


@given(real_statuses, real_variants, real_facts, st.sets(st.sampled_from(REAL_CHECKS)))
def test_the_real_steps_keep_the_promises(
    status: dict[str, str],
    variants: dict[str, str],
    known: Mapping[Circumstance, bool | None],
    changed: set[str],
) -> None:
    ways = ways_of(STEPS, status, known, variants)
    assert ways == ways_of(STEPS, status, known, variants)
    for way in ways:
        found_statuses = {status[check] for check in way.checks}
        assert found_statuses <= ({"fail"} if way.is_told else {"fail", "unknown"})
    passing = status | dict.fromkeys(changed, "pass")
    without = ways_of(STEPS, passing, known, variants)
    for other in ("fail", "unknown"):
        changed_status = status | dict.fromkeys(changed, other)
        assert_no_fewer(ways_of(STEPS, changed_status, known, variants), without)


def _step(name: str, start: Position, end: Position, *checks: str, **more: object) -> Step:
    return Step(
        id=name,
        start=start,
        end=end,
        needs=tuple(Need(check=check) for check in checks),
        **more,  # type: ignore[arg-type]
    )


def test_an_accepted_finding_keeps_its_way_marked() -> None:
    step = _step("s", Position.INTERNET, Position.ADMINISTRATOR, "c0", "c1")
    (way,) = find_ways({step: Sureness.OPEN}, frozenset({"c1", "c2"}))
    assert way.accepted == {"c1"}
    assert not way.is_accepted
    (way,) = find_ways({step: Sureness.OPEN}, frozenset({"c0", "c1"}))
    assert way.is_accepted


def test_a_pretended_place_does_not_lead_past_home_assistant() -> None:
    pretended = _step("s0", Position.INTERNET, Position.HOME_NETWORK, "c0", pretended=True)
    there = _step("s1", Position.HOME_NETWORK, Position.MACHINE, "c1", on_site=True)
    login = _step("s2", Position.HOME_NETWORK, Position.ADMINISTRATOR, "c2")
    found = find_ways(dict.fromkeys((pretended, there, login), Sureness.OPEN))
    assert {tuple(step.id for step in way.steps) for way in found} == {
        ("s1",),
        ("s2",),
        ("s0", "s2"),
    }
