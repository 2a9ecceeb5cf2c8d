"""All collectors: isolation of failures, the executor, and effects on the instance."""

import asyncio
from collections.abc import Callable
from dataclasses import fields
import logging
import os
from pathlib import Path
import threading
from typing import Any
from unittest.mock import patch

from aiohttp.test_utils import TestServer
import pytest

from custom_components.security_posture.collectors import SOURCES, Collectors, Source
from custom_components.security_posture.collectors.common import executor as executor_module
from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.common.executor import MAX_JOBS, LimitedExecutor
from custom_components.security_posture.posture.facts import (
    BansFacts,
    Facts,
    HttpFacts,
    Reason,
    TlsEndpoint,
    TlsFacts,
    Unavailable,
    UrlsFacts,
)
from homeassistant.components.http.ban import KEY_BAN_MANAGER, KEY_FAILED_LOGIN_ATTEMPTS
from homeassistant.core import HomeAssistant


def test_the_sources_are_the_facts() -> None:
    assert set(SOURCES) == {field.name for field in fields(Facts)}


@pytest.fixture
def fake(hass: HomeAssistant) -> Collectors:
    """Return collectors whose `urls` can be replaced."""
    return Collectors(hass, {})


def does(collectors: Collectors, reading: Any, timeout: float = 0.1) -> None:
    collectors._sources["urls"] = Source(reading, timeout)


