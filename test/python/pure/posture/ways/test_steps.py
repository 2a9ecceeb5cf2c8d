"""The steps: every check that matters is in one, or opens nothing for a reason."""

from collections import Counter

from custom_components.security_posture.posture.checks import CHECKS
from custom_components.security_posture.posture.model import Severity
from custom_components.security_posture.posture.model.ways import Circumstance, Position
from custom_components.security_posture.posture.ways.paths import ENDS, STARTS
from custom_components.security_posture.posture.ways.steps import OPENS_NOTHING, STEPS, OpensNothing

from ..test_contract import WORDS

SERIOUS = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM)
IN_STEPS = {need.check for step in STEPS for need in step.needs}


def test_every_serious_check_is_in_a_step_or_opens_nothing() -> None:
    serious = {
        check_id
        for check_id, registered in CHECKS.items()
        if {registered.check.severity.internet, registered.check.severity.local} & set(SERIOUS)
    }
    assert serious - IN_STEPS - set(OPENS_NOTHING) == set()


def test_the_lists_name_existing_checks_and_none_twice() -> None:
    assert IN_STEPS | set(OPENS_NOTHING) <= set(CHECKS)
    assert not IN_STEPS & set(OPENS_NOTHING)


def test_variants_exist() -> None:
    for step in STEPS:
        for need in step.needs:
            declared = CHECKS[need.check].check.variants
            assert (need.variants or set()) - {None} <= declared, step.id


def test_ids_are_unique_and_named_by_others() -> None:
    found = Counter(step.id for step in STEPS)
    assert set(found.values()) == {1}
    ends = {step.id: step.end for step in STEPS}
    for step in STEPS:
        assert step.after <= set(ends), step.id
        assert {ends[before] for before in step.after} <= {step.start}


def test_nothing_from_outside_is_open_by_design() -> None:
    for step in STEPS:
        assert step.by_design is (step.id == "own_app")
        if step.start in STARTS:
            assert step.needs, step.id


def test_only_being_taken_for_a_client_at_home_is_pretended() -> None:
    for step in STEPS:
        assert step.pretended is (step.end is Position.HOME_NETWORK), step.id


def test_everything_has_words() -> None:
    words = WORDS["ways"]
    assert set(words["positions"]) == set(Position)
    assert set(words["steps"]) == {step.id for step in STEPS}
    assert set(words["facts"]) == set(Circumstance)
    assert set(words["open"]) == IN_STEPS
    assert set(words["opens_nothing"]) == set(OpensNothing)


def test_everything_is_used() -> None:
    assert set(Circumstance) == {fact for step in STEPS for fact in step.facts}
    assert set(OpensNothing) == set(OPENS_NOTHING.values())
    used = {step.start for step in STEPS} | {step.end for step in STEPS}
    assert used == set(Position)
    assert set(ENDS) <= {step.end for step in STEPS}
