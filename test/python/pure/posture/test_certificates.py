"""Properties of a certificate alone."""

from custom_components.security_posture.posture.certificates import is_renewal

from .build import certificate


def test_a_certificate_does_not_renew_itself() -> None:
    assert not is_renewal(certificate(), certificate())
    assert is_renewal(certificate(fingerprint="11" * 32), certificate())
