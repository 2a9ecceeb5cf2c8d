"""Properties of a certificate alone."""

from custom_components.security_posture.posture.certificates import is_renewal

from .build import certificate


def test_a_certificate_is_no_renewal_of_itself() -> None:
    assert not is_renewal(certificate(), certificate())
    assert is_renewal(certificate(fingerprint="11" * 32), certificate())
