"""What lasts is said seldom: a fault of the surroundings must not fill a disk with its sentence."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from genesis_flows import log
from genesis_flows.log import RepeatFilter


@contextmanager
def heard(seldom: RepeatFilter) -> Iterator[tuple[logging.Logger, list[logging.LogRecord]]]:
    """A logger behind the filter, and what came through."""
    records: list[logging.LogRecord] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    handler = Keep()
    handler.addFilter(seldom)
    logger = logging.getLogger("a test of repeats")
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.INFO)
    yield logger, records
    logger.handlers = []


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1_000.0]
    monkeypatch.setattr(log.time, "monotonic", lambda: now[0])
    return now


@pytest.mark.parametrize("level", [logging.INFO, logging.WARNING, logging.ERROR])
def test_prefects_server_says_what_lasts_a_few_times_a_minute_whatever_its_level(
    clock: list[float], level: int
) -> None:
    with heard(RepeatFilter(whatever_level=True)) as (logger, records):
        for second in range(60):
            clock[0] = 1_000.0 + second * log.REPEATS_WITHIN_S / 60
            for _ in range(414):
                logger.log(level, "service failed: %s", second)
        assert len(records) <= log.REPEATS_MOST
        clock[0] += log.REPEATS_WITHIN_S
        logger.log(level, "service failed: %s", "again")
        assert records[-1].__dict__["repeated"] == 60 * 414 - log.REPEATS_MOST


def test_the_worker_says_every_error_and_what_differs(clock: list[float]) -> None:
    del clock
    with heard(RepeatFilter()) as (logger, records):
        for n in range(100):
            logger.error("a fault")
            logger.warning("the database is away, waiting for it")
            logger.warning("sentence %s" % n)  # noqa: UP031
        told = [record.getMessage() for record in records]
    assert told.count("a fault") == 100
    assert told.count("the database is away, waiting for it") == log.REPEATS_MOST
    assert len(told) == 200 + log.REPEATS_MOST
