"""Code of other integrations ends its own part of a look, whatever it raises or does."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from custom_components.security_posture.collectors import Collectors, Source
from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.common.foreign import contained, in_own_task
from custom_components.security_posture.posture.facts import Reason, Unavailable
from homeassistant.core import HomeAssistant

BEYOND_EXCEPTION = [
    asyncio.CancelledError("x"),
    BaseException("x"),
    BaseExceptionGroup("x", [SystemExit(1)]),
    GeneratorExit("x"),
    KeyboardInterrupt("x"),
    SystemExit(1),
]


async def raises(err: BaseException) -> None:
    await asyncio.sleep(0)
    raise err


async def cancels_its_task() -> None:
    task = asyncio.current_task()
    assert task is not None
    task.cancel()
    await asyncio.sleep(0)


async def ignores_cancellation(ended: asyncio.Event) -> None:
    while not ended.is_set():
        try:
            await ended.wait()
        except asyncio.CancelledError:
            continue


@pytest.mark.parametrize("err", BEYOND_EXCEPTION, ids=lambda err: type(err).__name__)
async def test_whatever_is_raised_is_contained(hass: HomeAssistant, err: BaseException) -> None:
    with pytest.raises(CollectorError) as caught, contained():
        await raises(err)
    assert caught.value.reason is Reason.INTERNAL
    with pytest.raises(CollectorError):
        await in_own_task(hass, raises(err), 60, "test")


async def test_exceptions_pass(hass: HomeAssistant) -> None:
    with pytest.raises(ValueError, match="x"), contained():
        await raises(ValueError("x"))
    with pytest.raises(ValueError, match="x"):
        await in_own_task(hass, raises(ValueError("x")), 60, "test")


async def test_the_own_cancellation_passes(hass: HomeAssistant) -> None:
    async def inside() -> None:
        with contained():
            await asyncio.Event().wait()

    for work in (inside(), in_own_task(hass, asyncio.Event().wait(), 60, "test")):
        task = asyncio.create_task(work)
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_a_timeout_passes(hass: HomeAssistant) -> None:
    async def slow() -> None:
        async with asyncio.timeout(0.01):
            with contained():
                await asyncio.Event().wait()

    with pytest.raises(TimeoutError):
        await slow()
    with pytest.raises(TimeoutError):
        await in_own_task(hass, asyncio.Event().wait(), 0.01, "test")


async def test_code_that_cancels_its_own_task(hass: HomeAssistant) -> None:
    with pytest.raises(CollectorError):
        await in_own_task(hass, cancels_its_task(), 60, "test")


async def test_code_that_ignores_cancellation_is_abandoned(hass: HomeAssistant) -> None:
    ended = asyncio.Event()
    with pytest.raises(TimeoutError):
        await in_own_task(hass, ignores_cancellation(ended), 0.01, "test")
    # It costs one task, however often it is asked for; others are not concerned.
    for _ in range(3):
        with pytest.raises(TimeoutError):
            await in_own_task(hass, raises(AssertionError()), 60, "test")
    assert await in_own_task(hass, asyncio.sleep(0, "x"), 60, "another") == "x"
    ended.set()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert await in_own_task(hass, asyncio.sleep(0, "x"), 60, "test") == "x"


async def test_code_that_is_slow_once_is_started_again(hass: HomeAssistant) -> None:
    with pytest.raises(TimeoutError):
        await in_own_task(hass, asyncio.Event().wait(), 0.01, "test")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert await in_own_task(hass, asyncio.sleep(0, "x"), 60, "test") == "x"


async def test_it_is_cancelled_with_its_caller(hass: HomeAssistant) -> None:
    ended = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    task = asyncio.create_task(in_own_task(hass, work(), 60, "test"))
    await asyncio.sleep(0)
    task.cancel()
    async with asyncio.timeout(60):
        await ended.wait()


@pytest.mark.parametrize("err", BEYOND_EXCEPTION, ids=lambda err: type(err).__name__)
async def test_a_thread_that_raises_it(hass: HomeAssistant, err: BaseException) -> None:
    def work() -> None:
        raise err

    with pytest.raises(CollectorError) as caught:
        await LimitedExecutor(hass).run(work)
    assert caught.value.reason is Reason.INTERNAL


def _sources() -> list[Any]:
    return [
        *((lambda err=err: raises(err)) for err in BEYOND_EXCEPTION),
        cancels_its_task,
    ]


@pytest.mark.parametrize("broken", _sources())
async def test_the_other_sources_are_read(hass: HomeAssistant, broken: Any) -> None:
    collectors = Collectors(hass, {})

    def reading(_hass: HomeAssistant, _executor: LimitedExecutor) -> Coroutine[Any, Any, object]:
        return broken()

    collectors._sources["urls"] = Source(reading, 60)
    found = await collectors.async_collect(["urls", "updates", "core"])
    assert found["urls"] == Unavailable(Reason.INTERNAL)
    assert not isinstance(found["updates"], Unavailable)
    assert not isinstance(found["core"], Unavailable)


async def test_a_source_that_raises_at_once(hass: HomeAssistant) -> None:
    collectors = Collectors(hass, {})

    def reading(_hass: HomeAssistant, _executor: LimitedExecutor) -> Coroutine[Any, Any, object]:
        raise SystemExit(1)

    collectors._sources["urls"] = Source(reading, 60)
    found = await collectors.async_collect(["urls", "core"])
    assert found["urls"] == Unavailable(Reason.INTERNAL)
