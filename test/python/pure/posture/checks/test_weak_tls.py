"""TLS version, key and signature algorithm."""

import pytest

from custom_components.security_posture.posture.facts import Facts, Reason
from custom_components.security_posture.posture.model import Inapplicable

from ..build import certificate, endpoint, facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "weak_tls"


def _served(version: str = "TLSv1.3", **leaf: object) -> Facts:
    return facts(tls={"external": endpoint(version=version, certificate=certificate(**leaf))})


FAILING = _served("TLSv1.1")


@pytest.mark.parametrize("version", ["SSLv3", "TLSv1", "TLSv1.1"])
def test_old_version(version: str) -> None:
    assert_failed(run_check(ID, _served(version)), variant="version", evidence=(version,))


@pytest.mark.parametrize("version", ["TLSv1.2", "TLSv1.3"])
def test_current_version(version: str) -> None:
    assert_passed(run_check(ID, _served(version)))


@pytest.mark.parametrize(
    ("algorithm", "bits"), [("rsa", 1024), ("rsa", 2047), ("ec", 192), ("ec", 223), ("dsa", 4096)]
)
def test_weak_key(algorithm: str, bits: int) -> None:
    outcome = run_check(ID, _served(key_algorithm=algorithm, key_bits=bits))
    assert_failed(outcome, variant="key", evidence=(f"{algorithm} {bits}",))


@pytest.mark.parametrize(
    ("algorithm", "bits"),
    [("rsa", 2048), ("rsa", 4096), ("ec", 224), ("ec", 256), ("ed25519", None), ("ed448", None)],
)
def test_strong_key(algorithm: str, bits: int | None) -> None:
    assert_passed(run_check(ID, _served(key_algorithm=algorithm, key_bits=bits)))


@pytest.mark.parametrize("broken", ["md5", "sha1"])
def test_forgeable_signature(broken: str) -> None:
    outcome = run_check(ID, _served(signature_hash=broken))
    assert_failed(outcome, variant="signature", evidence=(broken,))


@pytest.mark.parametrize("hash_name", ["sha256", "sha384", "sha3-256", None])
def test_strong_signature(hash_name: str | None) -> None:
    assert_passed(run_check(ID, _served(signature_hash=hash_name)))


def test_a_key_of_an_unknown_type() -> None:
    assert_unknown(run_check(ID, _served(key_algorithm="other", key_bits=None)), Reason.PARSE)
    assert_unknown(run_check(ID, _served(key_algorithm="rsa", key_bits=None)), Reason.PARSE)
    assert_unknown(run_check(ID, _served("")), Reason.PARSE)
    # A known weak algorithm fails even when other values are unknown.
    changed = _served("", key_algorithm="other", key_bits=None, signature_hash="md5")
    assert_failed(run_check(ID, changed), variant="signature")


def test_own_port_is_checked_without_an_external_url() -> None:
    assert_failed(
        run_check(ID, facts(tls={"external": None, "own": endpoint(version="TLSv1")})),
        variant="version",
    )


def test_without_tls() -> None:
    outcome = run_check(ID, facts(tls={"external": None, "own": None}))
    assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)
