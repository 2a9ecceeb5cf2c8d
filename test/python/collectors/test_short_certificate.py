"""A certificate of twelve hours, from a real TLS server to the report."""

from collections.abc import AsyncIterator, Collection
from datetime import timedelta
from pathlib import Path
import ssl
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.security_posture.collectors import Collectors
from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.posture.facts import TlsEndpoint, TlsFacts
from custom_components.security_posture.posture.model import Status
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .authority import HOST, Authority, issue
from .conftest import Serve

pytestmark = pytest.mark.usefixtures("http", "names", "roots", "socket_enabled")
HOUR = timedelta(hours=1)
DEBOUNCED = timedelta(seconds=6)


class Home:
    """A home whose certificates live for twelve hours."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: MockConfigEntry,
        freezer: FrozenDateTimeFactory,
        context: ssl.SSLContext,
        ca: Authority,
        folder: Path,
    ) -> None:
        self.entry = entry
        self.read: list[frozenset[str]] = []
        self._hass, self._freezer = hass, freezer
        self._context, self._ca, self._folder = context, ca, folder

    def renew(self) -> None:
        """Serve a certificate issued an hour ago."""
        issued = issue(by=self._ca.intermediate, starts=-HOUR, ends=11 * HOUR)
        self._context.load_cert_chain(issued.write(self._folder / "served.pem"))

    async def partial_run(self, later: timedelta) -> None:
        """Read one other source after some time, before any timer fires."""
        self._freezer.tick(later)
        self.entry.runtime_data.async_request(("webhooks",))
        await self.entry.runtime_data.async_refresh()

    async def wait(self, time: timedelta) -> None:
        """Let some time pass, and run what is due."""
        for step in (time, DEBOUNCED):
            self._freezer.tick(step)
            async_fire_time_changed(self._hass)
            await self._hass.async_block_till_done(wait_background_tasks=True)

    def status(self, check_id: str) -> Status:
        results = self.entry.runtime_data.data.results
        return next(row.status for row in results if row.id == check_id)

    def changes(self) -> list[str]:
        history = self.entry.runtime_data.history
        return [row.check_id for row in history.async_read("me", {"me"}, dt_util.utcnow())[1]]


@pytest.fixture
async def home(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    serve: Serve,
    ca: Authority,
    tmp_path: Path,
    freezer: FrozenDateTimeFactory,
) -> AsyncIterator[Home]:
    (tmp_path / "configuration.yaml").write_text("automation: []\n")
    hass.config.config_dir = str(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    home = Home(hass, entry, freezer, context, ca, tmp_path)
    home.renew()
    hass.config.external_url = f"https://{HOST}:{await serve(context=context)}"
    collect = Collectors.async_collect

    async def recorded(self: Collectors, sources: Collection[str]) -> dict[str, object]:
        home.read.append(frozenset(sources))
        return await collect(self, sources)

    with patch.object(Collectors, "async_collect", recorded):
        assert await async_setup_component(hass, DOMAIN, {})
        await hass.async_block_till_done()
        assert await entry.runtime_data.async_recheck()
        assert home.status("certificate_expired") is Status.PASS
        assert home.status("certificate_expiring") is Status.PASS
        home.read.clear()
        yield home


async def test_renewed_in_time(home: Home) -> None:
    before = home.changes()
    home._freezer.tick(5 * HOUR)
    home.renew()
    await home.partial_run(6.5 * HOUR)  # the first certificate has expired
    assert home.read == [{"webhooks"}, {"tls"}]
    assert home.status("certificate_expired") is Status.PASS
    assert home.changes() == before


async def test_a_stalled_renewal_is_found_by_a_partial_run(home: Home) -> None:
    await home.partial_run(10.5 * HOUR)
    assert home.read == [{"webhooks"}, {"tls"}]
    assert home.status("certificate_expiring") is Status.FAIL
    assert "certificate_expiring" in home.changes()


async def test_a_stalled_renewal_is_found_soon(home: Home) -> None:
    seen = []
    for _ in range(24):
        await home.wait(0.5 * HOUR)
        seen.append(home.status("certificate_expired"))
    # It expired after eleven hours.
    assert seen[:21] == [Status.PASS] * 21
    assert seen[22:] == [Status.FAIL] * 2
    assert {"tls"} in home.read
    home.renew()
    await home.wait(0.5 * HOUR)
    assert home.status("certificate_expired") is Status.PASS


async def test_the_facts_are_those_of_the_server(home: Home) -> None:
    tls = home.entry.runtime_data.facts.tls
    assert isinstance(tls, TlsFacts)
    assert isinstance(tls.external, TlsEndpoint)
    served = tls.external.certificate
    assert served.not_after - served.not_before == 12 * HOUR