async def raises(err: BaseException) -> None:
    raise err


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; only a failing test takes the whole minute."""
    for _ in range(6_000):
        if holds():
            return
        await asyncio.sleep(0.01)
    pytest.fail("It never came to hold.")


@pytest.mark.parametrize(
    ("err", "reason"),
    [
        (AttributeError("x"), Reason.API_CHANGED),
        (ImportError("x"), Reason.API_CHANGED),
        (KeyError("x"), Reason.API_CHANGED),
        (TypeError("x"), Reason.API_CHANGED),
        (TimeoutError("x"), Reason.TIMEOUT),
        (PermissionError("x"), Reason.PERMISSION),
        (OSError("x"), Reason.INTERNAL),
        (ValueError("x"), Reason.INTERNAL),
        (MemoryError("x"), Reason.INTERNAL),
        (RecursionError("x"), Reason.INTERNAL),
    ],
)
async def test_a_failure_is_a_value(fake: Collectors, err: Exception, reason: Reason) -> None:
    does(fake, lambda *_: raises(err))
    found = await fake.async_collect(["urls", "updates"])
    assert found["urls"] == Unavailable(reason)
    assert not isinstance(found["updates"], Unavailable)


async def test_one_that_never_returns(fake: Collectors) -> None:
    does(fake, lambda *_: asyncio.Event().wait())
    assert await fake.async_collect(["urls"]) == {"urls": Unavailable(Reason.TIMEOUT)}


async def test_a_cancellation_is_no_failure(fake: Collectors) -> None:
    does(fake, lambda *_: asyncio.Event().wait(), timeout=60)
    task = asyncio.create_task(fake.async_collect(["urls"]))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_failure_is_logged_once_and_without_its_text(
    fake: Collectors, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    reading = fake._sources["urls"].collect
    does(fake, lambda *_: raises(ValueError("hunter2")))
    for _ in range(5):
        await fake.async_collect(["urls"])
    fake._sources["urls"] = Source(reading, 5)
    for _ in range(5):
        await fake.async_collect(["urls"])
    ours = [r.getMessage() for r in caplog.records if "collectors" in r.name]
    assert ours == ["Cannot read urls: internal (ValueError)", "Can read urls again"]
    assert "hunter2" not in caplog.text


# --- the executor


async def test_at_most_two_blocking_calls(hass: HomeAssistant) -> None:
    executor, running, most = LimitedExecutor(hass), 0, 0
    lock, goes_on = threading.Lock(), threading.Event()

    def work() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        goes_on.wait(60)
        with lock:
            running -= 1

    calls = asyncio.gather(*(executor.run(work) for _ in range(8)))
    await until(lambda: running == MAX_JOBS)
    await asyncio.sleep(0.05)  # a third one could begin meanwhile
    goes_on.set()
    await calls
    assert most == MAX_JOBS == 2


async def test_a_call_that_hangs_is_not_made_again(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    executor, release, calls = LimitedExecutor(hass), threading.Event(), []

    def hang() -> None:
        calls.append("hang")
        release.wait(60)
        raise ValueError("hunter2")

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await executor.run(hang)
    for _ in range(20):
        with pytest.raises(CollectorError) as refused:
            await executor.run(hang)
        assert refused.value.reason is Reason.TIMEOUT
    assert calls == ["hang"]

    release.set()
    await until(lambda: not executor._stalled.total())
    with pytest.raises(ValueError, match="hunter2"):
        await executor.run(hang)
    assert "hunter2" not in caplog.text


async def test_calls_that_hang_leave_the_slots_to_others(hass: HomeAssistant) -> None:
    executor, release = LimitedExecutor(hass), threading.Event()

    def hang() -> None:
        release.wait(60)

    for _ in range(2 * MAX_JOBS):
        with pytest.raises((TimeoutError, CollectorError)):
            async with asyncio.timeout(0.05):
                await executor.run(hang)
    async with asyncio.timeout(60):
        assert await asyncio.gather(*(executor.run(lambda: 7) for _ in range(8))) == [7] * 8
    release.set()


async def test_a_slow_call_does_not_keep_others_waiting(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executor_module, "SLOT_TIME", 0.01)
    executor, release = LimitedExecutor(hass), threading.Event()
    slow = [asyncio.create_task(executor.run(release.wait, 60)) for _ in range(2 * MAX_JOBS)]
    async with asyncio.timeout(60):
        assert await executor.run(lambda: 7) == 7
    release.set()
    assert await asyncio.gather(*slow) == [True] * 2 * MAX_JOBS


async def test_a_call_that_waited_behind_one_that_hangs_is_refused(hass: HomeAssistant) -> None:
    executor, release, calls = LimitedExecutor(hass), threading.Event(), []

    def hang() -> None:
        calls.append("hang")
        release.wait(60)

    waiting = [asyncio.create_task(executor.run(hang)) for _ in range(MAX_JOBS + 1)]
    await until(lambda: len(calls) == MAX_JOBS)
    for task in waiting[:MAX_JOBS]:
        task.cancel()
    with pytest.raises(CollectorError):
        await waiting[-1]
    assert len(calls) == MAX_JOBS
    release.set()
    await until(lambda: not executor._stalled.total())


async def test_a_reload_does_not_forget_what_hangs(hass: HomeAssistant) -> None:
    assert Collectors(hass, {})._executor is Collectors(hass, {})._executor


async def test_a_stalled_source_costs_one_thread_and_no_other_source(
    hass: HomeAssistant, fake: Collectors, tmp_path: Path
) -> None:
    """A FIFO stands for a file on a network share that has gone: opening it does not return."""
    hass.config.config_dir = str(tmp_path)
    fifo, opened = tmp_path / "fifo", []
    os.mkfifo(fifo)

    def read() -> str:
        opened.append(threading.current_thread())
        return fifo.read_text()

    async def reading(_hass: HomeAssistant, executor: LimitedExecutor) -> str:
        return await executor.run(read)

    does(fake, reading, timeout=0.1)
    for _ in range(10):
        found = await fake.async_collect(["files", "git", "public_folder", "secrets", "urls"])
        assert found.pop("urls") == Unavailable(Reason.TIMEOUT)
        assert [name for name, fact in found.items() if isinstance(fact, Unavailable)] == []
    assert len(opened) == 1
    fifo.write_text("again")
    await until(lambda: not opened[0].is_alive() or not fake._executor._stalled.total())
    does(fake, lambda _hass, executor: executor.run(lambda: "again"))
    assert await fake.async_collect(["urls"]) == {"urls": "again"}


async def test_all_threads_of_home_assistant_are_busy(
    hass: HomeAssistant, fake: Collectors
) -> None:
    threads = hass.loop._default_executor._max_workers  # type: ignore[attr-defined]
    release = threading.Event()
    busy = [hass.async_add_executor_job(release.wait, 60) for _ in range(threads)]
    does(fake, lambda _hass, executor: executor.run(lambda: 7))
    assert await fake.async_collect(["urls"]) == {"urls": Unavailable(Reason.TIMEOUT)}
    release.set()
    await asyncio.gather(*busy)
    does(fake, lambda _hass, executor: executor.run(lambda: 7), timeout=60)
    assert await fake.async_collect(["urls"]) == {"urls": 7}


async def test_an_executor_that_refuses_releases_the_slot(hass: HomeAssistant) -> None:
    executor = LimitedExecutor(hass)
    with patch.object(hass, "async_add_executor_job", side_effect=RuntimeError("shut down")):
        for _ in range(MAX_JOBS):
            with pytest.raises(RuntimeError):
                await executor.run(lambda: 7)
    async with asyncio.timeout(60):
        assert await executor.run(lambda: 7) == 7


# --- a real instance, a hundred times


async def test_never_a_failed_sign_in(
    hass: HomeAssistant,
    instance: TestServer,
    collectors: Collectors,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    hass.config.config_dir = str(tmp_path)
    (tmp_path / "configuration.yaml").write_text("automation: []\n")
    app = hass.http.app
    user = await hass.auth.async_create_user("Ann")
    await hass.auth.async_create_refresh_token(user, "https://client.example/")
    services: list[object] = []
    hass.bus.async_listen("call_service", services.append)
    caplog.clear()
    for _ in range(100):
        found = await collectors.async_collect(SOURCES)
    assert [name for name, fact in found.items() if isinstance(fact, Unavailable)] == []
    for kind, name in ((HttpFacts, "http"), (UrlsFacts, "urls"), (BansFacts, "bans")):
        assert isinstance(found[name], kind)
    tls = found["tls"]
    assert isinstance(tls, TlsFacts)
    assert isinstance(tls.external, TlsEndpoint)
    assert isinstance(tls.own, TlsEndpoint)
    assert tls.external.certificate == tls.own.certificate == tls.file
    assert dict(app[KEY_FAILED_LOGIN_ATTEMPTS]) == {}
    assert app[KEY_BAN_MANAGER].ip_bans_lookup == {}
    assert "persistent_notification" not in hass.data
    # The backup integration may still be adding its entities.
    assert [each for each in hass.states.async_entity_ids() if ".backup_" not in each] == []
    assert services == []
    assert [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING] == []


async def test_no_request_is_sent(
    hass: HomeAssistant, instance: TestServer, collectors: Collectors
) -> None:
    seen: list[object] = []
    handle = hass.http.app._handle

    async def note(request: Any) -> Any:
        seen.append(request)
        return await handle(request)

    with patch.object(hass.http.app, "_handle", note):
        await collectors.async_collect(SOURCES)
        assert seen == []


async def test_no_task_or_connection_is_left(
    hass: HomeAssistant, instance: TestServer, collectors: Collectors
) -> None:
    await collectors.async_collect(SOURCES)
    tasks, threads = asyncio.all_tasks(), threading.active_count()
    for _ in range(10):
        await collectors.async_collect(SOURCES)
    server = instance.runner.server
    assert server is not None
    await until(lambda: asyncio.all_tasks() <= tasks and server.connections == [])
    assert threading.active_count() <= threads + 2


async def test_no_file_of_the_instance_changes(
    hass: HomeAssistant, instance: TestServer, collectors: Collectors, tmp_path: Path
) -> None:
    def content() -> dict[str, bytes]:
        return {str(p): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}

    await hass.async_block_till_done()
    before = content()
    await collectors.async_collect(SOURCES)
    assert content() == before
